import type { Commit, Git, TreeEntry } from './git.ts'
import { byText } from './order.ts'
import type { Repository } from './store.ts'

/** The commit that a branch, a tag, a full ref, `HEAD` or a sha (7 characters or more) names. */
export async function resolve(repository: Repository, name: string): Promise<Commit | undefined> {
  const { refs } = repository.git
  const plain = name.includes(':') ? name.slice(name.indexOf(':') + 1) : name
  const ref = plain === 'HEAD' ? repository.defaultBranch : plain
  const sha = refs.get(`refs/heads/${ref}`) ?? refs.get(`refs/tags/${ref}`) ?? refs.get(ref) ?? refs.get(`refs/${ref}`)
  if (sha !== undefined) return repository.git.read(sha)
  return /^[0-9a-f]{40}$/.test(ref) ? repository.git.read(ref) : undefined
}

/** Every commit reachable from one, newest first. */
export async function ancestors(git: Git, from: string): Promise<readonly Commit[]> {
  const seen = new Map<string, Commit>()
  const waiting = [from]
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (seen.has(sha)) continue
    const commit = await git.read(sha)
    if (!commit) continue
    seen.set(sha, commit)
    waiting.push(...commit.parents)
  }
  return newestFirst([...seen.values()])
}

/** The commits of `head` that `base` does not have, oldest first. */
export async function missingFrom(git: Git, base: string, head: string): Promise<readonly Commit[]> {
  const straight = await chain(git, base, head)
  if (straight) return straight
  const had = new Set((await ancestors(git, base)).map((commit) => commit.sha))
  return (await ancestors(git, head)).filter((commit) => !had.has(commit.sha)).reverse()
}

/** The commits between two that lie on one line not far apart, the usual case, without reading all of history. */
async function chain(git: Git, base: string, head: string): Promise<readonly Commit[] | undefined> {
  const found: Commit[] = []
  for (let sha = head; found.length < 100; ) {
    if (sha === base) return found.reverse()
    const commit = await git.read(sha)
    const [parent, second] = commit?.parents ?? []
    if (!commit || parent === undefined || second !== undefined) return undefined
    found.push(commit)
    sha = parent
  }
  return undefined
}

/** Whether `ancestor` is in the history of `sha`. */
export async function contains(git: Git, sha: string, ancestor: string): Promise<boolean> {
  return (await ancestors(git, sha)).some((commit) => commit.sha === ancestor)
}

/** Children before parents; commits of one second keep their topological order. */
function newestFirst(commits: readonly Commit[]): readonly Commit[] {
  const known = new Map(commits.map((commit) => [commit.sha, commit]))
  const depth = new Map<string, number>()
  const measure = (start: Commit): void => {
    const stack = [start]
    for (let commit = stack.at(-1); commit; commit = stack.at(-1)) {
      const parents = commit.parents.flatMap((sha) => known.get(sha) ?? [])
      const unknown = parents.filter((parent) => !depth.has(parent.sha))
      if (unknown.length > 0) stack.push(...unknown)
      else {
        depth.set(commit.sha, 1 + Math.max(0, ...parents.map((parent) => depth.get(parent.sha) ?? 0)))
        stack.pop()
      }
    }
  }
  for (const commit of commits) if (!depth.has(commit.sha)) measure(commit)
  return [...commits].sort(
    (a, b) => b.committer.date.localeCompare(a.committer.date) || (depth.get(b.sha) ?? 0) - (depth.get(a.sha) ?? 0),
  )
}

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
export async function filesOf(git: Git, commit: Commit): Promise<ReadonlyMap<string, string>> {
  const changes = await treeChanges(git, undefined, commit.tree)
  return new Map(changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after] as const])))
}
