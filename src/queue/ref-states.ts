import type { Hint, PassPlace } from '../reconcile/ports.ts'
import type { Streak } from './after-pass.ts'
import type { Delay, Delays, Wait } from './delays.ts'
import { isMoreUrgent, joined } from './joined.ts'
import type { PassPlaces } from './places.ts'

/** What the queue knows of one ref. */
export interface RefState {
  readonly key: string
  hint: Hint
  state: 'waiting' | 'running' | 'delayed'
  /** The hint that arrived while this ref's pass ran: exactly one more pass. */
  missed: Hint | null
  streak: Streak
  delay: Delay | null
}

export interface RefStatesParts {
  readonly places: PassPlaces
  readonly delays: Delays
  /** Equal for refs of one account. */
  readonly lane: (ref: Hint['ref']) => string
  /** Runs the pass of an entry whose turn has come, and calls `end` when it is over. Never throws. */
  run(entry: RefState, place: PassPlace, end: () => void): void
}

/** Moves refs from one state to the next. */
export interface RefStates {
  /** A hint for a ref that neither runs nor is delayed: it stands in line, or first waits for others. */
  admit(entry: RefState, hint: Hint): void
  line(entry: RefState, hint: Hint): void
  delay(entry: RefState, wait: Wait): void
  /** One more hint for a ref, whatever its state. */
  add(entry: RefState, hint: Hint): void
  /** Refs in line. */
  waiting(): number
}

/** The states of refs: waiting in line, running, delayed. */
export function createRefStates({ places, delays, lane, run }: RefStatesParts): RefStates {
  let waiting = 0

  function stand(entry: RefState): void {
    const { ref, priority } = entry.hint
    places.line({
      lane: lane(ref),
      priority,
      // Not what was moved to the front, or has run since from there.
      isWanted: () => entry.state === 'waiting' && entry.hint.priority === priority,
      begin(place, end) {
        waiting -= 1
        entry.state = 'running'
        run(entry, place, end)
      },
    })
  }

  function line(entry: RefState, { wait: _over, ...hint }: Hint): void {
    entry.hint = hint
    entry.state = 'waiting'
    waiting += 1
    stand(entry)
  }

  function wake(entry: RefState): void {
    entry.delay = null
    line(entry, entry.hint)
  }

  function delay(entry: RefState, wait: Wait): void {
    entry.state = 'delayed'
    entry.delay = delays.begin(wait, () => wake(entry))
  }

  function hurry(entry: RefState, hint: Hint): void {
    if (hint.priority === 'sweep' || entry.delay === null) {
      entry.hint = joined(entry.hint, hint)
      return
    }
    entry.hint = joined(hint, entry.hint)
    entry.delay = delays.hasten(entry.delay, hint.wait ?? 0, () => wake(entry))
  }

  function moveUp(entry: RefState, hint: Hint): void {
    const { wait: _soon, ...both } = joined(entry.hint, hint)
    const moves = isMoreUrgent(hint.priority, entry.hint.priority)
    entry.hint = both
    if (moves) stand(entry)
  }

  return {
    admit(entry, hint) {
      if (hint.wait === undefined) return line(entry, hint)
      entry.hint = hint
      delay(entry, { held: 0, ms: hint.wait })
    },
    line,
    delay,
    add(entry, hint) {
      switch (entry.state) {
        case 'running':
          entry.missed = entry.missed === null ? hint : joined(entry.missed, hint)
          return
        case 'delayed':
          return hurry(entry, hint)
        case 'waiting':
          return moveUp(entry, hint)
      }
    },
    waiting: () => waiting,
  }
}
