import { crashOf, GitHubError, type Log, type Timers } from '../reconcile/ports.ts'

export interface RegularWork {
  /** What it is called in the log: `sweep`. */
  readonly name: string
  run(): Promise<unknown>
  /** Milliseconds from the end of one run to the next; 0 means never. */
  readonly interval: number
}

/** How soon (ms) work that failed is tried again. */
const retryAfter = 60_000

/**
 * Does the work now and then every interval, one run at a time. Each wait is up to a tenth longer by chance, so that many
 * servers do not meet at full hours. Returns how to stop.
 */
export function regularly(
  { name, run, interval }: RegularWork,
  options: { readonly timers: Timers; readonly log: Log; readonly random?: () => number },
): () => void {
  const { timers, log } = options
  const random = options.random ?? Math.random
  let cancel = (): void => undefined
  let stopped = interval === 0

  async function goOn(): Promise<void> {
    const wait = await attempt()
    if (!stopped) cancel = timers.after(wait * (1 + random() / 10), () => void goOn())
  }

  async function attempt(): Promise<number> {
    try {
      await run()
      return interval
    } catch (fault) {
      if (fault instanceof GitHubError)
        log.warn({ work: name, because: fault.logged }, 'failed, trying again in a minute')
      else log.error({ work: name, ...crashOf(fault) }, 'crashed')
      return Math.min(interval, retryAfter)
    }
  }

  if (!stopped) void goOn()
  return () => {
    stopped = true
    cancel()
  }
}
