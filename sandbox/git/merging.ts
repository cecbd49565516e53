import { HttpRefusal } from '../http/refusal.ts'
import { refuseMerge } from '../rules/rules.ts'
import { signatureOf } from '../shapes/commit.ts'
import type { Account, StoredIssue, StoredPull, StoredRepository } from '../store.ts'
import { moveRef, settleMerge } from './branches.ts'
import type { GitCommit } from './git.ts'
import { missingCommits } from './history.ts'
import { mergeTree } from './trees.ts'

export interface MergeInput {
  readonly method: 'merge' | 'squash' | 'rebase'
  readonly title: string | undefined
  readonly message: string | undefined
  /** The head that the caller saw; another one refuses the merge. */
  readonly sha: string | undefined
}

/** Whether base and head merge without conflict. */
export async function mergeable(repository: StoredRepository, pull: StoredPull): Promise<boolean> {
  const base = baseOf(repository, pull)
  return base !== undefined && (await mergeTree(repository.git, base, pull.headSha)) !== 'conflict'
}

/**
 * Merges a pull request into its base branch and gives the sha that the base has then.
 * @throws Refusal 405 for a draft, a closed one or a conflict; 409 when the head has moved
 */
export async function mergePull(
  issue: StoredIssue,
  pull: StoredPull,
  doer: Account,
  input: MergeInput,
): Promise<string> {
  const { repository } = issue
  if (pull.draft) throw new HttpRefusal(405, 'Pull Request is still a draft')
  if (issue.state === 'closed') throw new HttpRefusal(405, 'Pull Request is not mergeable')
  if (input.sha !== undefined && input.sha !== pull.headSha)
    throw new HttpRefusal(409, 'Head branch was modified. Review and try the merge again.')
  refuseMerge(issue, pull)
  const { sha } = await mergedOnTop(issue, pull, doer, input)
  // Settled first: otherwise the moving base would find its head merged already and count it as merged by a push.
  settleMerge(issue, sha, doer)
  await moveRef(repository, `refs/heads/${pull.baseRef}`, sha, doer)
  return sha
}

/**
 * The merge as a commit, while the base stays where it is.
 * @throws Refusal 405 for a conflict
 */
export async function mergedOnTop(
  issue: StoredIssue,
  pull: StoredPull,
  doer: Account,
  input: MergeInput = { method: 'merge', title: undefined, message: undefined, sha: undefined },
): Promise<{ base: string; sha: string }> {
  const { repository } = issue
  const base = baseOf(repository, pull)
  const tree = base === undefined ? 'conflict' : await mergeTree(repository.git, base, pull.headSha)
  if (base === undefined || tree === 'conflict') throw new HttpRefusal(405, 'Pull Request is not mergeable')
  return { base, sha: await carryOut(issue, pull, doer, input, { base, tree }) }
}

async function carryOut(
  issue: StoredIssue,
  pull: StoredPull,
  doer: Account,
  input: MergeInput,
  { base, tree }: { base: string; tree: string },
): Promise<string> {
  const { repository } = issue
  const { git, store } = repository
  const author = signatureOf(doer, store.clock.now())
  const committer = { ...author, name: 'GitHub', email: 'noreply@github.com' }
  const commits = await missingCommits(git, base, pull.headSha)
  const text = (title: string, body: string) => {
    const below = input.message ?? body
    return below ? `${input.title ?? title}\n\n${below}` : (input.title ?? title)
  }
  switch (input.method) {
    case 'merge': {
      const title = `Merge pull request #${issue.number} from ${(pull.fork?.owner ?? repository.owner).login}/${pull.headRef}`
      return git.commit({ tree, parents: [base, pull.headSha], message: text(title, issue.title), author, committer })
    }
    case 'squash': {
      const list = commits.length > 1 ? commits.map((commit) => `* ${commit.message}`).join('\n\n') : ''
      const message = text(`${issue.title} (#${issue.number})`, list)
      return git.commit({ tree, parents: [base], message, author, committer })
    }
    case 'rebase':
      return rebase(repository, base, commits, committer)
  }
}

/** Each commit again on top of the base; merging the base with each one in turn leaves only that commit's part. */
async function rebase(
  repository: StoredRepository,
  base: string,
  commits: readonly GitCommit[],
  committer: GitCommit['committer'],
): Promise<string> {
  const { git } = repository
  let tip = base
  for (const commit of commits) {
    const tree = await mergeTree(git, base, commit.sha)
    if (tree === 'conflict') throw new HttpRefusal(405, 'This branch cannot be rebased due to conflicts')
    tip = await git.commit({ tree, parents: [tip], message: commit.message, author: commit.author, committer })
  }
  return tip
}

function baseOf(repository: StoredRepository, pull: StoredPull): string | undefined {
  return repository.git.refs.get(`refs/heads/${pull.baseRef}`)
}
