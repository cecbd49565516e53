import { repositoryUrl } from '../shapes/issue.ts'
import type { StoredRepository } from '../store.ts'
import { diffLines, similarity } from './diff.ts'
import { byText } from './order.ts'
import { type FileChange, treeChanges } from './trees.ts'

/** Longer ones GitHub leaves out, https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits */
const largestPatch = 1_048_576

/** A changed file as compare and pull requests list it. */
export interface ComparedFile {
  readonly sha: string
  readonly filename: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly additions: number
  readonly deletions: number
  readonly changes: number
  readonly blob_url: string
  readonly raw_url: string
  readonly contents_url: string
  readonly patch?: string
  readonly previous_filename?: string
}

/** The files that differ between two trees, renames found as git finds them: the same content, or half of it. */
export async function changedFiles(
  repository: StoredRepository,
  trees: { before: string | undefined; after: string },
  head: string,
): Promise<readonly ComparedFile[]> {
  const { git } = repository
  const text = async (oid: string | undefined) =>
    oid === undefined ? '' : Buffer.from((await git.blob(oid)) ?? []).toString()
  const changes = await treeChanges(git, trees.before, trees.after)
  const removed = new Set(changes.filter((change) => change.status === 'removed'))
  const files: ComparedFile[] = []
  for (const change of changes) {
    if (change.status === 'removed') continue
    const origin = change.status === 'added' ? await originOf(change, removed, text) : undefined
    if (origin) removed.delete(origin)
    const before = origin ?? change
    const diff = diffLines(await text(before.before), await text(change.after))
    files.push({
      ...shape(repository, change.path, change.after ?? '', head),
      status: origin ? 'renamed' : change.status,
      ...numbers(diff),
      ...(origin && { previous_filename: origin.path }),
    })
  }
  for (const change of removed)
    files.push({
      ...shape(repository, change.path, change.before ?? '', head),
      status: 'removed',
      ...numbers(diffLines(await text(change.before), '')),
    })
  return files.sort((a, b) => byText(a.filename, b.filename))
}

async function originOf(
  added: FileChange,
  removed: ReadonlySet<FileChange>,
  text: (oid: string | undefined) => Promise<string>,
): Promise<FileChange | undefined> {
  const same = [...removed].find((change) => change.before === added.after)
  if (same) return same
  const content = await text(added.after)
  let best: { change: FileChange; score: number } | undefined
  for (const change of removed) {
    const score = similarity(await text(change.before), content)
    if (score >= 0.5 && score > (best?.score ?? 0)) best = { change, score }
  }
  return best?.change
}

function numbers({ additions, deletions, patch }: { additions: number; deletions: number; patch: string }) {
  const shown = patch !== '' && patch.length <= largestPatch
  return { additions, deletions, changes: additions + deletions, ...(shown && { patch }) }
}

function shape(repository: StoredRepository, path: string, sha: string, head: string) {
  const { store, owner, name } = repository
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return {
    sha,
    filename: path,
    blob_url: `${store.url}/${owner.login}/${name}/blob/${head}/${encoded}`,
    raw_url: `${store.url}/${owner.login}/${name}/raw/${head}/${encoded}`,
    contents_url: `${repositoryUrl(repository)}/contents/${encoded}?ref=${head}`,
  }
}
