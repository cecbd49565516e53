import type { Mutation } from '../../domain/mutation.ts'
import type { Ref } from '../../domain/ref.ts'
import type { PassResult } from '../../reconcile/ports.ts'
import type { Listening } from '../http/http.ts'

/** What GitHub said of a limit with its latest answer. */
export interface LimitLeft {
  /** The installation's id; `app` for the app's own requests. */
  readonly installation: string
  /** GitHub's name of it: `core`, `graphql`. */
  readonly resource: string
  readonly remaining: number
  readonly limit: number
}

/** How a delivery ended: taken, refused for what it is, or not kept, so that GitHub has it as failed. */
export type DeliveryOutcome = 'taken' | 'refused' | 'failed'

/** What is counted while the app works. No name of a repository or a person ever gets here. */
export interface Meters {
  passed(pass: {
    readonly kind: Ref['kind']
    readonly result: PassResult['next'] | 'crash'
    readonly seconds: number
  }): void
  wrote(write: Mutation['do']): void
  delivered(outcome: DeliveryOutcome): void
  answered(status: number): void
  left(limit: LimitLeft): void
  /** From now on these are asked for whenever somebody looks: refs that run or wait, and seconds for which the oldest has waited. */
  watch(queue: { readonly size: () => number; readonly oldest: () => number }): void
  /** Serves them as `GET /metrics`. Throws with a sentence when the port is taken. */
  listen(at: { readonly host: string; readonly port: number }): Promise<Listening>
}
