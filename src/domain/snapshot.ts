import { type AnswerOf, type QuestionOf, questionKey, type Topic } from './question.ts'
import type { Ref } from './ref.ts'
import type { Refusal } from './refusal.ts'

/** The answers of one observation, by topic and question. */
export type Answers = { readonly [T in Topic]?: ReadonlyMap<string, AnswerOf<T>> }

/** `answers` with one more. */
export function withAnswer<T extends Topic>(answers: Answers, question: QuestionOf<T>, answer: AnswerOf<T>): Answers {
  const known: ReadonlyMap<string, AnswerOf<T>> | undefined = answers[question.ask]
  return { ...answers, [question.ask]: new Map([...(known ?? []), [questionKey(question), answer]]) }
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
