import { z } from 'zod'
import type { BranchCommit, ChangedFile, Commit, Comparison, Pull, PullReview } from '../../domain/repository.ts'
import { toActor, toLogins, wireAccount } from './wire-issue.ts'

const wireEnd = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ id: z.number() }).nullish(),
})

/** A pull request in GitHub's REST API, alone or in a list, as far as the app reads it. */
export const wirePull = z.object({
  id: z.number(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  draft: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  closed_at: z.string().nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  head: wireEnd,
  base: wireEnd,
  user: wireAccount,
  assignees: z.array(wireAccount).nullish(),
  requested_reviewers: z.array(wireAccount).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  html_url: z.string(),
})
export type WirePull = z.infer<typeof wirePull>

/** A file of a pull request or a comparison. */
export const wireChangedFile = z.object({
  filename: z.string(),
  /** A status that is not known here changes nothing else that is read of the file. */
  status: z.enum(['added', 'modified', 'removed', 'renamed', 'copied', 'changed', 'unchanged']).catch('changed'),
  previous_filename: z.string().nullish(),
})

/** A commit of a pull request or a comparison. */
export const wireCommit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), committer: z.object({ date: z.string().nullish() }).nullish() }),
  /** Empty or `null` where GitHub knows no account for the author. */
  author: z.object({ login: z.string().nullish(), type: z.string().optional() }).nullish(),
})

/** A commit in the list of a branch. */
export const wireBranchCommit = wireCommit.extend({
  html_url: z.string(),
  commit: wireCommit.shape.commit.extend({ author: z.object({ name: z.string().nullish() }).nullish() }),
})

/** One page of a comparison. */
export const wireComparison = z.object({
  ahead_by: z.number(),
  commits: z.array(wireCommit),
  files: z.array(wireChangedFile).nullish(),
})

/** A review of a pull request. */
export const wireReview = z.object({ user: wireAccount, state: z.string() })

/** The review; `null` for one that is not submitted yet. */
export function toReview({ user, state }: z.infer<typeof wireReview>): PullReview | null {
  const author = toActor(user).login
  switch (state) {
    case 'APPROVED':
      return { author, state: 'approved' }
    case 'CHANGES_REQUESTED':
      return { author, state: 'changes-requested' }
    case 'COMMENTED':
      return { author, state: 'commented' }
    case 'DISMISSED':
      return { author, state: 'dismissed' }
    default:
      return null
  }
}

/** The pull request; no body is an empty one. Lists leave `merged` out, so the time of merging decides. */
export function toPull(wire: WirePull): Pull {
  const { login, bot } = toActor(wire.user)
  const merged = wire.merged_at != null
  return {
    id: wire.id,
    number: wire.number,
    title: wire.title,
    body: wire.body ?? '',
    state: wire.state === 'closed' ? 'closed' : 'open',
    draft: wire.draft ?? false,
    merged,
    mergedAt: wire.merged_at ?? null,
    // Before merging, GitHub shows a commit that only tries the merge.
    mergeCommit: merged ? (wire.merge_commit_sha ?? null) : null,
    closedAt: wire.closed_at ?? null,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    head: { ref: wire.head.ref, sha: wire.head.sha, repositoryId: wire.head.repo?.id ?? null },
    base: { ref: wire.base.ref, sha: wire.base.sha },
    author: { login, bot },
    assignees: toLogins(wire.assignees),
    reviewers: [...toLogins(wire.requested_reviewers), ...(wire.requested_teams ?? []).map(({ slug }) => slug)],
    url: wire.html_url,
  }
}

/** The file by its path after the change. */
export function toChangedFile(wire: z.infer<typeof wireChangedFile>): ChangedFile {
  return { path: wire.filename, status: wire.status, previousPath: wire.previous_filename ?? null }
}

/** The commit; an author without an account is `null`. */
export function toCommit(wire: z.infer<typeof wireCommit>): Commit {
  const login = wire.author?.login ?? undefined
  return {
    sha: wire.sha,
    at: wire.commit.committer?.date ?? '',
    author: login === undefined ? null : { login, bot: wire.author?.type === 'Bot' },
    message: wire.commit.message,
  }
}

/** The commit, with the name that git knows for its author. */
export function toBranchCommit(wire: z.infer<typeof wireBranchCommit>): BranchCommit {
  return { ...toCommit(wire), by: wire.commit.author?.name ?? '', url: wire.html_url }
}

/** `commits` are all of them; GitHub's answer holds the first page only. */
export function toComparison(
  wire: z.infer<typeof wireComparison>,
  commits: readonly z.infer<typeof wireCommit>[],
): Comparison {
  return {
    aheadBy: wire.ahead_by,
    commits: commits.map(toCommit),
    files: (wire.files ?? []).map(toChangedFile),
  }
}
