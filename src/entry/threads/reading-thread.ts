import type { Hint } from '../../reconcile/ports.ts'
import { refsOf } from '../../triggers/deliveries.ts'
import type { Doer } from '../../triggers/outsiders.ts'
import type { DeliverySelf } from '../../triggers/self.ts'
import { signerOf, type WebhookSecrets } from '../http/signature.ts'

/** What a reading thread is told: JSON in UTF-8, as an answer or as the body of a delivery. */
export type ReadingTask =
  | { readonly read: 'answer'; readonly bytes: ArrayBuffer }
  | ({ readonly read: 'delivery'; readonly bytes: ArrayBuffer } & SignedDelivery)

/** A delivery's body is read once its signature fits. */
export interface SignedDelivery {
  readonly event: string
  readonly signature: string
  readonly secrets: WebhookSecrets
  readonly self: DeliverySelf
}

/** `signer` is `null` where no secret fits; `delivery` also where the body is no JSON object. */
export interface ReadDelivery {
  readonly signer: keyof WebhookSecrets | null
  readonly delivery: LongDelivery | null
}

/** What a delivery hints at, and who did it: how soon that is looked at is decided where it is known. */
export interface LongDelivery {
  readonly hints: readonly Hint[]
  readonly doer: Doer | null
}

/** What an answer says, or what a delivery says. */
export type ReadingResult = { readonly data: unknown } | ReadDelivery

/** The tasks of a reading lane. Throws for an answer that is no JSON. */
export async function run(task: ReadingTask): Promise<ReadingResult> {
  if (task.read === 'answer') return { data: parse(task.bytes) }
  return readSigned(new Uint8Array(task.bytes), task)
}

/** What a signed delivery says. Of a body that nobody with a secret signed nothing is read. */
export async function readSigned(
  bytes: Uint8Array,
  { event, signature, secrets, self }: SignedDelivery,
): Promise<ReadDelivery> {
  const signer = await signerOf(bytes, signature, secrets)
  return { signer, delivery: signer === null ? null : readDelivery(event, bytes, self) }
}

/** What a delivery's body says; `null` for what is no JSON object. */
function readDelivery(event: string, bytes: Uint8Array, self: DeliverySelf): LongDelivery | null {
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
