import { accountKey, refKey } from '../../src/domain/ref.ts'
import { createMemoryQueue } from '../../src/queue/memory.ts'
import type { Hint, PassPlace } from '../../src/reconcile/ports.ts'
import { type SimulatedTimers, simulatedTimers } from './simulated-timers.ts'

/** What a pass does, one thing after the other, in milliseconds. */
export type Doing = { readonly works: number } | { readonly waits: number }

/** A pass that began, on the simulated clock. */
export interface Began {
  readonly owner: string
  readonly number: number
  readonly at: number
}

/** A queue whose passes do what they are told to on a simulated clock. */
export interface Simulation {
  readonly timers: SimulatedTimers
  readonly began: readonly Began[]
  /** The most passes that worked at once, in all and by account. */
  readonly most: ReadonlyMap<string, number>
  /** The most passes of an account that had begun at once, those that waited included. */
  readonly mostBegun: ReadonlyMap<string, number>
  hint(owner: string, number: number, priority?: Hint['priority']): void
  size(): number
}

/** `script` says what a pass of an account does; `places` how many work at once. */
export function simulation(places: number, script: (owner: string, number: number) => readonly Doing[]): Simulation {
  const timers = simulatedTimers()
  const began: Began[] = []
  const [working, most] = [new Map<string, number>(), new Map<string, number>()]
  const [begun, mostBegun] = [new Map<string, number>(), new Map<string, number>()]
  const sleep = (ms: number) => new Promise<void>((wake) => timers.after(ms, wake))
  const change = (counts: Map<string, number>, peaks: Map<string, number>, owner: string, by: number) => {
    for (const key of [owner, 'all']) {
      const count = (counts.get(key) ?? 0) + by
      counts.set(key, count)
      peaks.set(key, Math.max(peaks.get(key) ?? 0, count))
    }
  }

  async function carryOut(owner: string, doing: Doing, place: PassPlace): Promise<void> {
    if ('waits' in doing) return place.lendUntil(sleep(doing.waits))
    change(working, most, owner, 1)
    await sleep(doing.works)
    change(working, most, owner, -1)
  }

  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const queue = createMemoryQueue(
    async ({ ref }, _failures, place) => {
      const number = 'number' in ref ? ref.number : 0
      began.push({ owner: ref.owner, number, at: timers.monotonic() })
      change(begun, mostBegun, ref.owner, 1)
      for (const doing of script(ref.owner, number)) await carryOut(ref.owner, doing, place)
      change(begun, mostBegun, ref.owner, -1)
      return { next: 'done' }
    },
    { timers, log: quiet, key: refKey, lane: accountKey, places },
  )
  return {
    timers,
    began,
    most,
    mostBegun,
    hint(owner, number, priority = 'interactive') {
      queue.enqueue({ ref: { kind: 'incident', owner, repo: 'shop', number }, reason: 'test', priority })
    },
    size: queue.size,
  }
}
