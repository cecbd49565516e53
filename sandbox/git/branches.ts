import { closeIssue } from '../issue-changes.ts'
import { commitPage } from '../shapes/commit.ts'
import type { Account, StoredIssue, StoredRepository } from '../store.ts'
import { announce, announceIssue, record } from '../webhooks/announce.ts'
import type { GitCommit } from './git.ts'
import { contains, missingCommits } from './history.ts'
import { measure } from './pull-size.ts'
import { treeChanges } from './trees.ts'

const zero = '0'.repeat(40)

/**
 * Points a ref at a commit, or deletes it, with all that follows on GitHub: a push event, heads of open pull requests
 * that move along, pull requests that close with their branch or count as merged, issues that a commit message closes.
 */
export async function moveRef(
  repository: StoredRepository,
  ref: string,
  sha: string | undefined,
  doer: Account,
): Promise<void> {
  const { refs } = repository.git
  const before = refs.get(ref)
  if (before === sha) return
  if (sha === undefined) refs.delete(ref)
  else refs.set(ref, sha)
  repository.pushedAt = repository.store.clock.now()
  const base = before ?? refs.get(`refs/heads/${repository.defaultBranch}`)
  const commits = sha === undefined ? [] : base === undefined ? [] : await missingCommits(repository.git, base, sha)
  await announcePush(repository, { ref, before, sha, commits, doer })
  if (!ref.startsWith('refs/heads/')) return
  const branch = ref.slice('refs/heads/'.length)
  const arrived = new Set(commits.map((commit) => commit.sha))
  for (const issue of [...repository.issues.values()]) await followBranch(issue, { branch, sha, arrived }, doer)
  if (branch === repository.defaultBranch)
    for (const { message, sha: commit } of commits) closeMentioned(repository, message, doer, { commit })
}

interface Move {
  readonly branch: string
  readonly sha: string | undefined
  /** The commits that came to the branch. */
  readonly arrived: ReadonlySet<string>
}

async function followBranch(issue: StoredIssue, { branch, sha, arrived }: Move, doer: Account): Promise<void> {
  const { pull, repository } = issue
  if (!pull || issue.state === 'closed') return
  const headMoves = pull.headRef === branch && !pull.fork
  if (headMoves && sha === undefined) {
    record(issue, 'head_ref_deleted', doer)
    closeIssue(issue, doer)
  } else if (headMoves && sha !== undefined && sha !== pull.headSha) {
    const before = pull.headSha
    pull.headSha = sha
    await measure(repository, pull)
    issue.updatedAt = repository.store.clock.now()
    announceIssue(issue, 'synchronize', doer, { before, after: sha })
  }
  if (pull.baseRef !== branch) return
  if (sha === undefined) closeIssue(issue, doer)
  else if (arrived.has(pull.headSha)) settleMerge(issue, sha, doer)
  else pull.baseSha = sha
}

/** Marks a pull request as merged by a commit, and closes it. */
export function settleMerge(issue: StoredIssue, sha: string, doer: Account): void {
  const { pull, repository } = issue
  if (!pull || pull.merged) return
  pull.merged = { sha, at: repository.store.clock.now(), by: doer }
  record(issue, 'merged', doer, { commit_id: sha })
  closeIssue(issue, doer)
  if (pull.baseRef === repository.defaultBranch) closeMentioned(repository, issue.body ?? '', doer, issue)
}

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
export function mentionedToClose(repository: StoredRepository, text: string): readonly StoredIssue[] {
  const mentions = text.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi)
  const issues = [...mentions].map(([, number]) => repository.issues.get(Number(number)))
  return issues.filter((issue) => issue !== undefined).filter((issue) => !issue.pull)
}

/** `by` is the pull request that says it, or the commit. */
function closeMentioned(
  repository: StoredRepository,
  text: string,
  doer: Account,
  by: NonNullable<StoredIssue['closedWith']>,
): void {
  for (const issue of mentionedToClose(repository, text)) closeIssue(issue, doer, 'completed', by)
}

interface Push {
  readonly ref: string
  readonly before: string | undefined
  readonly sha: string | undefined
  readonly commits: readonly GitCommit[]
  readonly doer: Account
}

async function announcePush(repository: StoredRepository, { ref, before, sha, commits, doer }: Push): Promise<void> {
  const rendered = await Promise.all(commits.map((commit) => renderPushed(repository, commit)))
  const straight = before === undefined || sha === undefined || (commits[0]?.parents ?? []).includes(before)
  const forced = !straight && !(await contains(repository.git, sha, before))
  announce(repository, 'push', doer, () => ({
    ref,
    before: before ?? zero,
    after: sha ?? zero,
    created: before === undefined,
    deleted: sha === undefined,
    forced,
    base_ref: null,
    compare: `${repository.store.url}/${repository.owner.login}/${repository.name}/compare/${before ?? zero}...${sha ?? zero}`,
    commits: rendered,
    head_commit: rendered.at(-1) ?? null,
    pusher: { name: doer.login, email: null },
  }))
}

async function renderPushed(repository: StoredRepository, commit: GitCommit) {
  const [parent] = commit.parents
  const before = parent === undefined ? undefined : (await repository.git.read(parent))?.tree
  const changes = await treeChanges(repository.git, before, commit.tree)
  const paths = (status: string) => changes.filter((change) => change.status === status).map((change) => change.path)
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: commitPage(repository, commit.sha),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  }
}
