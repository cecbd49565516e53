import type { Git, GitCommit, TreeEntry } from './git.ts'
import { mergeBase } from './history.ts'
import { byText } from './order.ts'

export interface FileChange {
  readonly path: string
  readonly status: 'added' | 'removed' | 'modified'
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between two trees, by path; equal folders are skipped unread. */
export async function treeChanges(
  git: Git,
  before: string | undefined,
  after: string | undefined,
  prefix = '',
): Promise<readonly FileChange[]> {
  if (before === after) return []
  const old = byPath(before === undefined ? [] : await git.tree(before))
  const fresh = byPath(after === undefined ? [] : await git.tree(after))
  const changes: FileChange[] = []
  for (const name of [...new Set([...old.keys(), ...fresh.keys()])].sort(byText)) {
    const [a, b] = [old.get(name), fresh.get(name)]
    if (a?.oid === b?.oid) continue
    const path = prefix + name
    changes.push(...(await treeChanges(git, folderOf(a), folderOf(b), `${path}/`)))
    const [from, to] = [fileOf(a), fileOf(b)]
    if (from === undefined && to === undefined) continue
    const status = from === undefined ? 'added' : to === undefined ? 'removed' : 'modified'
    changes.push({ path, status, before: from, after: to })
  }
  return changes
}

function byPath(entries: readonly TreeEntry[] | undefined): Map<string, TreeEntry> {
  return new Map((entries ?? []).map((entry) => [entry.path, entry]))
}

function folderOf(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === 'tree' ? entry.oid : undefined
}

function fileOf(entry: TreeEntry | undefined): string | undefined {
  return entry?.type === 'blob' ? entry.oid : undefined
}

/** Every file of a commit with its blob, by path. */
export async function filesOf(git: Git, commit: GitCommit): Promise<ReadonlyMap<string, string>> {
  const changes = await treeChanges(git, undefined, commit.tree)
  return new Map(changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after] as const])))
}

/**
 * The tree of the three-way merge of two commits, or `conflict`. Sides that touch different files need no git: the
 * one's changes are laid over the other. Where both touch a file, git merges its lines.
 */
export async function mergeTree(git: Git, ours: string, theirs: string): Promise<string | 'conflict'> {
  const base = await mergeBase(git, ours, theirs)
  if (base === undefined) return 'conflict'
  const tree = async (sha: string) => (await git.read(sha))?.tree
  const [before, left, right] = [await tree(base), await tree(ours), await tree(theirs)]
  if (left === undefined || right === undefined) return 'conflict'
  if (base === ours) return right
  const mine = await treeChanges(git, before, left)
  const others = await treeChanges(git, before, right)
  if (others.some((change) => mine.some((one) => touch(one.path, change.path)))) return git.mergeTexts(ours, theirs)
  let merged = left
  for (const { path, after } of others) merged = await git.withFile(merged, path.split('/'), after)
  return merged
}

/** The same file, or one where the other needs a folder. */
function touch(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)
}
