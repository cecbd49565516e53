import type { Mutation } from './mutation.ts'
import { type Question, questionName, type Topic } from './question.ts'
import type { PlanRule } from './rules.ts'

/** Why GitHub says no, and will say no again until somebody changes something. */
export type RefusalReason =
  | 'permission'
  | 'rules'
  /** Push protection takes something in the text for a secret. */
  | 'secret'
  | 'archived'
  | 'issues-disabled'
  | 'missing'
  | 'invalid'
  | 'empty-repository'

/**
 * What stands in the way. `outcome-unknown` is none of GitHub's refusals: it did not answer, pass after pass, so that this one goes
 * on without. `because` tells two causes of one kind apart, in words for people.
 */
export interface RefusalCause {
  readonly kind: RefusalReason | 'outcome-unknown'
  readonly because: string
}

interface Refused {
  /** Equal for what asks for the same: the `questionName` of a read, the `writeName` of a write. */
  readonly key: string
  readonly cause: RefusalCause
  /** What people get to see. */
  readonly sentence: string
}

export type RefusedRead = Refused & { readonly kind: 'read'; readonly topic: Topic }
export type RefusedWrite = Refused & { readonly kind: 'write'; readonly rule: PlanRule }

/** A read or write that GitHub refused during this pass. */
export type Refusal = RefusedRead | RefusedWrite

/** What every refusal says, whatever was refused. */
export type RefusalWords = Pick<Refused, 'cause' | 'sentence'>

/** The refusal of a question. */
export function refusedRead(question: Question | { readonly ask: Topic }, words: RefusalWords): RefusedRead {
  return { kind: 'read', topic: question.ask, key: questionName(question), ...words }
}

/** The refusal of a write. */
export function refusedWrite(mutation: Pick<Mutation, 'rule' | 'of'>, words: RefusalWords): RefusedWrite {
  return { kind: 'write', rule: mutation.rule, key: writeName(mutation), ...words }
}

/** Names a write among those of its rule: `open-item 9:1`. Equal for two that want the same. */
export function writeName({ rule, of }: Pick<Mutation, 'rule' | 'of'>): string {
  return of === undefined ? rule : `${rule} ${of}`
}
