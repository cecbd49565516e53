import type { PassPlace, Timers } from '../reconcile/ports.ts'

/** A pass holds its place for so long (ms) while it waits for GitHub; whoever waits longer lends it to others. */
const lentAfter = 250

/** A place that is given back while its pass waits long, and regained before it goes on. */
export function lendingPlace(parts: {
  readonly timers: Timers
  readonly giveBack: () => void
  readonly regain: () => Promise<void>
}): PassPlace {
  return {
    async lendUntil(waiting) {
      let lent = false
      const cancel = parts.timers.after(lentAfter, () => {
        lent = true
        parts.giveBack()
      })
      try {
        return await waiting
      } finally {
        cancel()
        if (lent) await parts.regain()
      }
    },
  }
}
