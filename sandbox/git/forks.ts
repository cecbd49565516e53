import { unprocessable } from '../http/refusal.ts'
import { openIssue } from '../issue-changes.ts'
import { signatureOf } from '../shapes/commit.ts'
import type { Account, StoredIssue, StoredPull, StoredRepository } from '../store.ts'
import { measure } from './pull-size.ts'

export interface ForkInput {
  readonly author: Account
  /** The branch's name in the fork. */
  readonly branch: string
  readonly title: string
  readonly body: string
  /** Path to text: what its one commit writes. */
  readonly files: Readonly<Record<string, string>>
}

/**
 * A pull request into the default branch from a fork of the author's, as anybody may open one. The fork itself is not there:
 * its commit stands among the repository's objects, as on GitHub, and no branch leads to it.
 * @throws Refusal 422 without a file to write, or in an empty repository
 */
export async function openFromFork(repository: StoredRepository, input: ForkInput): Promise<StoredIssue> {
  const { git, store, defaultBranch } = repository
  const baseSha = git.refs.get(`refs/heads/${defaultBranch}`)
  const base = baseSha === undefined ? undefined : await git.read(baseSha)
  if (base === undefined || Object.keys(input.files).length === 0) throw unprocessable('There is nothing to pull')
  let { tree } = base
  for (const [path, text] of Object.entries(input.files)) {
    tree = await git.withFile(tree, path.split('/'), await git.writeBlob(Buffer.from(text)))
  }
  const author = signatureOf(input.author, store.clock.now())
  const message = `Write ${Object.keys(input.files).join(', ')}`
  const headSha = await git.commit({ tree, parents: [base.sha], message, author, committer: author })
  const pull: StoredPull = {
    draft: false,
    headRef: input.branch,
    fork: { id: store.nextId(), owner: input.author },
    headSha,
    baseRef: defaultBranch,
    baseSha: base.sha,
    merged: undefined,
    reviews: [],
    reviewers: [],
    teams: [],
  }
  await measure(repository, pull)
  return openIssue(repository, { title: input.title, body: input.body, author: input.author, pull })
}
