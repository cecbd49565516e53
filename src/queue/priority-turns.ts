import type { PassPriority } from '../reconcile/ports.ts'
import { createTurns, type TurnClaim, type Turns } from './turns.ts'

const order: readonly PassPriority[] = ['interactive', 'outside', 'sweep']
const sweepFirst: readonly PassPriority[] = ['interactive', 'sweep', 'outside']

/** Of the turns behind what somebody waits for, one in so many begins with a sweep's: however many are outside, reminders go on. */
const sweepShare = 4

/** Turns between priorities, and between the lanes of each: what somebody waits for goes first. */
export function createPriorityTurns<C extends TurnClaim & { readonly priority: PassPriority }>(): Turns<C> {
  const turns = { interactive: createTurns<C>(), outside: createTurns<C>(), sweep: createTurns<C>() }
  let turnsBehind = 0
  return {
    add: (claim) => turns[claim.priority].add(claim),
    take(may) {
      for (const priority of turnsBehind % sweepShare === sweepShare - 1 ? sweepFirst : order) {
        const claim = turns[priority].take(may)
        if (claim === undefined) continue
        if (priority !== 'interactive') turnsBehind += 1
        return claim
      }
      return undefined
    },
  }
}
