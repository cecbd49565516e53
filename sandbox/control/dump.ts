import { sortedRefs } from '../git/git.ts'
import { byText } from '../git/order.ts'
import { filesOf } from '../git/trees.ts'
import { notFound } from '../http/refusal.ts'
import { repositoryNamed } from '../lookup.ts'
import type { Reaction, Store, StoredComment, StoredIssue, StoredRepository } from '../store.ts'

export interface CommentState {
  readonly author: string
  readonly body: string
  readonly minimized: string | null
  readonly reactions: readonly string[]
}

export interface IssueState {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly state: 'open' | 'closed'
  readonly state_reason: string | null
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly comments: readonly CommentState[]
  readonly sub_issues: readonly number[]
  readonly reactions: readonly string[]
}

export interface PullState extends Omit<IssueState, 'state_reason' | 'sub_issues'> {
  readonly draft: boolean
  readonly merged: boolean
  readonly head: string
  readonly base: string
  /** The newest of each name on its head. */
  readonly checks: readonly CheckState[]
}

export interface CheckState {
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly title: string | null
  readonly summary: string | null
  /** `<level> <path>:<line> <title>`, each with its message. */
  readonly annotations: readonly string[]
  /** How many runs stand there for the same reason. */
  readonly runs: number
}

/**
 * Where a repository stands, without timestamps, ids and shas, so that two runs of one story compare equal. Lists without
 * an order of their own (labels, assignees, sub-issues, reactions) are sorted.
 */
export interface RepositoryState {
  readonly issues: readonly IssueState[]
  readonly pulls: readonly PullState[]
  /** Branch to path to text. */
  readonly branches: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** @throws Refusal 404 for a repository that does not exist */
export async function dumpRepository(store: Store, owner: string, name: string): Promise<RepositoryState> {
  const repository = repositoryNamed(store, owner, name)
  if (!repository) throw notFound()
  const { git } = repository
  const all = [...repository.issues.values()].sort((a, b) => a.number - b.number)
  const branches: Record<string, Record<string, string>> = {}
  for (const [ref, sha] of sortedRefs(git)) {
    const commit = ref.startsWith('refs/heads/') ? await git.read(sha) : undefined
    if (!commit) continue
    const texts: Record<string, string> = {}
    for (const [path, blob] of await filesOf(git, commit))
      texts[path] = Buffer.from((await git.blob(blob)) ?? []).toString()
    branches[ref.slice('refs/heads/'.length)] = texts
  }
  return {
    issues: all.filter(({ pull }) => !pull).map(issueState),
    pulls: all.flatMap((issue) => {
      if (!issue.pull) return []
      const { draft, merged, headRef, headSha, fork, baseRef: base } = issue.pull
      // As GitHub's pages write it.
      const head = fork === undefined ? headRef : `${fork.owner.login}:${headRef}`
      return [
        { ...shared(issue), draft, merged: merged !== undefined, head, base, checks: checksOf(repository, headSha) },
      ]
    }),
    branches,
  }
}

function checksOf({ checkRuns }: StoredRepository, head: string): readonly CheckState[] {
  const there = checkRuns.filter(({ headSha }) => headSha === head)
  const newest = there.filter(({ name }, index) => !there.some((one, at) => at > index && one.name === name))
  return newest.map(({ name, status, conclusion, externalId, output, annotations }) => ({
    name,
    status,
    conclusion,
    title: output.title,
    summary: output.summary,
    annotations: annotations.map((one) => {
      return `${one.annotation_level} ${one.path}:${one.start_line} ${one.title}: ${one.message}`
    }),
    runs: there.filter((one) => one.name === name && one.externalId === externalId).length,
  }))
}

function issueState(issue: StoredIssue): IssueState {
  return {
    ...shared(issue),
    state_reason: issue.stateReason,
    sub_issues: issue.subIssues.map(({ number }) => number).sort((a, b) => a - b),
  }
}

function shared(issue: StoredIssue) {
  const { number, title, body, state } = issue
  return {
    number,
    title,
    body,
    state,
    labels: issue.labels.map((label) => label.name).sort(byText),
    assignees: issue.assignees.map((account) => account.login).sort(byText),
    comments: issue.comments.map(commentState),
    reactions: reactionStates(issue.reactions),
  }
}

function commentState({ author, body, minimized, reactions }: StoredComment): CommentState {
  return { author: author.login, body, minimized: minimized ?? null, reactions: reactionStates(reactions) }
}

function reactionStates(reactions: readonly Reaction[]): string[] {
  return reactions.map(({ user, content }) => `${content} ${user.login}`).sort(byText)
}
