import type { Octokit } from '@octokit/rest'
import { GitHubError, type PassPriority } from '../../reconcile/ports.ts'
import type { Access } from './calls.ts'
import { failureOf } from './failure.ts'
import type { ParseJson } from './parse-json.ts'

/** What a request is sent with. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  /** `bytes` leaves the answer as it is, `exact` keeps whole numbers beyond 2^53. */
  readonly as?: 'json' | 'bytes' | 'exact'
}

export interface Exchanged {
  readonly data: unknown
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** Who asks. */
export interface Asker {
  readonly priority: PassPriority
  /** The `user-agent`; the app's own when left out or `null`. */
  readonly agent?: string | null
}

/** Requests with credentials, and what is known of all of them. */
export interface Exchange {
  /** Throws what Octokit throws, and `GitHubError` where there are no credentials. */
  send(route: string, sent: Sent): Promise<Exchanged>
  /** The latest `Date` header, `yyyy-mm-ddThh:mm:ssZ`; empty before the first answer. */
  now(): string
  requests(): number
}

/** Sends each request through `octokit` with what `access` gives for it, and once more with new credentials after a 401. */
export function createExchange(
  octokit: Octokit,
  access: Access,
  { parse, priority, agent }: { readonly parse: ParseJson } & Required<Asker>,
): Exchange {
  const clock = createHeaderClock()
  let requests = 0

  async function once(route: string, { headers, body, as }: Sent, token: 'fresh' | 'known'): Promise<Exchanged> {
    const authorization = await access.authorization(token)
    requests += 1
    try {
      const answer = await octokit.request(route, {
        ...(body && { data: body }),
        headers: {
          'x-github-api-version': '2022-11-28',
          ...headers,
          ...(authorization && { authorization }),
          ...(agent !== null && { 'user-agent': agent }),
        },
        // Octokit's own parser keeps large numbers exact, at several times the time.
        request: { parseSuccessResponseBody: as === 'exact', priority },
      })
      clock.note(answer.headers.date)
      const { url, headers: given } = answer
      const data = as === 'exact' ? answer.data : await contentOf(answer.data, as === 'bytes' ? null : parse)
      return { data, url, headers: given }
    } catch (error) {
      clock.note(failureOf(error)?.headers.date)
      throw error
    }
  }

  return {
    /** A token can be revoked before its time; 401 also says that nothing was done, so that a write can be sent again. */
    async send(route, sent) {
      try {
        return await once(route, sent, 'known')
      } catch (error) {
        if (error instanceof GitHubError || failureOf(error)?.status !== 401 || !access.renewable) throw error
        return await once(route, sent, 'fresh')
      }
    },
    now: clock.latest,
    requests: () => requests,
  }
}

/** The bytes of an answer, or what `parse` reads in them. What is no JSON, as the page of a proxy, no schema understands. */
async function contentOf(data: unknown, parse: ParseJson | null): Promise<unknown> {
  const bytes = data instanceof ReadableStream ? await new Response(data).arrayBuffer() : new ArrayBuffer(0)
  if (parse === null) return bytes
  try {
    return await parse(bytes)
  } catch {
    return null
  }
}

/** Keeps the latest of the `Date` headers that it is told. */
function createHeaderClock() {
  let latest = ''
  return {
    note(date: unknown): void {
      const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
      if (Number.isNaN(time)) return
      const iso = new Date(time).toISOString().replace('.000Z', 'Z')
      if (iso > latest) latest = iso
    },
    latest: () => latest,
  }
}
