import { type Ref, refKey } from '../../src/domain/ref.ts'
import { createMemoryQueue } from '../../src/queue/memory.ts'
import type { WorkQueue } from '../../src/queue/work-queue.ts'
import type { Hint, PassResult } from '../../src/reconcile/ports.ts'
import { microtasks, type SimulatedTimers, simulatedTimers } from './simulated-timers.ts'

/** A queue whose passes the test ends by hand. */
export interface Stage {
  readonly queue: WorkQueue
  readonly timers: SimulatedTimers
  /** Every pass that was started, oldest first: `#1 issues.labeled`. */
  readonly started: readonly string[]
  /** Lines of the log, `level message`. */
  readonly lines: readonly string[]
  /** Ends the running pass of incident `number` and lets the queue go on. */
  end(number: number, result?: PassResult | Error): Promise<void>
  hint(number: number, reason?: string, priority?: Hint['priority'], wait?: number): Promise<void>
  running(): readonly number[]
}

/** With `places` places; each incident stands for an account of its own unless `lane` says otherwise. */
export function stage(places = 8, lane: (ref: Ref) => string = refKey): Stage {
  const timers = simulatedTimers()
  const started: string[] = []
  const lines: string[] = []
  const open = new Map<number, { resolve: (result: PassResult) => void; reject: (fault: Error) => void }>()
  const log = {
    info: (_fields: unknown, message: string) => lines.push(`info ${message}`),
    warn: (_fields: unknown, message: string) => lines.push(`warn ${message}`),
    error: (_fields: unknown, message: string) => lines.push(`error ${message}`),
  }
  const run = (hint: Hint): Promise<PassResult> => {
    const number = numberOf(hint.ref)
    if (open.has(number)) throw new Error(`two passes of #${number} at once`)
    started.push(`#${number} ${hint.reason}`)
    return new Promise((resolve, reject) => {
      open.set(number, { resolve, reject })
    })
  }
  const queue = createMemoryQueue(run, { timers, log, key: refKey, lane, places })
  return {
    queue,
    timers,
    started,
    lines,
    async end(number, result = { next: 'done' }) {
      const pass = open.get(number)
      if (pass === undefined) throw new Error(`#${number} does not run`)
      open.delete(number)
      if (result instanceof Error) pass.reject(result)
      else pass.resolve(result)
      await microtasks()
    },
    async hint(number, reason = 'hint', priority = 'interactive', wait = 0) {
      queue.enqueue({ ref: incident(number), reason, priority, ...(wait > 0 && { wait }) })
      await microtasks()
    },
    running: () => [...open.keys()],
  }
}

export function incident(number: number): Ref {
  return { kind: 'incident', owner: 'acme', repo: 'shop', number }
}

function numberOf(ref: Ref): number {
  return 'number' in ref ? ref.number : 0
}
