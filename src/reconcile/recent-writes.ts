import type { CheckRun } from '../domain/check.ts'
import type { Comment, Issue } from '../domain/issue.ts'
import { type RepositoryName, refKey } from '../domain/ref.ts'
import type { Pull } from '../domain/repository.ts'

/** Reads may lag behind writes, so what the app created is remembered this long. */
const rememberedMs = 60_000

/** Something that the app created. Plain data. */
export type Creation =
  | { readonly kind: 'comment'; readonly on: number; readonly comment: Comment }
  | { readonly kind: 'pull'; readonly branch: string; readonly pull: Pull }
  | { readonly kind: 'issue'; readonly issue: Issue; readonly under: number | null }
  | { readonly kind: 'check'; readonly name: string; readonly head: string; readonly run: CheckRun }

/** What the app created in the last minute: GitHub's answers may not show it yet. */
export interface RecentWrites {
  remember(repository: RepositoryName, creation: Creation): Promise<void>
  /** Somebody deleted this comment. */
  forgetComment(repository: RepositoryName, comment: number): Promise<void>
  /** What was created in a repository, in order. */
  in(repository: RepositoryName): Promise<readonly Creation[]>
}

interface Remembered {
  readonly repository: string
  readonly until: number
  readonly creation: Creation
}

/** What this process created. `monotonic` gives milliseconds on a clock that never goes back. */
export function createRecentWrites(monotonic: () => number): RecentWrites {
  let remembered: readonly Remembered[] = []
  return {
    async remember(repository, creation) {
      remembered = [...remembered, { repository: keyOf(repository), until: monotonic() + rememberedMs, creation }]
    },
    async forgetComment(repository, comment) {
      const key = keyOf(repository)
      remembered = remembered.filter(({ repository: known, creation }) => {
        return known !== key || creation.kind !== 'comment' || creation.comment.id !== comment
      })
    },
    async in(repository) {
      const now = monotonic()
      remembered = remembered.filter((entry) => entry.until > now)
      const key = keyOf(repository)
      return remembered.filter((entry) => entry.repository === key).map((entry) => entry.creation)
    },
  }
}

function keyOf({ owner, repo }: RepositoryName): string {
  return refKey({ kind: 'repository', owner, repo })
}
