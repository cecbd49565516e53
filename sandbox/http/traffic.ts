export interface LoggedRequest {
  readonly id: number
  readonly method: string
  /** With its query. */
  readonly path: string
  /** 0 when the connection was cut instead of answered. */
  readonly status: number
  /** Real time, milliseconds. */
  readonly at: number
  readonly end: number
  /** A login, `anonymous`, or the app's login with `(jwt)`. */
  readonly actor: string
  /** Its `user-agent`. */
  readonly agent?: string
  /** The kind of the fault that struck it. */
  readonly fault?: string
}

/** What passes between clients and the sandbox: the log, the added latency, the cut after the k-th write. */
export interface Traffic {
  latency: number
  log(request: Omit<LoggedRequest, 'id'>): void
  list(): readonly LoggedRequest[]
  clear(): void
  /** Shows these requests as the latest ones. */
  show(requests: readonly LoggedRequest[]): void
  /** After `k` further writes of the app, its requests fail; without a number they no longer do. */
  stopAfterWrites(k: number | undefined): void
  noteWrite(): void
  stopped(): boolean
  /** Runs writes one after the other, as one database would. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

export function traffic(latency: number): Traffic {
  let logged: LoggedRequest[] = []
  let count = 0
  let left: number | undefined
  let tail: Promise<unknown> = Promise.resolve()
  return {
    latency,
    log(request) {
      count += 1
      logged.push({ id: count, ...request })
    },
    list: () => logged.slice(),
    clear() {
      logged = []
    },
    show(requests) {
      logged = requests.slice()
      count = Math.max(count, ...requests.map(({ id }) => id))
    },
    stopAfterWrites(k) {
      left = k
    },
    noteWrite() {
      if (left !== undefined && left > 0) left -= 1
    },
    stopped: () => left === 0,
    inTurn(work) {
      const done = tail.then(work)
      tail = done.catch(() => undefined)
      return done
    },
  }
}
