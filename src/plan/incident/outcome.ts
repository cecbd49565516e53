import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { CommandFailure } from '../commands/comments/answers.ts'
import type { StatusContent } from '../status/status.ts'
import type { Phase } from './phase.ts'

/** What a rule decided, before the status comment is made to say so. */
export interface Decided {
  readonly mutations: readonly Mutation[]
  /** What the status comment says; `null` when the next pass will know better than this one. */
  readonly content: StatusContent | null
  readonly notes?: readonly string[]
  readonly requeueAt?: string | null
  /** Names of writes that were refused in part and are nothing to worry people with: the item stands in the table. */
  readonly handledWrites?: readonly string[]
  /** Commands that could not be carried out. */
  readonly failures?: readonly CommandFailure[]
}

/** What becomes of an incident, or why nothing is said about it. `undefined` while something is not read. */
export type Outcome = Decided | { readonly silent: string } | undefined

/** An incident that only stands in a phase: nothing is written but the status comment, with this memory. */
export function inPhase(phase: Phase, memory: StatusMemory): Decided {
  return { mutations: [], content: { phase, notices: [], memory } }
}
