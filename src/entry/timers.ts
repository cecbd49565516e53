import type { Timers } from '../reconcile/ports.ts'

/** The longest delay that setTimeout can count, in milliseconds; a longer one would fire at once. */
const longest = 2 ** 31 - 1

/** Real time. Its timers do not keep the process alive: a server lives by its socket, a command by its requests. */
export function systemTimers(): Timers {
  return {
    after(ms, run) {
      let timer: NodeJS.Timeout
      const wait = (left: number): void => {
        const next = left > longest ? () => wait(left - longest) : run
        timer = setTimeout(next, Math.min(left, longest))
        timer.unref()
      }
      wait(ms)
      return () => clearTimeout(timer)
    },
    monotonic: () => performance.now(),
  }
}
