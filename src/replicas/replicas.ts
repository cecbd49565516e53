import type { SharedLimits } from '../github/limits/shared-limits.ts'
import type { WorkQueue } from '../queue/work-queue.ts'
import { crashOf, type Log, type Timers } from '../reconcile/ports.ts'
import type { RecentWrites } from '../reconcile/recent-writes.ts'
import type { RedeliveryMemory } from '../triggers/redelivery-memory.ts'
import { connectEngine } from './engine/connect.ts'
import type { Engine } from './engine/engine.ts'
import { type ChangeMarks, createChanges } from './memory/changes.ts'
import { createSharedRecentWrites } from './memory/recent-writes.ts'
import { createSharedRedeliveryMemory } from './memory/redelivery-memory.ts'
import { createRequestLimits } from './memory/request-limits.ts'
import { createSeal } from './memory/seal.ts'
import { createSharedWork, type SharedWork } from './memory/shared-work.ts'
import { createPassQueue, type PassQueueOptions } from './passes/pass-queue.ts'
import { watchPresence } from './presence.ts'

/** All that the processes of one app share. */
export interface Replicas {
  /** The address of the engine, without a password. */
  readonly address: string
  queue(options: Omit<PassQueueOptions, 'engine' | 'replica' | 'now' | 'timers' | 'log'>): WorkQueue
  readonly recent: RecentWrites
  readonly redelivery: RedeliveryMemory
  readonly limits: SharedLimits
  readonly changes: ChangeMarks
  readonly work: SharedWork
  /** Whether the engine answered when it was asked last, two seconds ago at most. */
  isReachable(): boolean
  close(): Promise<void>
}

export interface ReplicasOptions {
  readonly url: string
  /** The app's id: apps that share an engine do not meet. */
  readonly appId: number
  /** From which the key is derived that hides texts from the engine: all replicas have it, and nobody else. */
  readonly secret: string
  readonly version: string
  /** The name of this process, of letters and digits. */
  readonly replica: string
  readonly timers: Timers
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What is done again at once when the engine has been away: hints of that time are lost, or stand in GitHub's log. */
const afterAway = ['sweep', 'redelivery'] as const

/** Connects to what the replicas share. Throws `EngineUnusable` with a sentence where that cannot be used. */
export async function joinReplicas(options: ReplicasOptions): Promise<Replicas> {
  const { url, appId, secret, version, replica, timers, log, now } = options
  const engine = await connectEngine({ url, prefix: `aftermath_${appId}` })
  const { store, address } = engine
  const seal = createSeal(secret, version)
  const work = createSharedWork(store, replica, timers)
  let changed = 0
  const newChange = (): string => {
    changed += 1
    return `${replica}-${changed}`
  }
  const presence = watchPresence({
    ask: () => store.read('present'),
    onReturn: () => void Promise.allSettled(afterAway.map((name) => work.again(name))),
    address,
    timers,
    log,
  })
  hearFaults(engine, { isAway: () => !presence.isThere(), timers, log })
  return {
    address,
    queue: (wishes) => createPassQueue({ ...wishes, engine, replica, timers, log, now }),
    recent: createSharedRecentWrites({ store, seal, monotonic: timers.monotonic }),
    redelivery: createSharedRedeliveryMemory(store, seal),
    limits: createRequestLimits(store, engine.window),
    changes: createChanges(store, newChange),
    work,
    isReachable: presence.isThere,
    async close() {
      presence.stop()
      await engine.close()
    },
  }
}

/** How often (ms) the log hears of faults of one kind. */
const saidEvery = 60_000

/** Tells what goes wrong with the connections, by kind and not too often; not what its being away explains. */
function hearFaults(
  engine: Engine,
  { isAway, timers, log }: { readonly isAway: () => boolean; readonly timers: Timers; readonly log: Log },
): void {
  const said = new Map<string, number>()
  engine.onFault((fault) => {
    const kind = 'code' in fault ? String(fault.code) : fault.name
    const last = said.get(kind)
    if (isAway() || (last !== undefined && timers.monotonic() - last < saidEvery)) return
    if (said.size < 100) said.set(kind, timers.monotonic())
    log.warn({ kind, ...crashOf(fault) }, 'a connection to the queue failed, and is made again')
  })
}
