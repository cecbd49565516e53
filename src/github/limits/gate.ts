import { answerWords, codesOf } from '../requests/failure.ts'

export type Send = (url: string, init: RequestInit) => Promise<Response>

/** What GitHub asks for where a limit does not say how long: a minute, and longer each time. In seconds. */
const unsaid = 60
/** No limit of GitHub's lasts longer than an hour; a second more for its own rounding. In seconds. */
const longest = 3_601

/** The gates of other processes for the same installation. */
export interface OtherGates {
  /** When they let something through again, as far as is known, in milliseconds of the same clock. */
  openAt(): number
  /** GitHub asked for a wait of so many milliseconds. */
  tell(ms: number): void
}

const alone: OtherGates = { openAt: () => Number.NEGATIVE_INFINITY, tell: () => undefined }

/**
 * Sends requests, and keeps still while GitHub asks to. After a rate limit nothing is sent until the wait is over: the
 * gate answers in GitHub's place (429 with what is left to wait), so that whatever stood in line learns of it at once.
 * A limit that comes again within as long as the last wait of that kind was asks for twice as long.
 * Every limited answer leaves with a `retry-after` in whole seconds. `now` gives milliseconds on a clock that never
 * goes back.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function createGate(send: Send, now: () => number, others: OtherGates = alone): Send {
  let opensAt = Number.NEGATIVE_INFINITY
  let unsaidInARow = 0
  /** The last wait of that kind, in milliseconds. */
  let unsaidWait = 0

  function close(said: number | 'unsaid'): number {
    const left = secondsUntil(opensAt, now())
    if (said === 'unsaid') {
      // Requests that were under way together learn of one and the same limit.
      if (left > 0) return left
      // Reads go well while writes are still limited, so only time tells that it is over.
      if (now() >= opensAt + unsaidWait) unsaidInARow = 0
      unsaidInARow += 1
    }
    const wait = Math.min(longest, said === 'unsaid' ? unsaid * 2 ** (unsaidInARow - 1) : said)
    if (said === 'unsaid') unsaidWait = wait * 1_000
    opensAt = Math.max(opensAt, now() + wait * 1_000)
    others.tell(wait * 1_000)
    return secondsUntil(opensAt, now())
  }

  return async (url, init) => {
    const left = secondsUntil(Math.max(opensAt, others.openAt()), now())
    if (left > 0) return waiting(left)
    const answer = await send(url, init)
    if (!mayLimit.includes(answer.status)) return answer
    const said = limitOf(answer, await answer.clone().text())
    if (said === null) return answer
    const headers = new Headers(answer.headers)
    headers.set('retry-after', String(close(said)))
    return new Response(answer.body, { status: answer.status, headers })
  }
}

/** Secondary limits also come as 422. https://github.com/octokit/plugin-throttling.js/issues/775 */
const mayLimit: readonly number[] = [403, 422, 429]

const limitWords = /rate limit|abuse detection/i

/** How long a refusal asks to wait, in seconds; `unsaid` where it is a limit that does not tell; `null` where it is none. */
function limitOf({ status, headers }: Response, text: string): number | 'unsaid' | null {
  const asked = headers.get('retry-after')
  if (asked !== null) return secondsOf(asked, headers)
  if (status === 422) return isAbuse(text) ? 'unsaid' : null
  if (headers.get('x-ratelimit-remaining') === '0') {
    // Compared with GitHub's own clock: this machine's may be wrong.
    const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN)
    const seconds = reset - Date.parse(headers.get('date') ?? '') / 1_000
    return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds) + 1) : 'unsaid'
  }
  return status === 429 || limitWords.test(answerWords(parsed(text))) || isAbuse(text) ? 'unsaid' : null
}

/** What a `retry-after` asks for: seconds, or, from what stands between, a date. */
function secondsOf(asked: string, headers: Headers): number | 'unsaid' {
  // Compared with the clock of who sent it.
  const until = (Date.parse(asked) - Date.parse(headers.get('date') ?? '')) / 1_000
  const seconds = Number.isFinite(Number(asked)) ? Number(asked) : until
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : 'unsaid'
}

/** What else GitHub says where something is made too fast, under any of these statuses. */
function isAbuse(text: string): boolean {
  const body = parsed(text)
  return codesOf(body).includes('abuse') || /submitted too quickly|secondary rate limit/i.test(answerWords(body))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's page says nothing about GitHub's limits.
    return null
  }
}

function secondsUntil(then: number, now: number): number {
  return Math.max(0, Math.ceil((then - now) / 1_000))
}

function waiting(seconds: number): Response {
  const message = 'API rate limit exceeded: GitHub asked to wait.'
  return Response.json({ message }, { status: 429, headers: { 'retry-after': String(seconds) } })
}
