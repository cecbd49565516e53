import { type AnswerOf, type Question, type QuestionOf, questionName, type Topic } from '../domain/question.ts'
import { answerTo, type Snapshot } from '../domain/snapshot.ts'

/**
 * How a planner reads: it asks, and goes on with what is known. What is not known yet is noted as an open question, so
 * that one plan collects all that can be read in parallel. Pure: the same snapshot gives the same questions.
 */
export interface Inquiry {
  /** The answer, or `undefined` while it is not read, or when GitHub refused to give it. */
  readonly ask: <T extends Topic>(question: QuestionOf<T> & Question) => AnswerOf<T> | undefined
  /** Whether GitHub refused to answer, so that no further wave will. */
  readonly refused: (question: Question) => boolean
  /** What is not read yet and was asked so far. */
  readonly questions: () => readonly Question[]
}

/** An inquiry into `snapshot`. Refused questions stay unanswered and are not asked again. */
export function inquire(snapshot: Snapshot): Inquiry {
  const open = new Map<string, Question>()
  const refused = new Set(snapshot.refusals.filter(({ kind }) => kind === 'read').map(({ key }) => key))
  return {
    ask<T extends Topic>(question: QuestionOf<T> & Question): AnswerOf<T> | undefined {
      const answer = answerTo<T>(snapshot.answers, question)
      const key = questionName(question)
      if (answer === undefined && !refused.has(key)) open.set(key, question)
      return answer
    },
    refused: (question) => refused.has(questionName(question)),
    questions: () => [...open.values()],
  }
}
