import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Probot } from 'probot'
import { z } from 'zod'
import { QueueAway } from '../../queue/work-queue.ts'
import { crashOf, type Log } from '../../reconcile/ports.ts'
import type { App } from '../app.ts'
import { createOccasions } from '../occasions.ts'
import { type ReadingThread, shortJson } from '../threads/reading.ts'
import { readSigned } from '../threads/reading-thread.ts'
import { type Body, createBodyPlaces, largestBody, withBody } from './body.ts'
import { type DeliveryHead, deliveryNamed, parseDeliveryHead } from './delivery-head.ts'
import { answer, type Handler, type RefusedRequest, refuse, requestPath } from './http.ts'
import { signerOf, type WebhookSecrets } from './signature.ts'

export interface DeliveryOptions {
  readonly webhookPath: string
  readonly secrets: WebhookSecrets
  readonly log: Log
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  /** How a long delivery is read; here when left out. */
  readonly readLong?: ReadingThread['readDelivery']
}

const minute = 60_000

/** Which fields a payload has is looked at where they are read: in `refsOf`. */
const payloadOf = z.looseObject({})
const eventShape = z.object({ payload: payloadOf })
const eventOf = z.custom<Parameters<Probot['receive']>[0]>((event) => eventShape.safeParse(event).success)

const refusals = {
  tooLarge: { status: 413, error: 'The body is larger than 25 MB, the most that GitHub sends.' },
  cutOff: { status: 408, error: 'The body did not arrive within 10 seconds, or the connection ended before it did.' },
  wrongSignature: { status: 401, error: 'The signature does not fit: is WEBHOOK_SECRET the one on GitHub?' },
  noObject: { status: 400, error: 'The body is not a JSON object.' },
  queueAway: { status: 503, error: 'The queue does not answer: please deliver this again.' },
  crashed: { status: 500, error: 'The server failed; its log says why.' },
} as const satisfies Record<string, RefusedRequest>

/**
 * Takes signed deliveries at the webhook path, asks `app` for passes and answers at once, never waiting for one. What
 * can be refused by its headers is refused before its body is read; the signature is checked over the bytes as they came,
 * before anything in them is looked at. Other paths are 404.
 *
 * Deliveries are not remembered, not even their ids: each is a hint, so one that is sent again costs at most a pass that
 * finds nothing to do.
 */
export async function createDeliveryHandler(probot: Probot, app: App, options: DeliveryOptions): Promise<Handler> {
  const { webhookPath, secrets, log, now, readLong = readSigned } = options
  const places = createBodyPlaces()
  const refused = createOccasions({ every: minute, now })
  const rotation = createOccasions({ every: 60 * minute, now })
  await probot.ready()
  probot.onAny(({ name, payload }) => app.handle(name, payload))

  /** Why a delivery is refused, `null` when it was taken. */
  async function take(request: IncomingMessage, response: ServerResponse): Promise<RefusedRequest | null> {
    const parsed = parseDeliveryHead(request)
    if (!parsed.ok) return parsed.refusal
    return withBody(request, response, { most: largestBody, places }, (body) => takeBody(parsed.head, body))
  }

  async function takeBody(head: DeliveryHead, body: Body): Promise<RefusedRequest | null> {
    if (body.read === 'too-large') return refusals.tooLarge
    if (body.read === 'cut-off') return refusals.cutOff
    if (body.bytes.length === 0) return refusals.noObject
    if (body.bytes.length > shortJson) return takeLong(head, body.bytes)
    const signer = await signerOf(body.bytes, head.signature, secrets)
    if (signer === null) return refusals.wrongSignature
    noteSigner(signer)
    const payload = parse(body.bytes)
    return payload === null ? refusals.noObject : dispatch(head, payload)
  }

  function noteSigner(signer: keyof WebhookSecrets): void {
    if (signer === 'current') return
    rotation.note('', (unsaid) => log.info({ unsaid }, 'GitHub still signs with WEBHOOK_SECRET_PREVIOUS'))
  }

  async function dispatch({ id, name }: DeliveryHead, payload: object): Promise<RefusedRequest | null> {
    try {
      await probot.receive(eventOf.parse({ id, name, payload }))
      return null
    } catch (fault) {
      const [first] = fault instanceof AggregateError ? fault.errors : [fault]
      return crashed(name, first)
    }
  }

  /** Checked and read elsewhere, so that others are answered meanwhile. */
  async function takeLong({ name, signature }: DeliveryHead, bytes: Buffer): Promise<RefusedRequest | null> {
    try {
      const { signer, delivery } = await readLong(bytes, { event: name, signature, secrets, self: app.self })
      if (signer === null) return refusals.wrongSignature
      noteSigner(signer)
      if (delivery === null) return refusals.noObject
      await app.enqueue(delivery)
      return null
    } catch (fault) {
      return crashed(name, fault)
    }
  }

  function crashed(event: string, fault: unknown): RefusedRequest {
    if (fault instanceof QueueAway) return refusals.queueAway
    log.error({ event, ...crashOf(fault) }, 'cannot take a delivery')
    return refusals.crashed
  }

  return async (request, response) => {
    if (requestPath(request) !== webhookPath)
      return refuse(request, response, { status: 404, error: 'There is nothing here.' })
    const refusal = await take(request, response)
    if (refusal === null) return answer(response, 200, { status: 'taken' })
    if (!response.destroyed) refuse(request, response, refusal)
    const { status, error: because } = refusal
    refused.note(because, (unsaid) => {
      log.warn({ status, because, ...deliveryNamed(request), unsaid }, 'refused a delivery')
    })
  }
}

/** The payload, `null` when the body is no JSON object. A parser's error would quote it. */
function parse(body: Buffer): object | null {
  try {
    return payloadOf.safeParse(JSON.parse(body.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
