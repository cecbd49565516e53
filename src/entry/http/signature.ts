import { createHmac, timingSafeEqual } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'

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

/** How much of a body is looked at in one go: a millisecond's work. */
const slice = 1024 * 1024

/**
 * Which secret `body` was signed with, `null` for neither. Compared in constant time. Of a long one a slice at a time, so
 * that others are answered meanwhile.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export async function signerOf(
  body: Buffer,
  signature: string,
  secrets: WebhookSecrets,
): Promise<keyof WebhookSecrets | null> {
  if (await isSignedBy(body, signature, secrets.current)) return 'current'
  return secrets.previous !== null && (await isSignedBy(body, signature, secrets.previous)) ? 'previous' : null
}

async function isSignedBy(body: Buffer, signature: string, secret: string): Promise<boolean> {
  const hmac = createHmac('sha256', secret)
  for (let at = 0; at < body.length; at += slice) {
    if (at > 0) await nextTurn()
    hmac.update(body.subarray(at, at + slice))
  }
  const expected = hmac.digest()
  const given = Buffer.from(signature.slice('sha256='.length), 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
