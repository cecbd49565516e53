import type { Hint, Log, PassResult, RunPass, Timers } from '../reconcile/ports.ts'
import { afterPass, noStreak } from './after-pass.ts'
import { createDelays } from './delays.ts'
import { logBackOff, resultOfPass } from './pass-result.ts'
import { createPassPlaces } from './places.ts'
import { createRefStates, type RefState, type RefStates } from './ref-states.ts'
import { createWatchers, type Watchers } from './watchers.ts'
import type { WorkQueue } from './work-queue.ts'

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

/**
 * A queue in this process's memory. One entry a ref and never two passes of one ref at once; a hint that arrives during
 * a pass makes exactly one more. Interactive refs go before those from outside, and these before a sweep's; the lanes of
 * each take turns (`places.ts` says who goes next).
 *
 * `later` waits as long as it says, whatever arrives. A ref that backs off (or whose pass threw) keeps its delay for the
 * first 10 s; after that a hint that somebody waits for runs it at once. Hints of a sweep never shorten a delay.
 */
export function createMemoryQueue(run: RunPass, options: MemoryQueueOptions): WorkQueue {
  const { timers, log, key, lane } = options
  const entries = new Map<string, RefState>()
  const delays = createDelays(timers)
  const watchers = createWatchers()
  const places = createPassPlaces({ timers, places: options.places ?? 8, onTurns: watchers.notify })
  const states: RefStates = createRefStates({
    places,
    delays,
    lane,
    run(entry, place, end) {
      const started = { ref: entry.key, hint: entry.hint, failures: entry.streak.failures, place }
      void resultOfPass(run, started, log).then((result) => {
        if (settle(entry, result, { states, log }) === 'over') entries.delete(entry.key)
        end()
      })
    },
  })
  let stopped = false

  function isIdle(delayed: 'included' | 'ignored'): boolean {
    if (stopped) return places.begun() === 0
    if (places.isTurning() || places.begun() + states.waiting() > 0) return false
    return delayed === 'ignored' || entries.size === 0
  }

  function enqueue(hint: Hint): void {
    if (stopped) return
    const name = key(hint.ref)
    const known = entries.get(name)
    if (known !== undefined) {
      states.add(known, hint)
      return
    }
    const entry: RefState = { key: name, hint, state: 'waiting', missed: null, streak: noStreak, delay: null }
    entries.set(name, entry)
    states.admit(entry, hint)
  }

  return {
    enqueue,
    async accept(hints) {
      for (const hint of hints) enqueue(hint)
    },
    idle: (waitFor = { delayed: 'ignored' }) => watchers.when(() => isIdle(waitFor.delayed)),
    async stop(graceMs) {
      stopped = true
      for (const entry of entries.values()) entry.delay?.cancel()
      delays.close()
      places.close()
      return within(graceMs, () => places.begun() === 0, { timers, watchers })
    },
    size: () => entries.size,
  }
}

/** Moves a ref on after its pass. `over` where there is nothing left to remember of it. */
function settle(
  entry: RefState,
  result: PassResult,
  { states, log }: { readonly states: RefStates; readonly log: Log },
): 'over' | 'goes-on' {
  const after = afterPass(result, entry.streak, { ran: entry.hint, missed: entry.missed })
  entry.missed = null
  entry.streak = 'streak' in after ? after.streak : noStreak
  switch (after.next) {
    case 'forget':
      return 'over'
    case 'admit':
      states.admit(entry, after.hint)
      return 'goes-on'
    case 'line':
      states.line(entry, after.hint)
      return 'goes-on'
    case 'delay':
      if (after.backOff !== null) logBackOff({ ref: entry.key, hint: entry.hint }, after.backOff, log)
      states.delay(entry, after.wait)
      if (after.missed !== null) states.add(entry, after.missed)
      return 'goes-on'
  }
}

/** Whether `condition` held within `ms`. */
async function within(
  ms: number,
  condition: () => boolean,
  { timers, watchers }: { readonly timers: Timers; readonly watchers: Watchers },
): Promise<boolean> {
  if (condition()) return true
  return new Promise((resolve) => {
    const cancel = timers.after(ms, () => resolve(false))
    void watchers.when(condition).then(() => {
      cancel()
      resolve(true)
    })
  })
}
