import { HttpRefusal } from '../http/refusal.ts'
import { refusePush } from '../rules/rules.ts'
import { signatureOf } from '../shapes/commit.ts'
import type { Account, StoredRepository } from '../store.ts'
import { moveRef } from './branches.ts'
import type { GitCommit } from './git.ts'

export interface FileWrite {
  readonly branch: string
  readonly path: string
  /** The blob's sha; nothing deletes the file. */
  readonly blob: string | undefined
  readonly message: string
}

/**
 * One commit by `doer` on a branch (the first commit of an empty repository makes the default branch).
 * @throws Refusal 409 on a guarded branch, 404 for a branch that does not exist
 */
export async function commitFile(repository: StoredRepository, doer: Account, write: FileWrite): Promise<GitCommit> {
  const { git, store, defaultBranch } = repository
  const ref = `refs/heads/${write.branch}`
  const parent = git.refs.get(ref)
  if (parent === undefined && !(git.refs.size === 0 && write.branch === defaultBranch))
    throw new HttpRefusal(404, `Branch ${write.branch} not found`)
  const before = parent === undefined ? undefined : (await git.read(parent))?.tree
  const there = before === undefined ? undefined : await git.entry(before, write.path.split('/'))
  const change = write.blob === undefined ? 'delete' : there === undefined ? 'create' : 'update'
  refusePush(repository, write.branch, { by: 'contents', change })
  const tree = await git.withFile(before, write.path.split('/'), write.blob)
  const author = signatureOf(doer, store.clock.now())
  const parents = parent === undefined ? [] : [parent]
  const sha = await git.commit({ tree, parents, message: write.message, author, committer: author })
  await moveRef(repository, ref, sha, doer)
  return { sha, tree, parents, message: write.message, author, committer: author }
}
