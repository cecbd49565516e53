import { crashOf, GitHubError, type Log, type Timers } from '../reconcile/ports.ts'

/** How soon (ms) a sweep that failed is tried again. */
const retryAfter = 60_000

/**
 * Sweeps now and then every `interval` ms, one at a time; 0 means never. Each wait is up to a tenth longer by chance, so
 * that many servers do not meet at full hours. Returns how to stop.
 */
export function startSweeps(
  sweepNow: () => Promise<unknown>,
  options: { readonly interval: number; readonly timers: Timers; readonly log: Log; readonly random?: () => number },
): () => void {
  const { interval, timers, log } = options
  const random = options.random ?? Math.random
  let cancel = (): void => undefined
  let stopped = interval === 0

  async function run(): Promise<void> {
    const wait = await attempt()
    if (!stopped) cancel = timers.after(wait * (1 + random() / 10), () => void run())
  }

  async function attempt(): Promise<number> {
    try {
      await sweepNow()
      return interval
    } catch (fault) {
      if (fault instanceof GitHubError)
        log.warn({ because: fault.message }, 'the sweep failed, trying again in a minute')
      else log.error(crashOf(fault), 'the sweep crashed')
      return Math.min(interval, retryAfter)
    }
  }

  if (!stopped) void run()
  return () => {
    stopped = true
    cancel()
  }
}
