/** How one attempt at a delivery ended, in the words of GitHub's delivery log. */
export interface AttemptOutcome {
  readonly url: string
  /** `OK`, or what went wrong. */
  readonly status: string
  /** The app's answer; 0 when there was none. */
  readonly statusCode: number
  /** Seconds of real time. */
  readonly duration: number
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly response: string
}

/** What is posted: a body that is already text, and the headers that go with it. */
export interface Parcel {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Posts a delivery once and gives up after 10 s, as GitHub does; an app that cannot be reached is an outcome too. */
export async function post({ url, headers, body }: Parcel): Promise<AttemptOutcome> {
  const start = performance.now()
  const ended = (
    end: Pick<AttemptOutcome, 'status' | 'statusCode' | 'responseHeaders' | 'response'>,
  ): AttemptOutcome => ({
    url,
    requestHeaders: headers,
    duration: Math.round(performance.now() - start) / 1000,
    ...end,
  })
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
    return ended({
      status: answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`,
      statusCode: answer.status,
      response: await answer.text(),
      responseHeaders: Object.fromEntries(answer.headers),
    })
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError'
    const status = late ? 'timed out' : 'failed to connect to host'
    return ended({ status, statusCode: 0, response: '', responseHeaders: {} })
  }
}

/** The outcome of a delivery that was never sent, as if its host could not be reached. */
export function unreached({ url, headers }: Parcel): AttemptOutcome {
  return {
    url,
    status: 'failed to connect to host',
    statusCode: 0,
    duration: 0,
    requestHeaders: headers,
    responseHeaders: {},
    response: '',
  }
}
