import { type AnswerOf, type QuestionOf, questionKey, type Topic } from './question.ts'
import type { Ref } from './ref.ts'

/** The answers of one observation, by topic and question. */
export type Answers = { readonly [T in Topic]?: ReadonlyMap<string, AnswerOf<T>> }

/** `answers` with one more. */
export function withAnswer<T extends Topic>(answers: Answers, question: QuestionOf<T>, answer: AnswerOf<T>): Answers {
  const known: ReadonlyMap<string, AnswerOf<T>> | undefined = answers[question.ask]
  return { ...answers, [question.ask]: new Map([...(known ?? []), [questionKey(question), answer]]) }
}

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
 * A write or read that GitHub refused during this pass, with the sentence that people get to see. `unclear` is none of
 * GitHub's refusals: it did not answer, pass after pass, so that this one goes on without.
 */
export interface Refusal {
  /** The mutation's rule, or the topic of the question. */
  readonly rule: string
  /** The `questionName` of the question that was refused; `null` when it was a write. */
  readonly question: string | null
  readonly sentence: string
  readonly reason: RefusalReason | 'unclear'
}

/** All that one pass read so far. A pass plans on it again and again until no question is open. */
export interface Snapshot {
  readonly ref: Ref
  /** GitHub's clock: the latest `Date` header of the observation, ISO 8601 in UTC. Before the first answer it is empty. */
  readonly now: string
  readonly answers: Answers
  readonly refusals: readonly Refusal[]
}

/** The answer to `question`, or `undefined` when it was not read yet. */
export function answerTo<T extends Topic>(answers: Answers, question: QuestionOf<T>): AnswerOf<T> | undefined {
  const known = answers[question.ask]
  return known?.get(questionKey(question))
}
