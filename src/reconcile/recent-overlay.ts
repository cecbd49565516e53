import type { CheckRun } from '../domain/check.ts'
import type { AnswerOf, QuestionOf, Topic } from '../domain/question.ts'
import type { Creation } from './recent-writes.ts'

/** Whether the issue or pull request of that number is among what the app made a moment ago. */
export function isCreated(made: readonly Creation[], number: number): boolean {
  return made.some((one) => numberOf(one) === number)
}

/** `answer` with what the app made and it does not show yet added; the answer itself where nothing is missing. */
export function withRecentWrites<T extends Topic>(
  question: QuestionOf<T>,
  answer: AnswerOf<T>,
  made: readonly Creation[],
): AnswerOf<T> {
  if (made.length === 0) return answer
  const overlay: Overlays = overlays
  return overlay[question.ask]?.(question, answer, made) ?? answer
}

function numberOf(made: Creation): number | null {
  switch (made.kind) {
    case 'comment':
    case 'check':
      return null
    case 'pull':
      return made.pull.number
    case 'issue':
      return made.issue.elsewhere === null ? made.issue.number : null
  }
}

type Overlays = {
  readonly [T in Topic]?: (question: QuestionOf<T>, answer: AnswerOf<T>, made: readonly Creation[]) => AnswerOf<T>
}

const overlays: Overlays = {
  comments: (question, answer, made) =>
    withMissing(
      answer,
      made.flatMap((one) => (one.kind === 'comment' && one.on === question.number ? [one.comment] : [])),
    ),
  pullsFrom: (question, answer, made) =>
    withMissing(
      answer,
      made.flatMap((one) => (one.kind === 'pull' && one.branch === question.branch ? [one.pull] : [])),
    ),
  checkRuns: ({ name, head }, answer, made) =>
    withLatest(
      answer,
      made.flatMap((one) => (one.kind === 'check' && one.name === name && one.head === head ? [one.run] : [])),
    ),
  subIssues: (question, answer, made) =>
    answer &&
    withMissing(
      answer,
      made.flatMap((one) => (one.kind === 'issue' && one.under === question.number ? [one.issue] : [])),
    ),
  labelled: (_question, answer, made) =>
    withMissing(
      answer,
      made.flatMap((one) => (one.kind === 'issue' ? [one.issue] : [])),
    ),
}

/** A run that was added to shows fewer annotations for a while, so what was written last counts, until somebody asks again. */
function withLatest(known: readonly CheckRun[], made: readonly CheckRun[]): readonly CheckRun[] {
  const again = new Set(known.flatMap(({ id, askedAgain }) => (askedAgain ? [id] : [])))
  const latest = new Map(known.map((run) => [run.id, run]))
  for (const run of made) latest.set(run.id, again.has(run.id) ? { ...run, completed: false } : run)
  return made.length === 0 ? known : [...latest.values()]
}

function withMissing<E extends { readonly id: number }>(known: readonly E[], made: readonly E[]): readonly E[] {
  const ids = new Set(known.map((entry) => entry.id))
  const missing = made.filter((entry) => !ids.has(entry.id))
  return missing.length === 0 ? known : [...known, ...missing]
}
