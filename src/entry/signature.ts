import { createHmac, timingSafeEqual } from 'node:crypto'

/** The secrets that a delivery may be signed with. */
export interface WebhookSecrets {
  readonly current: string
  /** The one before, while it is being replaced. */
  readonly previous: string | null
}

/** A secret of fewer characters can be guessed from one recorded delivery. */
export const shortestSecret = 16

const form = /^sha256=[0-9a-f]{64}$/

/** Whether a header can be a signature at all, which shows before the body is read. */
export function isSignature(header: string | string[] | undefined): header is string {
  return typeof header === 'string' && form.test(header)
}

/**
 * Which secret `body` was signed with, `null` for neither. Compared in constant time.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function signerOf(body: Buffer, signature: string, secrets: WebhookSecrets): keyof WebhookSecrets | null {
  if (isSignedBy(body, signature, secrets.current)) return 'current'
  return secrets.previous !== null && isSignedBy(body, signature, secrets.previous) ? 'previous' : null
}

function isSignedBy(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature.slice('sha256='.length), 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
