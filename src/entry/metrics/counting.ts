import { type Ref, refKey } from '../../domain/ref.ts'
import type { GitHubOptions } from '../../github/app.ts'
import type { WorkQueue } from '../../queue/work-queue.ts'
import type { Hint, RunPass } from '../../reconcile/ports.ts'
import type { Handler } from '../http/http.ts'
import type { DeliveryOutcome, Meters } from './meters.ts'

/** Puts meters around the parts that work. */
export interface Counting {
  passes(run: RunPass): RunPass
  /** Of a shared queue others may do what was asked for here: only what works here waits. */
  queue(queue: WorkQueue, whose: 'own' | 'shared'): WorkQueue
}

/** `now` gives milliseconds on a clock that never goes back. */
export function createCounting(meters: Meters, now: () => number): Counting {
  const waits = createWaits(now)
  return {
    passes: (run) => waitedFor(countedPasses(run, meters, now), waits),
    queue(queue, whose) {
      meters.watch({ size: queue.size, oldest: waits.oldest })
      return whose === 'own' ? waitingIn(queue, waits) : queue
    },
  }
}

/** What each answer of GitHub's tells. */
export function answersFor(meters: Meters): NonNullable<GitHubOptions['answered']> {
  return (installation, { status, headers }) => {
    meters.answered(status)
    const [remaining, limit] = ['x-ratelimit-remaining', 'x-ratelimit-limit'].map((name) => headers.get(name))
    const resource = headers.get('x-ratelimit-resource') ?? 'core'
    if (remaining != null && limit != null)
      meters.left({ installation, resource, remaining: Number(remaining), limit: Number(limit) })
  }
}

/** The same passes, counted and timed. */
function countedPasses(run: RunPass, meters: Meters, now: () => number): RunPass {
  return async (hint, failures, place) => {
    const begun = now()
    const { kind } = hint.ref
    const note = (result: Parameters<Meters['passed']>[0]['result']) =>
      meters.passed({ kind, result, seconds: (now() - begun) / 1_000 })
    try {
      const result = await run(hint, failures, place)
      note(result.next)
      return result
    } catch (fault) {
      note('crash')
      throw fault
    }
  }
}

/** Since when refs wait for a pass that ends well. */
interface Waits {
  /** A ref was asked for: it waits, unless it does already. */
  asked(ref: Ref): void
  /** Its pass begins: what is asked for from now on waits for the next one. Returns how to tell that it ended. */
  begun(ref: Ref): (result: 'well' | 'not-yet') => void
  /** Seconds for which the oldest has waited; 0 for none. */
  oldest(): number
}

/** Nobody waits yet. */
function createWaits(now: () => number): Waits {
  const waiting = new Map<string, number>()
  const working = new Map<string, number>()
  return {
    asked(ref) {
      const key = refKey(ref)
      if (!waiting.has(key)) waiting.set(key, now())
    },
    begun(ref) {
      const key = refKey(ref)
      const since = waiting.get(key) ?? now()
      waiting.delete(key)
      working.set(key, since)
      return (result) => {
        working.delete(key)
        if (result === 'not-yet') waiting.set(key, since)
      }
    },
    oldest: () => Math.max(0, ...[...waiting.values(), ...working.values()].map((since) => now() - since)) / 1_000,
  }
}

/** The same passes; `waits` learns of each. */
function waitedFor(run: RunPass, waits: Waits): RunPass {
  return async (hint, failures, place) => {
    const end = waits.begun(hint.ref)
    try {
      const result = await run(hint, failures, place)
      end(result.next === 'done' || result.next === 'later' ? 'well' : 'not-yet')
      return result
    } catch (fault) {
      end('not-yet')
      throw fault
    }
  }
}

/** The same queue; `waits` learns what is asked for. What is to wait for company does not count until its pass begins. */
function waitingIn(queue: WorkQueue, waits: Waits): WorkQueue {
  const note = (hints: readonly Hint[]) => {
    for (const { ref, wait } of hints) if (wait === undefined) waits.asked(ref)
  }
  return {
    ...queue,
    enqueue(hint) {
      note([hint])
      queue.enqueue(hint)
    },
    async accept(hints) {
      note(hints)
      await queue.accept(hints)
    },
  }
}

/** The same deliveries, counted by how they were answered. */
export function countedDeliveries(handler: Handler, meters: Meters, webhookPath: string): Handler {
  return async (request, response) => {
    if (request.url?.split('?', 1)[0] === webhookPath)
      response.once('close', () => meters.delivered(outcomeOf(response.headersSent ? response.statusCode : 500)))
    return handler(request, response)
  }
}

function outcomeOf(status: number): DeliveryOutcome {
  if (status < 300) return 'taken'
  return status < 500 ? 'refused' : 'failed'
}
