import type { RepositoryName } from './ref.ts'
import type { Visibility } from './visibility.ts'

/** What a pass needs to know of the repository itself. */
export interface Repository {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly defaultBranch: string
  readonly visibility: Visibility
  readonly archived: boolean
  readonly hasIssues: boolean
  readonly url: string
}

/** Another repository than the one that a pass is about: where something of it moved. */
export interface OtherRepository extends RepositoryName {
  readonly id: number
  readonly visibility: Visibility
  /** Whether the app may act there. */
  readonly covered: boolean
}

/** A repository of the same account that may take the issues of action items, under its present name. */
export interface ItemRepository extends OtherRepository {
  /** Why it takes none; `null` where it does. */
  readonly closed: 'not-installed' | 'archived' | 'no-issues' | null
}

/** Another repository that a service of the incident names, under its present name. */
export interface ServiceRepository extends RepositoryName {
  readonly defaultBranch: string
  readonly url: string
  readonly visibility: Visibility
  /** Whether the app may read there. */
  readonly installed: boolean
}

/** A text file at a ref, or why there is none. `sha` is the blob's. */
export type FileLookup =
  | { readonly found: true; readonly path: string; readonly sha: string; readonly text: string }
  | { readonly found: false; readonly reason: 'missing' | 'too-large' | 'not-text' | 'not-a-file' }

/** A text file of the owner's `.github` repository, or why there is none. */
export type OwnerFileLookup =
  | {
      readonly found: true
      /** For people: `acme/.github/postmortem.md`. */
      readonly source: string
      readonly text: string
      readonly visibility: Visibility
    }
  | { readonly found: false; readonly reason: 'missing' | 'too-large' | 'not-text' | 'not-a-file' }

/** The texts of the configuration where GitHub keeps them; `null` where there is no such file. */
export interface ConfigurationTexts {
  readonly repository: ConfigurationText | null
  readonly owner: ConfigurationText | null
}

/** `source` is where it stands, for people: `acme/shop/.github/postmortem.yml`. `unread` is why there is no text. */
export type ConfigurationText =
  | { readonly source: string; readonly text: string }
  | { readonly source: string; readonly unread: 'too-large' | 'not-a-file' }

/** A branch and the commit it points to. */
export interface Branch {
  readonly name: string
  readonly sha: string
}

export interface ChangedFile {
  readonly path: string
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed' | 'unchanged'
  readonly previousPath: string | null
}

/** A commit with the account GitHub resolved for its author, `null` when it knows none. */
export interface Commit {
  readonly sha: string
  /** When it was committed, ISO 8601 in UTC; empty where GitHub does not tell. */
  readonly at: string
  readonly author: { readonly login: string; readonly bot: boolean } | null
  readonly message: string
}

/** A commit as it stands on a branch. */
export interface BranchCommit extends Commit {
  /** The name of its author, as git knows it. Untrusted. */
  readonly by: string
  readonly url: string
}

/** What lies between two commits. `aheadBy` counts the commits of head beyond the merge base. */
export interface Comparison {
  readonly aheadBy: number
  readonly commits: readonly Commit[]
  readonly files: readonly ChangedFile[]
}

/** Somebody's review of a pull request; what was dismissed counts no more. */
export interface PullReview {
  readonly author: string
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed'
}

/** The accounts whose approval stands, as they are written: of each the last review that is more than a comment counts. */
export function approversAmong(reviews: readonly PullReview[]): readonly string[] {
  const last = new Map(reviews.filter(({ state }) => state !== 'commented').map(({ author, state }) => [author, state]))
  return [...last].filter(([, state]) => state === 'approved').map(([author]) => author)
}

export interface Pull {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly draft: boolean
  readonly merged: boolean
  readonly mergedAt: string | null
  readonly mergeCommit: string | null
  readonly closedAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  readonly head: { readonly ref: string; readonly sha: string; readonly repositoryId: number | null }
  readonly base: { readonly ref: string; readonly sha: string }
  readonly author: { readonly login: string; readonly bot: boolean }
  readonly assignees: readonly string[]
  /** Who is asked for a review and has not given one yet: logins, and slugs of teams. */
  readonly reviewers: readonly string[]
  readonly url: string
}

/** The app's grant, as far as a pass over a repository of the account needs to know. */
export interface InstallationGrant {
  readonly createdAt: string
  /** What the owner granted, as `{ issues: 'write' }`. */
  readonly permissions: Readonly<Record<string, string>>
}
