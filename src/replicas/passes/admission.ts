import { createPassPlaces } from '../../queue/places.ts'
import { mayBegin } from '../../queue/room.ts'
import { type Counted, createTally } from '../../queue/tally.ts'
import type { PassPlace, Timers } from '../../reconcile/ports.ts'
import { createParking } from './parking.ts'

/** A place for one pass. */
export interface Turn {
  readonly place: PassPlace
  /** The pass is over. */
  end(): void
}

/** Which jobs this process keeps, and whose turn it is among them. */
export interface PassAdmission {
  mayEnter(who: Counted): boolean
  /** Waits for a place; `null` where the process stops before there is one. */
  enter(who: Counted): Promise<Turn | null>
  /** A job for which there is no room; for how long (ms) it is to be put back. */
  park(lane: string, id: string): number
  /** The next of those for which there is room again. */
  unpark(): string | undefined
  /** Jobs that have entered and not left. */
  size(): number
  stop(): void
}

/** Within this process the rules of the queue in memory hold: for each lane, and for those that wait behind others. */
export function createAdmission(places: number, timers: Timers): PassAdmission {
  const line = createPassPlaces({ timers, places, onTurns: () => undefined })
  const entered = createTally()
  const parking = createParking()
  let stopped = false
  let tellStopped = (_: null): void => undefined
  const stopping = new Promise<null>((resolve) => {
    tellStopped = resolve
  })

  const mayEnter = ({ lane, priority }: Counted): boolean =>
    !stopped && mayBegin(priority, { all: entered.total(), here: entered.of(lane) }, places)

  return {
    mayEnter,
    async enter(who) {
      entered.add(who)
      const turn = new Promise<Turn>((resolve) => {
        const isWanted = (): boolean => !stopped
        const begin = (place: PassPlace, over: () => void): void => {
          const end = (): void => {
            entered.remove(who)
            over()
          }
          resolve({ place, end })
        }
        line.line({ ...who, isWanted, begin })
      })
      const given = await Promise.race([turn, stopping])
      if (given === null) entered.remove(who)
      return given
    },
    park: parking.park,
    unpark: () => parking.next((lane) => mayEnter({ lane, priority: 'outside' })),
    size: () => entered.total().all,
    stop() {
      stopped = true
      line.close()
      tellStopped(null)
    },
  }
}
