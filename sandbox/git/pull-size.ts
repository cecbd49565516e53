import type { PullSize, StoredPull, StoredRepository } from '../store.ts'
import { type ComparedFile, changedFiles } from './compare.ts'
import { mergeBase, missingCommits } from './history.ts'

const nothing: PullSize = { commits: 0, additions: 0, deletions: 0, changedFiles: 0 }

/** The size that was last measured. Webhooks are written in one go, so they cannot wait for a diff. */
export function sizeOf(pull: StoredPull): PullSize {
  return pull.size ?? nothing
}

/** Measures what a pull request changes, and keeps it for `sizeOf`; to be called whenever its head or base moves. */
export async function measure(repository: StoredRepository, pull: StoredPull): Promise<PullSize> {
  const files = await filesOfPull(repository, pull)
  const size = {
    commits: (await commitsOfPull(repository, pull)).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changedFiles: files.length,
  }
  pull.size = size
  return size
}

/** The commits that the base lacks. */
export function commitsOfPull(repository: StoredRepository, pull: StoredPull) {
  return missingCommits(repository.git, pull.baseSha, pull.headSha)
}

/** The files that differ from where the head left the base. */
export async function filesOfPull(repository: StoredRepository, pull: StoredPull): Promise<readonly ComparedFile[]> {
  const { git } = repository
  const base = await mergeBase(git, pull.baseSha, pull.headSha)
  const before = base === undefined ? undefined : (await git.read(base))?.tree
  const after = (await git.read(pull.headSha))?.tree
  return after === undefined ? [] : changedFiles(repository, { before, after }, pull.headSha)
}
