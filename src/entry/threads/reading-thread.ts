import type { Hint } from '../../reconcile/ports.ts'
import { type DeliverySelf, refsOf } from '../../triggers/deliveries.ts'
import type { Doer } from '../../triggers/outsiders.ts'

/** What a reading thread is told: JSON in UTF-8, as an answer or as the body of a delivery. */
export type ReadingTask =
  | { readonly read: 'answer'; readonly bytes: ArrayBuffer }
  | {
      readonly read: 'delivery'
      readonly bytes: ArrayBuffer
      readonly event: string
      readonly self: DeliverySelf
    }

/** What a delivery hints at, and who did it: how soon that is looked at is decided where it is known. */
export interface LongDelivery {
  readonly hints: readonly Hint[]
  readonly doer: Doer | null
}

/** What an answer says, or what a delivery says: `null` where it is no JSON object. */
export type Read = { readonly data: unknown } | { readonly delivery: LongDelivery | null }

/** The tasks of a reading lane. Throws for an answer that is no JSON. */
export function run(task: ReadingTask): Read {
  if (task.read === 'answer') return { data: parse(task.bytes) }
  return { delivery: readDelivery(task.event, task.bytes, task.self) }
}

/** What a delivery's body says; `null` for what is no JSON object. */
export function readDelivery(event: string, bytes: Uint8Array | ArrayBuffer, self: DeliverySelf): LongDelivery | null {
  let payload: unknown
  try {
    payload = parse(bytes)
  } catch {
    return null
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return null
  let doer: Doer | null = null
  const noting = {
    urgencyOf(who: Doer) {
      doer = who
      return { priority: 'interactive' } as const
    },
  }
  return { hints: refsOf(event, payload, self, noting), doer }
}

function parse(bytes: Uint8Array | ArrayBuffer): unknown {
  return JSON.parse(new TextDecoder().decode(bytes))
}
