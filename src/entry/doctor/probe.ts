import { randomUUID } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import { z } from 'zod'
import type { WebhookSecrets } from '../http/signature.ts'

/** How the place answered to which GitHub sends deliveries. */
export type Probe =
  | { readonly answer: 'accepted'; readonly signed: keyof WebhookSecrets }
  | { readonly answer: 'refused'; readonly status: number; readonly aftermath: 'here' | 'elsewhere' }
  | { readonly answer: 'redirected'; readonly status: number }
  /** `code` as the operating system or TLS names it: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
  | { readonly answer: 'none'; readonly code: string }

/**
 * Sends to `url` what GitHub sends when a webhook is set up, a `ping`, signed with the current secret, and where that is
 * not taken with the previous one; it causes nothing. Beside it asks whether Aftermath answers at that origin at all.
 * Never throws, and waits at most `patience` ms for an answer, 5 s when left out; GitHub itself waits 10 s.
 */
export async function probeWebhook(
  url: string,
  { current, previous }: WebhookSecrets,
  patience = 5_000,
): Promise<Probe> {
  const [answer, aftermath] = await Promise.all([ping(url, current, patience), isAftermath(url, patience)])
  if ('code' in answer) return { answer: 'none', code: answer.code }
  if (answer.status < 300) return { answer: 'accepted', signed: 'current' }
  if (answer.status < 400) return { answer: 'redirected', status: answer.status }
  const again = previous === null || answer.status !== 401 ? answer : await ping(url, previous, patience)
  if ('status' in again && again.status < 300) return { answer: 'accepted', signed: 'previous' }
  return { answer: 'refused', status: answer.status, aftermath }
}

type Answer = { readonly status: number } | { readonly code: string }

async function ping(url: string, secret: string, patience: number): Promise<Answer> {
  const body = JSON.stringify({ zen: 'Design for failure.' })
  const { origin, pathname, search, username, password } = new URL(url)
  const account = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  const headers = {
    ...(username !== '' && { authorization: `Basic ${account}` }),
    'content-type': 'application/json',
    'user-agent': 'aftermath-doctor',
    'x-github-event': 'ping',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': await sign(secret, body),
  }
  const sent = { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(patience) } as const
  try {
    const { status, body: rest } = await fetch(`${origin}${pathname}${search}`, sent)
    await rest?.cancel()
    return { status }
  } catch (fault) {
    return { code: codeOf(fault) }
  }
}

const health = z.object({ status: z.literal('ok'), version: z.string() })

async function isAftermath(url: string, patience: number): Promise<'here' | 'elsewhere'> {
  try {
    const { origin } = new URL(url)
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(patience) })
    return health.safeParse(await answer.json()).success ? 'here' : 'elsewhere'
  } catch {
    // What keeps it from answering shows in the ping.
    return 'elsewhere'
  }
}

const cause = z.object({ code: z.string() })

/** What keeps the connection from being made, without the address: it may hold a password. */
function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown'
  if (fault.name === 'TimeoutError') return 'timeout'
  return cause.safeParse(fault.cause).data?.code ?? cause.safeParse(fault).data?.code ?? 'no connection'
}
