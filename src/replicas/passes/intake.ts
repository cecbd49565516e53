import { LRUCache } from 'lru-cache'
import { isMoreUrgent, joined } from '../../queue/joined.ts'
import type { Hint, Timers } from '../../reconcile/ports.ts'
import type { Jobs } from '../engine/engine.ts'
import { dedupId, jobPriority, parseJobHint } from './job-hint.ts'
import { createOwed, type Owed } from './owed.ts'

/** Hints at one ref within so long (ms) are taken together: BullMQ keeps only the last of those that come during a pass. */
const together = 10_000

export interface IntakeParts {
  readonly jobs: Jobs
  readonly timers: Timers
  readonly key: (ref: Hint['ref']) => string
  readonly lane: (ref: Hint['ref']) => string
  /** At which second a hint of a lane counts as come. */
  readonly secondOf: (lane: string) => number
  /** Unique for each job of each replica; no colons, no plain numbers. */
  readonly newId: () => string
}

/** How hints become jobs, one that waits for each ref. */
export interface Intake {
  /** Resolves once the hint is kept; rejects where the engine does not answer. `delay` is a time (ms) before which it does not run. */
  add(hint: Hint, delay?: number): Promise<void>
  /** The same for hints that must not be lost. */
  readonly owed: Owed
}

/**
 * Adds jobs that BullMQ tells apart by ref: while one waits, another hint is joined to it; while one runs, exactly one more
 * is made when it ends. A hint of a sweep never shortens a delay.
 */
export function createIntake({ jobs, timers, key, lane, secondOf, newId }: IntakeParts): Intake {
  const lately = new LRUCache<string, { readonly hint: Hint; readonly at: number }>({ max: 10_000 })
  const priorityOf = ({ ref, priority }: Hint): number => jobPriority(priority, secondOf(lane(ref)))

  function withLate(hint: Hint): Hint {
    const name = key(hint.ref)
    const last = lately.get(name)
    const now = timers.monotonic()
    const { wait: _wait, ...both } = last && now - last.at < together ? joined(hint, last.hint) : hint
    lately.set(name, { hint: both, at: now })
    return both
  }

  async function add(hint: Hint, delay = hint.wait ?? 0): Promise<void> {
    const data = withLate(hint)
    const jobId = newId()
    const job = await jobs.add('pass', data, {
      jobId,
      // With more of them, what comes meanwhile would wait for all.
      attempts: 1,
      delay,
      priority: priorityOf(data),
      removeOnComplete: true,
      removeOnFail: true,
      deduplication: {
        id: dedupId(key(hint.ref)),
        keepLastIfActive: true,
        // Whoever waits runs it at once, unless it is held: that is looked at where it runs.
        reschedule: delay === 0 && hint.priority !== 'sweep',
      },
    })
    if (job.id !== undefined && job.id !== jobId) await raise(job.id, data)
  }

  /** The job that waits is to do what this hint asks for, too. */
  async function raise(id: string, hint: Hint): Promise<void> {
    if (hint.priority === 'sweep' && hint.scope === undefined && hint.admit === undefined) return
    const job = await jobs.getJob(id)
    const known = parseJobHint(job?.data)
    if (!job || known === null) return
    if (isMoreUrgent(hint.priority, known.priority)) await job.changePriority({ priority: priorityOf(hint) })
    const both = joined(known, hint)
    if (JSON.stringify(both) !== JSON.stringify(known)) await job.updateData(both)
  }

  return { add, owed: createOwed(add, { timers, key }) }
}
