import type { Mutation } from './mutation.ts'
import type { Question } from './question.ts'
import type { Ref } from './ref.ts'

/**
 * What a pass decided. With open `questions` it is not a decision yet: they are read, in parallel, and planned again.
 */
export interface Plan {
  readonly questions: readonly Question[]
  readonly mutations: readonly Mutation[]
  /** What would be written if the configuration did not say `mode: observe`. For the log. */
  readonly withheld: readonly Mutation[]
  /** Refs that this one found to need a pass of their own. */
  readonly followUps: readonly FollowUp[]
  /** Sentences for the log: why nothing is done, or what GitHub gives no place to say. */
  readonly notes: readonly string[]
  /** When this ref is next due without any event (ISO), `null` for never. */
  readonly requeueAt: string | null
}

export interface FollowUp {
  readonly ref: Ref
  /** What the sweep saw of it; equal means nothing changed since. `null` when it was not a sweep. */
  readonly fingerprint: string | null
  /** When something of it in another repository was touched last (ISO): where its last pass came later and it is not due, nothing is left to do. */
  readonly touchedAt?: string
}

export const emptyPlan: Plan = { questions: [], mutations: [], withheld: [], followUps: [], notes: [], requeueAt: null }
