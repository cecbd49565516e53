import type { Place, Priority, Timers } from '../reconcile/ports.ts'
import { behind, createTally } from './tally.ts'
import { type Claim, createTurns } from './turns.ts'

/** A pass holds its place for so long (ms) while it waits for GitHub; whoever waits longer lends it to others. */
export const lentAfter = 250

/** How many times as many passes may have begun as there are places: more of them wait for GitHub, each with what it read. */
const crowdFactor = 8

/** Places that those who can wait leave to what somebody waits for. */
const keptFree = 2

const order: readonly Priority[] = ['interactive', 'outside', 'sweep']
const sweepFirst: readonly Priority[] = ['interactive', 'sweep', 'outside']

/** Of the turns behind what somebody waits for, one in so many begins with a sweep's: however many are outside, reminders go on. */
const sweepShare = 4

/** A pass that wants to begin. */
export interface Beginning extends Pick<Claim, 'lane' | 'isWanted'> {
  readonly priority: Priority
  /** Its turn has come: it holds a place until `end` is called. */
  begin(place: Place, end: () => void): void
}

export interface PlacesOptions {
  readonly timers: Timers
  /** How many passes work at once. */
  readonly places: number
  /** Called whenever turns were given out, and whenever there was nothing to give. */
  readonly onTurns: () => void
}

/** The places of a process, and who gets the next one. */
export interface Places {
  /** Puts a pass in line. It begins in a later microtask at the soonest, since the caller is answering a delivery. */
  line(pass: Beginning): void
  /** Lets no more passes begin; those that have begun go on. */
  close(): void
  /** Passes that have begun and not ended, those that wait included. */
  begun(): number
  /** Whether turns are about to be given out. */
  isTurning(): boolean
}

interface Standing extends Claim {
  readonly priority: Priority
  go(): void
}

/**
 * Gives places to passes: lanes take turns, and none ever holds more than half of the places. What somebody waits for goes
 * first, and the others leave two places to it. A pass that waits long lends its place and stands in line again
 * afterwards, before those of its lane that have not begun. How many have begun is limited for each lane, and in all but
 * for lanes of which none has; what comes from outside never takes up all that is left for sweeps.
 */
export function createPlaces({ timers, places, onTurns }: PlacesOptions): Places {
  const turns = {
    interactive: createTurns<Standing>(),
    outside: createTurns<Standing>(),
    sweep: createTurns<Standing>(),
  }
  const held = createTally()
  const begun = createTally()
  const half = Math.max(1, Math.floor(places / 2))
  const crowd = places * crowdFactor
  let turning = false
  let closed = false
  let turnsBehind = 0

  function mayHold({ lane, priority }: Standing): boolean {
    const [all, here] = [held.total(), held.of(lane)]
    if (all.all >= places || here.all >= half) return false
    if (priority === 'interactive') return true
    return behind(all) < Math.max(1, places - keptFree) && behind(here) < Math.max(1, half - 1)
  }

  function mayBegin({ lane, priority }: Standing): boolean {
    const [all, here] = [begun.total(), begun.of(lane)]
    if (closed || here.all >= places) return false
    const room = Math.max(1, places - keptFree)
    if (priority !== 'interactive' && behind(here) >= room) return false
    // Who is outside leaves a sweep its place, here and in all: what they ask for may wait for hours.
    if (priority === 'outside' && here.outside >= Math.max(1, room - 1)) return false
    if (priority !== 'interactive' && all[priority] >= crowd / 2) return priority === 'outside' && here.all === 0
    return all.all < crowd || here.all === 0
  }

  const may = (claim: Standing): boolean => mayHold(claim) && (claim.kind === 'return' || mayBegin(claim))

  function next(): Standing | undefined {
    if (held.total().all >= places) return undefined
    for (const priority of turnsBehind % sweepShare === sweepShare - 1 ? sweepFirst : order) {
      const claim = turns[priority].take(may)
      if (claim === undefined) continue
      if (priority !== 'interactive') turnsBehind += 1
      return claim
    }
    return undefined
  }

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
    turns[claim.priority].add(claim)
    turnSoon()
  }

  function giveBack(pass: Beginning): void {
    held.remove(pass)
    turnSoon()
  }

  function placeOf(pass: Beginning): Place {
    const { lane, priority } = pass
    const regain = () => new Promise<void>((go) => stand({ lane, priority, kind: 'return', isWanted: () => true, go }))
    return {
      async lendUntil(waiting) {
        let lent = false
        const cancel = timers.after(lentAfter, () => {
          lent = true
          giveBack(pass)
        })
        try {
          return await waiting
        } finally {
          cancel()
          if (lent) await regain()
        }
      },
    }
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
