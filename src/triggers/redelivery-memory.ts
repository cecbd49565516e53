import type { Ref } from '../domain/ref.ts'
import type { DeliveryAttempt } from '../reconcile/ports.ts'
import { type Asked, deliveriesOf, isToRemember } from './missed.ts'

/** What a look at GitHub's log of deliveries leaves for the next one. Plain data. */
export interface LogMemory {
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[]
  /** Until when the log has been read, in milliseconds; `-Infinity` before the first look. */
  readonly readUntil: number
  /** What deliveries hint at, by GUID, of those whose payload was read. */
  readonly refs: ReadonlyMap<string, readonly Ref[]>
  /** The redeliveries asked for, by GUID. */
  readonly asked: ReadonlyMap<string, Asked>
}

/** Keeps that between looks. Without it a look reads three days of the log. */
export interface RedeliveryMemory {
  load(): Promise<LogMemory>
  save(memory: LogMemory): Promise<void>
}

/** In this process, and forgotten with it. */
export function createRedeliveryMemory(): RedeliveryMemory {
  let kept: LogMemory = { attempts: [], readUntil: Number.NEGATIVE_INFINITY, refs: new Map(), asked: new Map() }
  return {
    load: async () => kept,
    async save(memory) {
      kept = memory
    },
  }
}

/** As much of `memory` as later looks need: what is still missed, or came through late, and the last arrival; `most` attempts. */
export function withoutWhatIsOver({ attempts, readUntil, refs, asked }: LogMemory, most: number): LogMemory {
  const open = new Set(
    deliveriesOf(attempts)
      .filter(isToRemember)
      .map(({ guid }) => guid),
  )
  const arrival = attempts.find(({ outcome }) => outcome === 'delivered')
  const kept = attempts.filter((attempt) => open.has(attempt.guid) || attempt === arrival)
  return {
    attempts: kept.slice(0, most),
    readUntil,
    refs: new Map([...refs].filter(([guid]) => open.has(guid))),
    asked: new Map([...asked].filter(([guid]) => open.has(guid))),
  }
}
