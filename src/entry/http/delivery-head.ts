import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { RefusedRequest } from './http.ts'
import { isSignature } from './signature.ts'

/** What a delivery's headers say. https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers */
export interface DeliveryHead {
  /** The GUID, the same when GitHub sends it again. */
  readonly id: string
  /** The event, such as `issues`. */
  readonly name: string
  readonly signature: string
}

export type DeliveryHeadResult =
  | { readonly ok: true; readonly head: DeliveryHead }
  | { readonly ok: false; readonly refusal: RefusedRequest }

/** Reads the headers of a delivery, or says why no body can make a delivery of it. */
export function parseDeliveryHead({ method, headers }: IncomingMessage): DeliveryHeadResult {
  if (method !== 'POST') {
    return refused(405, 'GitHub sends its deliveries here, by POST.', { allow: 'POST' })
  }
  const signature = headers['x-hub-signature-256']
  if (!isSignature(signature)) {
    return refused(401, 'A delivery has a signature (X-Hub-Signature-256): set a secret for the webhook on GitHub.')
  }
  const form = refusedForm(headers)
  if (form !== null) return form
  const { 'x-github-delivery': id, 'x-github-event': name } = headers
  if (typeof id !== 'string' || id === '') return refused(400, 'A delivery has an id (X-GitHub-Delivery).')
  if (typeof name !== 'string' || !eventName.test(name))
    return refused(400, 'A delivery names an event (X-GitHub-Event).')
  return { ok: true, head: { id, name, signature } }
}

function refusedForm(headers: IncomingHttpHeaders): DeliveryHeadResult | null {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') {
    return refused(415, 'GitHub sends this webhook as a form: set its content type to application/json on GitHub.')
  }
  if (type !== 'application/json') return refused(415, 'A delivery is application/json.')
  // GitHub never compresses: taking it would let a small body become a large one.
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' ? null : refused(415, 'A delivery is not compressed (Content-Encoding).')
}

function refused(status: number, error: string, headers: RefusedRequest['headers'] = {}): DeliveryHeadResult {
  return { ok: false, refusal: { status, error, headers } }
}

const eventName = /^[a-z][a-z0-9_]{0,49}$/
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Which delivery a request is, for the log, as far as its headers look like GitHub's: anybody can send others, with
 * whatever text in them.
 */
export function deliveryNamed({ headers }: IncomingMessage): { readonly event?: string; readonly delivery?: string } {
  const { 'x-github-event': event, 'x-github-delivery': delivery } = headers
  return {
    ...(typeof event === 'string' && eventName.test(event) && { event }),
    ...(typeof delivery === 'string' && guid.test(delivery) && { delivery }),
  }
}
