import type { Hint, PassResult } from '../reconcile/ports.ts'
import { backOffAfter, HELD, MOST_AGAIN } from './back-off.ts'
import type { Wait } from './delays.ts'
import { joined } from './joined.ts'

/** What a ref's passes in a row came to. */
export interface Streak {
  readonly failures: number
  /** Passes in a row that asked to run again at once. */
  readonly agains: number
}

export const noStreak: Streak = { failures: 0, agains: 0 }

/** What becomes of a ref after its pass. */
export type AfterPass =
  /** There is nothing left to remember of it. */
  | { readonly next: 'forget' }
  /** As if the hint that arrived meanwhile arrived now, for the first time. */
  | { readonly next: 'admit'; readonly hint: Hint }
  | { readonly next: 'line'; readonly hint: Hint; readonly streak: Streak }
  /** `missed` arrived meanwhile and may shorten the delay. */
  | {
      readonly next: 'delay'
      readonly wait: Wait
      readonly missed: Hint | null
      readonly streak: Streak
      /** What the log hears of it; `null` where nothing failed. */
      readonly backOff: BackOff | null
    }

export interface BackOff {
  readonly failures: number
  readonly seconds: number
  readonly reason: string | null
  /** How many passes in a row asked for one more, where that is why. */
  readonly diverging: number | null
}

/** What a pass of `ran` that came to `result` leads to. `missed` is the hint that arrived while it ran. */
export function afterPass(
  result: PassResult,
  { failures, agains }: Streak,
  { ran, missed }: { readonly ran: Hint; readonly missed: Hint | null },
): AfterPass {
  switch (result.next) {
    case 'done':
      return missed === null ? { next: 'forget' } : { next: 'admit', hint: missed }
    case 'again': {
      const passes = agains + 1
      // Keeps its failures: a plan that never converges has to back off further each time.
      if (passes > MOST_AGAIN) return backingOff(failures + 1, missed, { reason: null, diverging: passes })
      const hint = missed === null ? ran : joined(ran, missed)
      return { next: 'line', hint, streak: { failures, agains: passes } }
    }
    case 'later':
      // What `later` names is a promise to GitHub (a rate limit, an unclear answer): no hint shortens it.
      return { next: 'delay', wait: { held: result.after, ms: result.after }, missed, streak: noStreak, backOff: null }
    case 'back-off':
      return backingOff(failures + 1, missed, { reason: result.reason, diverging: null })
  }
}

function backingOff(
  failures: number,
  missed: Hint | null,
  why: Pick<BackOff, 'reason' | 'diverging'>,
): Extract<AfterPass, { next: 'delay' }> {
  const ms = backOffAfter(failures)
  return {
    next: 'delay',
    wait: { held: HELD, ms },
    missed,
    streak: { failures, agains: 0 },
    backOff: { failures, seconds: ms / 1000, ...why },
  }
}
