import type { PassPlace, PassPriority, Timers } from '../reconcile/ports.ts'
import { lendingPlace } from './lending.ts'
import { createPriorityTurns } from './priority-turns.ts'
import { mayBegin, mayHold } from './room.ts'
import { createTally } from './tally.ts'
import type { TurnClaim } from './turns.ts'

/** A pass that wants to begin. */
export interface WaitingPass extends Pick<TurnClaim, 'lane' | 'isWanted'> {
  readonly priority: PassPriority
  /** Its turn has come: it holds a place until `end` is called. */
  begin(place: PassPlace, end: () => void): void
}

export interface PlacesOptions {
  readonly timers: Timers
  /** How many passes work at once. */
  readonly places: number
  /** Called whenever turns were given out, and whenever there was nothing to give. */
  readonly onTurns: () => void
}

/** The places of a process, and who gets the next one. */
export interface PassPlaces {
  /** Puts a pass in line. It begins in a later microtask at the soonest, since the caller is answering a delivery. */
  line(pass: WaitingPass): void
  /** Lets no more passes begin; those that have begun go on. */
  close(): void
  /** Passes that have begun and not ended, those that wait included. */
  begun(): number
  /** Whether turns are about to be given out. */
  isTurning(): boolean
}

interface Standing extends TurnClaim {
  readonly priority: PassPriority
  go(): void
}

/**
 * Gives places to passes: lanes take turns, and none ever holds more than half of the places. What somebody waits for goes
 * first, and the others leave two places to it. A pass that waits long lends its place and stands in line again
 * afterwards, before those of its lane that have not begun. How many have begun is limited for each lane, and in all but
 * for lanes of which none has; what comes from outside never takes up all that is left for sweeps.
 */
export function createPassPlaces({ timers, places, onTurns }: PlacesOptions): PassPlaces {
  const turns = createPriorityTurns<Standing>()
  const held = createTally()
  const begun = createTally()
  let turning = false
  let closed = false

  function may({ lane, priority, kind }: Standing): boolean {
    if (!mayHold(priority, { all: held.total(), here: held.of(lane) }, places)) return false
    if (kind === 'return') return true
    return !closed && mayBegin(priority, { all: begun.total(), here: begun.of(lane) }, places)
  }

  const next = () => (held.total().all >= places ? undefined : turns.take(may))

  function giveTurns(): void {
    turning = false
    for (let claim = next(); claim !== undefined; claim = next()) {
      held.add(claim)
      claim.go()
    }
    onTurns()
  }

  function turnSoon(): void {
    if (turning) return
    turning = true
    queueMicrotask(giveTurns)
  }

  function stand(claim: Standing): void {
    turns.add(claim)
    turnSoon()
  }

  function giveBack(pass: WaitingPass): void {
    held.remove(pass)
    turnSoon()
  }

  function placeOf(pass: WaitingPass): PassPlace {
    const { lane, priority } = pass
    return lendingPlace({
      timers,
      giveBack: () => giveBack(pass),
      regain: () => new Promise((go) => stand({ lane, priority, kind: 'return', isWanted: () => true, go })),
    })
  }

  return {
    line(pass) {
      const { lane, priority } = pass
      const go = (): void => {
        begun.add(pass)
        pass.begin(placeOf(pass), () => {
          begun.remove(pass)
          giveBack(pass)
        })
      }
      stand({ lane, priority, kind: 'begin', isWanted: pass.isWanted, go })
    },
    close() {
      closed = true
      turnSoon()
    },
    begun: () => begun.total().all,
    isTurning: () => turning,
  }
}
