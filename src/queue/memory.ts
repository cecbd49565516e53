import {
  crashOf,
  type Hint,
  type Log,
  type PassResult,
  type Queue,
  type RunPass,
  type Timers,
} from '../reconcile/ports.ts'
import { backOffAfter, HELD, MOST_AGAIN } from './delay.ts'
import { joined } from './joined.ts'
import { createLine } from './line.ts'
import { createWatchers } from './watchers.ts'

export interface MemoryQueueOptions {
  readonly timers: Timers
  readonly log: Log
  /** Equal for refs that are one and the same; also how logs name a ref. */
  readonly key: (ref: Hint['ref']) => string
  /** How many passes run at once, 8 unless told; those of sweeps leave two of them free. */
  readonly concurrency?: number
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

/** Places that a sweep's passes leave to those that somebody waits for. */
const keptFree = 2

interface Entry {
  readonly key: string
  hint: Hint
  state: 'waiting' | 'running' | 'delayed'
  /** The hint that arrived while this ref's pass ran: exactly one more pass. */
  missed: Hint | null
  failures: number
  /** Passes in a row that asked to run again at once. */
  agains: number
  delay: { readonly heldUntil: number; readonly until: number; readonly cancel: () => void } | null
}

/**
 * A queue in this process's memory. One entry a ref and never two passes of one ref at once; a hint that arrives during
 * a pass makes exactly one more. Interactive refs go before those of a sweep, each in the order of arrival, and a sweep
 * never takes every place: its passes may wait long for GitHub's limits.
 *
 * `later` waits as long as it says, whatever arrives. A ref that backs off (or whose pass threw) keeps its delay for the
 * first 10 s; after that an interactive hint runs it at once. Hints of a sweep never shorten a delay.
 */
export function createMemoryQueue(run: RunPass, options: MemoryQueueOptions): MemoryQueue {
  const { timers, log, key } = options
  const concurrency = options.concurrency ?? 8
  const mostSweeping = Math.max(1, concurrency - keptFree)
  const entries = new Map<string, Entry>()
  const lines = { interactive: createLine<Entry>(), sweep: createLine<Entry>() }
  const counts = { running: 0, sweeping: 0, waiting: 0 }
  const watchers = createWatchers()
  let pumping = false
  let stopped = false

  function line(entry: Entry, hint: Hint): void {
    entry.hint = hint
    entry.state = 'waiting'
    counts.waiting += 1
    lines[hint.priority].add(entry)
    schedulePump()
  }

  function schedulePump(): void {
    if (pumping) return
    pumping = true
    // Not at once: the caller is answering a delivery.
    queueMicrotask(pump)
  }

  function pump(): void {
    pumping = false
    while (!stopped && counts.running < concurrency) {
      const entry = takeWaiting('interactive') ?? (counts.sweeping < mostSweeping ? takeWaiting('sweep') : undefined)
      if (entry === undefined) break
      counts.waiting -= 1
      entry.state = 'running'
      void pass(entry, entry.hint.priority)
    }
    watchers.notify()
  }

  /** Skips what was upgraded to the other line, or has run since from there. */
  function takeWaiting(priority: Hint['priority']): Entry | undefined {
    for (;;) {
      const entry = lines[priority].take()
      if (entry === undefined || (entry.state === 'waiting' && entry.hint.priority === priority)) return entry
    }
  }

  async function pass(entry: Entry, priority: Hint['priority']): Promise<void> {
    counts.running += 1
    if (priority === 'sweep') counts.sweeping += 1
    const result = await outcomeOf(entry)
    counts.running -= 1
    if (priority === 'sweep') counts.sweeping -= 1
    settle(entry, result)
    schedulePump()
  }

  async function outcomeOf(entry: Entry): Promise<PassResult> {
    try {
      return await run(entry.hint, entry.failures)
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
        else line(entry, missed)
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
        delay(entry, result.after, result.after, missed)
        return
      case 'back-off':
        backOff(entry, missed, result.reason)
    }
  }

  function backOff(entry: Entry, missed: Hint | null, reason?: string): void {
    entry.failures += 1
    const ms = backOffAfter(entry.failures)
    const fields = { ref: entry.key, hint: entry.hint.reason, failures: entry.failures, seconds: ms / 1000 }
    log.warn(reason === undefined ? fields : { ...fields, reason }, 'pass backs off')
    delay(entry, ms, HELD, missed)
  }

  function delay(entry: Entry, ms: number, held: number, missed: Hint | null): void {
    entry.state = 'delayed'
    wakeAt(entry, timers.monotonic() + Math.max(0, held), timers.monotonic() + Math.max(0, ms))
    if (missed !== null) hurry(entry, missed)
  }

  function wakeAt(entry: Entry, heldUntil: number, until: number): void {
    entry.delay?.cancel()
    const wake = (): void => {
      entry.delay = null
      line(entry, entry.hint)
    }
    // A stopped queue wakes nobody.
    const cancel = stopped ? () => undefined : timers.after(Math.max(0, until - timers.monotonic()), wake)
    entry.delay = { heldUntil, until, cancel }
  }

  /** A new hint for a delayed ref. */
  function hurry(entry: Entry, hint: Hint): void {
    if (hint.priority === 'sweep' || entry.delay === null) {
      entry.hint = joined(entry.hint, hint)
      return
    }
    entry.hint = joined(hint, entry.hint)
    const { heldUntil, until } = entry.delay
    const sooner = Math.max(timers.monotonic(), heldUntil)
    if (sooner < until) wakeAt(entry, heldUntil, sooner)
  }

  function settled(delayed: 'included' | 'ignored'): boolean {
    if (stopped) return counts.running === 0
    if (pumping || counts.running + counts.waiting > 0) return false
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
        line(fresh, hint)
        return
      }
      switch (entry.state) {
        case 'running':
          entry.missed = entry.missed === null ? hint : joined(entry.missed, hint)
          return
        case 'delayed':
          hurry(entry, hint)
          return
        case 'waiting':
          if (entry.hint.priority === 'sweep' && hint.priority === 'interactive') lines.interactive.add(entry)
          entry.hint = joined(entry.hint, hint)
      }
    },
    idle(waitFor = { delayed: 'ignored' }) {
      return watchers.when(() => settled(waitFor.delayed))
    },
    async stop(graceMs) {
      stopped = true
      for (const entry of entries.values()) entry.delay?.cancel()
      watchers.notify()
      if (counts.running === 0) return true
      return new Promise((resolve) => {
        const cancel = timers.after(graceMs, () => resolve(false))
        void watchers
          .when(() => counts.running === 0)
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
