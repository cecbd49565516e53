import type { CheckRun } from '../domain/check.ts'
import type { Comment, Issue } from '../domain/issue.ts'
import type { AnswerOf, QuestionOf, Topic } from '../domain/question.ts'
import { type RepositoryName, refKey } from '../domain/ref.ts'
import type { Pull } from '../domain/repository.ts'

/** Reads may lag behind writes, so what this process created is remembered this long. */
const rememberedMs = 60_000

type Creation =
  | { readonly kind: 'comment'; readonly on: number; readonly comment: Comment }
  | { readonly kind: 'pull'; readonly branch: string; readonly pull: Pull }
  | { readonly kind: 'issue'; readonly issue: Issue; readonly under: number | null }
  | { readonly kind: 'check'; readonly name: string; readonly head: string; readonly run: CheckRun }

interface Remembered {
  readonly repository: string
  readonly until: number
  readonly creation: Creation
}

/** What this process created in the last minute, laid over answers that do not show it yet. */
export interface Recent {
  remember(repository: RepositoryName, creation: Creation): void
  /** Somebody deleted this comment: it is no longer laid over answers. */
  forgetComment(repository: RepositoryName, comment: number): void
  /** Whether this process created the issue or pull request of that number a moment ago. */
  created(repository: RepositoryName, number: number): boolean
  /** `answer` with what is missing in it added; the answer itself when nothing is. */
  complete<T extends Topic>(repository: RepositoryName, question: QuestionOf<T>, answer: AnswerOf<T>): AnswerOf<T>
}

/** `monotonic` gives milliseconds on a clock that never goes back. */
export function createRecent(monotonic: () => number): Recent {
  let remembered: readonly Remembered[] = []
  const alive = (repository: RepositoryName): readonly Creation[] => {
    const now = monotonic()
    remembered = remembered.filter((entry) => entry.until > now)
    const key = keyOf(repository)
    return remembered.filter((entry) => entry.repository === key).map((entry) => entry.creation)
  }
  return {
    remember(repository, creation) {
      remembered = [...remembered, { repository: keyOf(repository), until: monotonic() + rememberedMs, creation }]
    },
    forgetComment(repository, comment) {
      const key = keyOf(repository)
      remembered = remembered.filter(({ repository: known, creation }) => {
        return known !== key || creation.kind !== 'comment' || creation.comment.id !== comment
      })
    },
    created(repository, number) {
      return alive(repository).some((made) => numberOf(made) === number)
    },
    complete<T extends Topic>(repository: RepositoryName, question: QuestionOf<T>, answer: AnswerOf<T>): AnswerOf<T> {
      if (remembered.length === 0) return answer
      const overlay: Overlays = overlays
      return overlay[question.ask]?.(question, answer, alive(repository)) ?? answer
    },
  }
}

function numberOf(made: Creation): number | null {
  switch (made.kind) {
    case 'comment':
    case 'check':
      return null
    case 'pull':
      return made.pull.number
    case 'issue':
      return made.issue.number
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

/** A run that was added to shows fewer annotations for a while, so what was written last counts. */
function withLatest(known: readonly CheckRun[], made: readonly CheckRun[]): readonly CheckRun[] {
  const latest = new Map([...known, ...made].map((run) => [run.id, run]))
  return made.length === 0 ? known : [...latest.values()]
}

function withMissing<E extends { readonly id: number }>(known: readonly E[], made: readonly E[]): readonly E[] {
  const ids = new Set(known.map((entry) => entry.id))
  const missing = made.filter((entry) => !ids.has(entry.id))
  return missing.length === 0 ? known : [...known, ...missing]
}

function keyOf({ owner, repo }: RepositoryName): string {
  return refKey({ kind: 'repository', owner, repo })
}
