import { setTimeout as sleep } from 'node:timers/promises'
import { accountKey, type Ref, refKey } from '../../src/domain/ref.ts'
import { systemTimers } from '../../src/entry/timers.ts'
import type { WorkQueue } from '../../src/queue/work-queue.ts'
import type { Hint, PassPlace, PassPriority, PassResult } from '../../src/reconcile/ports.ts'
import { joinReplicas, type Replicas } from '../../src/replicas/replicas.ts'
import { keptLog, type Lines } from '../entry/parts.ts'

/** One process's share of a queue, whose passes the test ends by hand. */
export interface Member {
  readonly replicas: Replicas
  readonly queue: WorkQueue
  readonly log: Lines
  /** Every pass that began here: `#1 hint interactive`. */
  readonly started: readonly string[]
  /** Incidents whose passes run here. */
  running(): readonly number[]
  end(number: number, result?: PassResult): void
  stop(): Promise<void>
}

export interface MemberOptions {
  readonly replica: string
  readonly appId?: number
  readonly places?: number
  /** Ends each pass as soon as it began. */
  readonly quick?: PassResult
  /** What a pass does meanwhile. */
  readonly during?: (hint: Hint, place: PassPlace) => Promise<void>
  readonly runs?: boolean
}

/** Joins the replicas at `url`. */
export async function join(url: string, member: MemberOptions): Promise<Member> {
  const log = keptLog()
  const timers = systemTimers()
  const { replica, appId = 1, places, quick, during, runs = true } = member
  const options = { url, appId, secret: 'a secret', version: '1', replica, timers, log, now: Date.now }
  const replicas = await joinReplicas(options)
  const started: string[] = []
  const open = new Map<number, (result: PassResult) => void>()
  const run = async (hint: Hint, _failures: number, place: PassPlace): Promise<PassResult> => {
    const number = 'number' in hint.ref ? hint.ref.number : 0
    started.push(`#${number} ${hint.reason} ${hint.priority}`)
    await during?.(hint, place)
    if (quick) return quick
    return new Promise((resolve) => open.set(number, resolve))
  }
  const named = { key: refKey, lane: accountKey, ...(places !== undefined && { places }) }
  const queue = replicas.queue({ ...named, run: runs ? run : null })
  return {
    replicas,
    queue,
    log,
    started,
    running: () => [...open.keys()],
    end(number, result = { next: 'done' }) {
      const resolve = open.get(number)
      if (resolve === undefined) throw new Error(`#${number} does not run here.`)
      open.delete(number)
      resolve(result)
    },
    async stop() {
      for (const [number, resolve] of open) {
        open.delete(number)
        resolve({ next: 'done' })
      }
      await queue.stop(2_000)
      await replicas.close()
    },
  }
}

function incident(number: number, owner = 'acme'): Ref {
  return { kind: 'incident', owner, repo: 'shop', number }
}

export function hint(
  number: number,
  more: { readonly priority?: PassPriority; readonly owner?: string; readonly wait?: number } = {},
): Hint {
  const { priority = 'interactive', owner = 'acme', wait } = more
  return { ref: incident(number, owner), reason: 'hint', priority, ...(wait !== undefined && { wait }) }
}

/** Waits until `isTrue`; throws after 20 s, with what `told` says then. */
export async function until(isTrue: () => boolean | Promise<boolean>, told: () => unknown = () => ''): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end; await sleep(10)) if (await isTrue()) return
  throw new Error(`In vain: ${isTrue.toString()} ${JSON.stringify(told())}`)
}
