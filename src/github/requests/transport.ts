import type { Send } from '../limits/gate.ts'

/** The most that one answer may hold once it is unpacked: a hundred of the longest comments are 26 MB. */
const largestAnswer = 64 * 1024 * 1024

/** GitHub leads from a renamed repository to its id; nothing needs more than that and another rename. */
const mostRedirects = 5

/** Statuses with which this answers in GitHub's place: neither is tried again. */
export const elsewhereStatus = 421
export const tooLargeStatus = 413

export interface TransportOptions {
  /** How long a request may stay without its whole answer, in milliseconds. */
  readonly patience: number
  /** The most bytes of an answer. */
  readonly most?: number
  /** The platform's own when left out. */
  readonly fetch?: Send
}

/** Looked up at each request: tests put another in its place. */
const fetchNow: Send = (url, init) => fetch(url, init)

/**
 * Sends requests by `fetch` and reads the whole answer. Redirects are followed on one and the same server, with what was
 * sent, as GitHub asks for; one to another server is not: neither the token nor the body is for it. What unpacks to more
 * than `most` bytes is given up. Both are answered here, by 421 and 413.
 *
 * The time counts from when the request leaves, not from when it was queued.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
export function createTransport({ patience, most = largestAnswer, fetch: ask = fetchNow }: TransportOptions): Send {
  return async (url, init) => {
    const signal = AbortSignal.timeout(patience)
    let at = url
    let request = init
    for (let hops = 0; ; hops += 1) {
      const answer = await ask(at, { ...request, signal, redirect: 'manual' })
      const next = nextOf(answer, at)
      if (next === null) return whole(answer, at, most)
      await answer.body?.cancel()
      if (new URL(next).origin !== new URL(url).origin)
        return instead(elsewhereStatus, 'GitHub pointed to another server.', at)
      if (hops === mostRedirects) return instead(elsewhereStatus, 'GitHub led from one address to the next.', at)
      at = next
      // Only 303 says that what comes next is to be read instead.
      if (answer.status === 303) request = { ...init, method: 'GET', body: null }
    }
  }
}

/** No answer can be made with one of these and a body, be it empty. */
const bodiless: readonly number[] = [204, 205, 304]

function nextOf({ status, headers }: Response, at: string): string | null {
  const location = headers.get('location')
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null
  return URL.canParse(location, at) ? new URL(location, at).href : null
}

async function whole(answer: Response, url: string, most: number): Promise<Response> {
  if (answer.body === null || bodiless.includes(answer.status)) return answer
  const chunks: Uint8Array[] = []
  let size = 0
  // Left before its end, the stream is cancelled, and the connection with it.
  for await (const chunk of answer.body) {
    size += chunk.length
    if (size > most) return instead(tooLargeStatus, `The answer is larger than ${most} bytes.`, url)
    chunks.push(chunk)
  }
  const { status, statusText, headers } = answer
  return placed(new Response(Buffer.concat(chunks, size), { status, statusText, headers }), url)
}

function instead(status: number, message: string, url: string): Response {
  return placed(Response.json({ message }, { status }), url)
}

/** A made answer does not know where it came from, and its readers ask. */
function placed(answer: Response, url: string): Response {
  return Object.defineProperty(answer, 'url', { value: url })
}
