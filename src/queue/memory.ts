import {
  crashOf,
  type Hint,
  type Log,
  type PassResult,
  type Place,
  type Queue,
  type RunPass,
  type Timers,
} from '../reconcile/ports.ts'
import { backOffAfter, HELD, MOST_AGAIN } from './back-off.ts'
import { createDelays, type Delay } from './delays.ts'
import { isMoreUrgent, joined } from './joined.ts'
import { createPlaces } from './places.ts'
import { createWatchers } from './watchers.ts'

export interface MemoryQueueOptions {
  readonly timers: Timers
  readonly log: Log
  /** Equal for refs that are one and the same; also how logs name a ref. */
  readonly key: (ref: Hint['ref']) => string
  /** Equal for refs of one account: accounts take turns, and none has more than half of the places. */
  readonly lane: (ref: Hint['ref']) => string
  /** How many passes work at once, 8 unless told. */
  readonly places?: number
}

export interface MemoryQueue extends Queue {
  /**
   * Resolves when nothing runs and nothing waits. Refs that wait for a delay to pass do not count, unless `delayed` is
   * `included`. After `stop` only what runs counts.
   */
  idle(options?: { readonly delayed: 'included' | 'ignored' }): Promise<void>
  /**
   * Starts no more passes and waits at most `graceMs` for the running ones; whether all of them ended. What still
   * waited is forgotten: the sweep of the next start finds it.
   */
  stop(graceMs: number): Promise<boolean>
  /** Refs that run, wait or are delayed. */
  size(): number
}

interface Entry {
  readonly key: string
  hint: Hint
  state: 'waiting' | 'running' | 'delayed'
  /** The hint that arrived while this ref's pass ran: exactly one more pass. */
  missed: Hint | null
  failures: number
  /** Passes in a row that asked to run again at once. */
  agains: number
  delay: Delay | null
}

/**
 * A queue in this process's memory. One entry a ref and never two passes of one ref at once; a hint that arrives during
 * a pass makes exactly one more. Interactive refs go before those from outside, and these before a sweep's; the lanes of
 * each take turns (`places.ts` says who goes next).
 *
 * `later` waits as long as it says, whatever arrives. A ref that backs off (or whose pass threw) keeps its delay for the
 * first 10 s; after that a hint that somebody waits for runs it at once. Hints of a sweep never shorten a delay.
 */
export function createMemoryQueue(run: RunPass, options: MemoryQueueOptions): MemoryQueue {
  const { timers, log, key, lane } = options
  const entries = new Map<string, Entry>()
  const delays = createDelays(timers)
  const watchers = createWatchers()
  const places = createPlaces({ timers, places: options.places ?? 8, onTurns: watchers.notify })
  let waiting = 0
  let stopped = false

  function line(entry: Entry, { wait: _over, ...hint }: Hint): void {
    entry.hint = hint
    entry.state = 'waiting'
    waiting += 1
    stand(entry)
  }

  function stand(entry: Entry): void {
    const { ref, priority } = entry.hint
    places.line({
      lane: lane(ref),
      priority,
      // Not what was moved to the front, or has run since from there.
      isWanted: () => entry.state === 'waiting' && entry.hint.priority === priority,
      begin(place, end) {
        waiting -= 1
        entry.state = 'running'
        void pass(entry, place, end)
      },
    })
  }

  async function pass(entry: Entry, place: Place, end: () => void): Promise<void> {
    const result = await outcomeOf(entry, place)
    settle(entry, result)
    end()
  }

  async function outcomeOf(entry: Entry, place: Place): Promise<PassResult> {
    try {
      return await run(entry.hint, entry.failures, place)
    } catch (fault) {
      // A fault of the program in one ref must not hurt the others: it is told with its stack, and tried again later.
      log.error({ ref: entry.key, hint: entry.hint.reason, ...crashOf(fault) }, 'pass crashed')
      return { next: 'back-off', reason: 'the pass crashed' }
    }
  }

  function settle(entry: Entry, result: PassResult): void {
    const missed = entry.missed
    entry.missed = null
    entry.agains = result.next === 'again' ? entry.agains + 1 : 0
    // Not after `again`: a plan that never converges has to back off further each time.
    if (result.next === 'done' || result.next === 'later') entry.failures = 0
    switch (result.next) {
      case 'done':
        if (missed === null) entries.delete(entry.key)
        else admit(entry, missed)
        return
      case 'again':
        if (entry.agains <= MOST_AGAIN) {
          line(entry, missed === null ? entry.hint : joined(entry.hint, missed))
          return
        }
        log.error({ ref: entry.key, hint: entry.hint.reason, passes: entry.agains }, 'plan does not converge')
        entry.agains = 0
        backOff(entry, missed)
        return
      case 'later':
        // What `later` names is a promise to GitHub (a rate limit, an unclear answer): no hint shortens it.
        delay(entry, { held: result.after, ms: result.after }, missed)
        return
      case 'back-off':
        backOff(entry, missed, result.reason)
    }
  }

  /** A hint for a ref that neither runs nor is delayed: at once, or when it has waited for others. */
  function admit(entry: Entry, hint: Hint): void {
    if (hint.wait === undefined) {
      line(entry, hint)
      return
    }
    entry.hint = hint
    delay(entry, { held: 0, ms: hint.wait }, null)
  }

  function backOff(entry: Entry, missed: Hint | null, reason?: string): void {
    entry.failures += 1
    const ms = backOffAfter(entry.failures)
    const fields = { ref: entry.key, hint: entry.hint.reason, failures: entry.failures, seconds: ms / 1000 }
    log.warn(reason === undefined ? fields : { ...fields, reason }, 'pass backs off')
    delay(entry, { held: HELD, ms }, missed)
  }

  function delay(entry: Entry, wait: { readonly held: number; readonly ms: number }, missed: Hint | null): void {
    entry.state = 'delayed'
    entry.delay = delays.begin(wait, () => wake(entry))
    if (missed !== null) hurry(entry, missed)
  }

  function wake(entry: Entry): void {
    entry.delay = null
    line(entry, entry.hint)
  }

  /** A new hint for a delayed ref. */
  function hurry(entry: Entry, hint: Hint): void {
    if (hint.priority === 'sweep' || entry.delay === null) {
      entry.hint = joined(entry.hint, hint)
      return
    }
    entry.hint = joined(hint, entry.hint)
    entry.delay = delays.hasten(entry.delay, hint.wait ?? 0, () => wake(entry))
  }

  function settled(delayed: 'included' | 'ignored'): boolean {
    if (stopped) return places.begun() === 0
    if (places.isTurning() || places.begun() + waiting > 0) return false
    return delayed === 'ignored' || entries.size === 0
  }

  return {
    enqueue(hint) {
      if (stopped) return
      const name = key(hint.ref)
      const entry = entries.get(name)
      if (entry === undefined) {
        const fresh: Entry = { key: name, hint, state: 'waiting', missed: null, failures: 0, agains: 0, delay: null }
        entries.set(name, fresh)
        admit(fresh, hint)
        return
      }
      switch (entry.state) {
        case 'running':
          entry.missed = entry.missed === null ? hint : joined(entry.missed, hint)
          return
        case 'delayed':
          hurry(entry, hint)
          return
        case 'waiting': {
          const { wait: _soon, ...both } = joined(entry.hint, hint)
          const moves = isMoreUrgent(hint.priority, entry.hint.priority)
          entry.hint = both
          if (moves) stand(entry)
        }
      }
    },
    idle(waitFor = { delayed: 'ignored' }) {
      return watchers.when(() => settled(waitFor.delayed))
    },
    async stop(graceMs) {
      stopped = true
      for (const entry of entries.values()) entry.delay?.cancel()
      delays.close()
      places.close()
      if (places.begun() === 0) return true
      return new Promise((resolve) => {
        const cancel = timers.after(graceMs, () => resolve(false))
        void watchers
          .when(() => places.begun() === 0)
          .then(() => {
            cancel()
            resolve(true)
          })
      })
    },
    size() {
      return entries.size
    },
  }
}
