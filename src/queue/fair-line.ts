import type { PassPriority } from '../reconcile/ports.ts'
import { createTurns, type TurnClaim } from './turns.ts'

/** Whose something in line is, and who waits for it. */
export interface AccountPriority {
  readonly account: string
  readonly priority: PassPriority
}

/** A line for what is done one at a time. */
export interface FairLine<T> {
  add(standing: AccountPriority, item: T): void
  /** Whose turn it is, which leaves the line; `undefined` when it is empty. */
  take(): T | undefined
}

/** One turn in so many begins with what somebody waits for the least: whatever others do, it goes on, if slowly. */
const share = 4

const order: readonly PassPriority[] = ['interactive', 'outside', 'sweep']
const reversed = order.toReversed()

/** An empty line: what somebody waits for goes first, accounts take turns, and within an account the first comes first. */
export function createFairLine<T>(): FairLine<T> {
  interface Item extends TurnClaim {
    readonly item: T
  }
  const turns = {
    interactive: createTurns<Item>(),
    outside: createTurns<Item>(),
    sweep: createTurns<Item>(),
  }
  let taken = 0
  return {
    add({ account, priority }, item) {
      turns[priority].add({ lane: account, kind: 'begin', isWanted: () => true, item })
    },
    take() {
      taken = (taken + 1) % share
      for (const priority of taken === 0 ? reversed : order) {
        const claim = turns[priority].take(() => true)
        if (claim !== undefined) return claim.item
      }
      return undefined
    },
  }
}
