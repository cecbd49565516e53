import { QueueAway, type WorkQueue } from '../../queue/work-queue.ts'
import type { Hint, Log, RunPass, Timers } from '../../reconcile/ports.ts'
import type { Engine } from '../engine/engine.ts'
import { createFairTimes } from './fair-times.ts'
import { inTime } from './in-time.ts'
import { createIntake } from './intake.ts'
import { createPassWorker } from './pass-worker.ts'
import { createStreaks } from './streaks.ts'

export interface PassQueueOptions {
  readonly engine: Engine
  /** `null` where this process runs no passes. */
  readonly run: RunPass | null
  readonly timers: Timers
  readonly log: Log
  readonly key: (ref: Hint['ref']) => string
  readonly lane: (ref: Hint['ref']) => string
  /** How many passes work at once in this process, 8 unless told. */
  readonly places?: number
  /** The name of this process, of letters and digits. */
  readonly replica: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A delivery is answered within a second, so its hints have so long (ms) to be kept. */
const acceptWithin = 900

/** How often (ms) who waits for an idle queue looks. */
const lookEvery = 25

/**
 * A queue that several processes share. One pending entry a ref and never two passes of one ref at once, in whichever
 * process; what a pass came to, and how long a ref is left alone after it, all of them know. Within a process lanes take
 * turns as in memory; between them, jobs come in the order of their priorities.
 */
export function createPassQueue(options: PassQueueOptions): WorkQueue {
  const { engine, run, timers, key, lane, replica, now } = options
  let count = 0
  const newId = (): string => {
    count += 1
    return `${replica}-${count}`
  }
  const secondOf = createFairTimes(now)
  const intake = createIntake({ jobs: engine.jobs, timers, key, lane, secondOf, newId })
  const streaks = createStreaks(engine.store)
  const worker = run && createPassWorker({ ...options, run, intake, streaks, places: options.places ?? 8 })
  let adding = 0
  let stopped = false

  async function keep(hint: Hint): Promise<void> {
    adding += 1
    await intake.owed.add(hint, hint.wait ?? 0)
    adding -= 1
  }

  async function isIdle(delayed: 'included' | 'ignored'): Promise<boolean> {
    if (adding + intake.owed.size() > 0) return false
    const counts = await engine.jobs.getJobCounts('wait', 'prioritized', 'active', 'delayed')
    const waiting = (counts.wait ?? 0) + (counts.prioritized ?? 0) + (counts.active ?? 0)
    return waiting + (delayed === 'included' ? (counts.delayed ?? 0) : 0) === 0
  }

  return {
    enqueue(hint) {
      if (!stopped) void keep(hint)
    },
    async accept(hints) {
      const kept = Promise.all(hints.map((hint) => intake.add(hint)))
      let failed = false
      const noted = kept.catch(() => {
        failed = true
      })
      const intime = await inTime(noted, acceptWithin, timers)
      if (failed || !intime) throw new QueueAway()
    },
    async idle({ delayed } = { delayed: 'ignored' }) {
      while (!(await isIdle(delayed))) await new Promise<void>((resolve) => void timers.after(lookEvery, resolve))
    },
    async stop(graceMs) {
      stopped = true
      const ended = (await worker?.stop(graceMs)) ?? true
      intake.owed.close()
      return ended
    },
    size: () => (worker?.size() ?? 0) + intake.owed.size(),
  }
}
