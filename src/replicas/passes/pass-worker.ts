import { DelayedError } from 'bullmq'
import { type AfterPass, afterPass, type Streak } from '../../queue/after-pass.ts'
import { logBackOff, resultOfPass } from '../../queue/pass-result.ts'
import type { Hint, Log, PassResult, RunPass, Timers } from '../../reconcile/ports.ts'
import type { Engine, JobEvents, PassJob } from '../engine/engine.ts'
import { createAdmission } from './admission.ts'
import { inTime } from './in-time.ts'
import type { Intake } from './intake.ts'
import { parseJobHint } from './job-hint.ts'
import type { Streaks } from './streaks.ts'

/** A replica that has not been heard of for so long (ms) has died; its passes begin again elsewhere. */
const [lockDuration, stalledInterval] = [10_000, 3_000]

/** Passes that have begun, as many times the places as in one process; and some more, so that the next job is always seen. */
const [jobsAPlace, spare] = [8, 8]

export interface PassWorkerParts {
  readonly engine: Engine
  readonly intake: Intake
  readonly streaks: Streaks
  readonly run: RunPass
  readonly timers: Timers
  readonly log: Log
  readonly key: (ref: Hint['ref']) => string
  readonly lane: (ref: Hint['ref']) => string
  readonly places: number
  /** Milliseconds since 1970, the engine's clock, about. */
  readonly now: () => number
}

/** What takes jobs here and runs their passes. */
export interface PassWorker {
  /** Passes that run, and jobs that stand in line here. */
  size(): number
  /** Takes no more jobs, puts back what has not begun, and waits at most `graceMs` for the rest; whether all of it ended. */
  stop(graceMs: number): Promise<boolean>
}

/**
 * Takes jobs from the engine as there is room for their lanes, and runs each as a pass. A job for which there is no room goes
 * back, and comes again as soon as there is; so no lane keeps the others' jobs from being seen.
 */
export function createPassWorker(parts: PassWorkerParts): PassWorker {
  const { engine, intake, streaks, timers, log, key, lane, now } = parts
  const admission = createAdmission(parts.places, timers)
  const retries = new Map<string, Retry>()

  async function putOff(job: PassJob, token: string, ms: number): Promise<never> {
    await job.moveToDelayed(now() + ms, token)
    throw new DelayedError()
  }

  async function take(job: PassJob, token: string): Promise<void> {
    const hint = parseJobHint(job.data)
    if (hint === null) return log.warn({ job: job.id }, 'a job of the queue cannot be read')
    const { held, ...streak } = await streaks.of(key(hint.ref))
    if (held > 0) await putOff(job, token, held)
    const who = { lane: lane(hint.ref), priority: hint.priority }
    if (!admission.mayEnter(who)) await putOff(job, token, admission.park(who.lane, job.id ?? ''))
    const turn = await admission.enter(who)
    if (turn === null) return await putOff(job, token, 0)
    try {
      const started = { ref: key(hint.ref), hint, failures: streak.failures, place: turn.place }
      await settle(job, hint, streak, await resultOfPass(parts.run, started, log))
    } finally {
      turn.end()
      void unpark()
    }
  }

  async function settle(job: PassJob, hint: Hint, streak: Streak, result: PassResult): Promise<void> {
    const after = afterPass(result, streak, { ran: hint, missed: null })
    await remember(key(hint.ref), streak, after, streaks)
    // Before this job is over: it becomes the one that follows it, with what came meanwhile.
    if (after.next === 'line') await intake.owed.add(after.hint, 0)
    if (after.next !== 'delay') return
    if (after.backOff !== null) logBackOff({ ref: key(hint.ref), hint }, after.backOff, log)
    // Once this job is over: what came meanwhile is then a job already, and may be sooner.
    retries.set(job.id ?? '', { hint, delay: after.wait.ms })
  }

  async function unpark(): Promise<void> {
    const id = admission.unpark()
    if (id === undefined) return
    try {
      await (await engine.jobs.getJob(id))?.promote()
    } catch {
      // Somebody else took it meanwhile; otherwise it comes by itself.
    }
  }

  const events = eventsOf(retries, parts)
  const concurrency = parts.places * jobsAPlace + spare
  const worker = engine.work(take, { concurrency, lockDuration, stalledInterval, events })
  return {
    size: admission.size,
    async stop(graceMs) {
      admission.stop()
      const ended = await inTime(worker.close(), graceMs, timers)
      if (!ended) await worker.close(true)
      return ended
    },
  }
}

interface Retry {
  readonly hint: Hint
  readonly delay: number
}

function eventsOf(retries: Map<string, Retry>, { intake, log }: PassWorkerParts): JobEvents {
  let lost = 0
  return {
    over(id) {
      const retry = retries.get(id)
      retries.delete(id)
      if (retry !== undefined) void intake.owed.add(retry.hint, retry.delay)
    },
    lost(ids) {
      lost += ids.length
      for (const id of ids) retries.delete(id)
      log.warn({ passes: ids.length, inAll: lost }, 'a pass was taken for dead while it ran, and may run twice')
    },
    abandoned: (job) => log.info({ job }, 'a replica ended within a pass, which begins again'),
  }
}

async function remember(key: string, before: Streak, after: AfterPass, streaks: Streaks): Promise<void> {
  try {
    if (after.next === 'delay') await streaks.keep(key, after.streak, after.wait)
    else if (after.next === 'line') await streaks.keep(key, after.streak, { held: 0, ms: 0 })
    else if (before.failures + before.agains > 0) await streaks.forget(key)
  } catch {
    // What is not remembered of a ref only lets its next pass come sooner.
  }
}
