import type { StoredRepository } from '../store.ts'
import type { Git, GitCommit } from './git.ts'
import { byText } from './order.ts'

/** The commit that a branch, a tag, a full ref, `HEAD`, or a sha, full or shortened, names. */
export async function resolve(repository: StoredRepository, name: string): Promise<GitCommit | undefined> {
  const { refs } = repository.git
  const plain = name.includes(':') ? name.slice(name.indexOf(':') + 1) : name
  const ref = plain === 'HEAD' ? repository.defaultBranch : plain
  const sha = refs.get(`refs/heads/${ref}`) ?? refs.get(`refs/tags/${ref}`) ?? refs.get(ref) ?? refs.get(`refs/${ref}`)
  if (sha !== undefined) return repository.git.read(sha)
  if (/^[0-9a-f]{40}$/.test(ref)) return repository.git.read(ref)
  return /^[0-9a-f]{4,39}$/.test(ref) ? abbreviated(repository, ref) : undefined
}

/** The commit whose sha begins so, of those that a branch or tag reaches; nothing when there are several. */
async function abbreviated({ git }: StoredRepository, start: string): Promise<GitCommit | undefined> {
  const found = new Map<string, GitCommit>()
  for (const tip of new Set(git.refs.values()))
    for (const [sha, commit] of await reach(git, tip)) if (sha.startsWith(start)) found.set(sha, commit)
  const [only] = found.values()
  return found.size === 1 ? only : undefined
}

/** Every commit reachable from one, newest first. */
export async function ancestors(git: Git, from: string): Promise<readonly GitCommit[]> {
  return newestFirst([...(await reach(git, from)).values()])
}

async function reach(git: Git, from: string): Promise<ReadonlyMap<string, GitCommit>> {
  const seen = new Map<string, GitCommit>()
  const waiting = [from]
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (seen.has(sha)) continue
    const commit = await git.read(sha)
    if (!commit) continue
    seen.set(sha, commit)
    waiting.push(...commit.parents)
  }
  return seen
}

/** The commits of `head` that `base` does not have, oldest first. */
export async function missingCommits(git: Git, base: string, head: string): Promise<readonly GitCommit[]> {
  const straight = await chain(git, base, head)
  if (straight) return straight
  const had = await reach(git, base)
  const all = await reach(git, head)
  return [...newestFirst([...all.values()].filter((commit) => !had.has(commit.sha)))].reverse()
}

/** The commits between two that lie on one line not far apart, the usual case, without reading all of history. */
async function chain(git: Git, base: string, head: string): Promise<readonly GitCommit[] | undefined> {
  const found: GitCommit[] = []
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
  return (await reach(git, sha)).has(ancestor)
}

/** The latest commit that two histories share: none of the shared ones descends from it. Nothing for strangers. */
export async function mergeBase(git: Git, ours: string, theirs: string): Promise<string | undefined> {
  const [a, b] = [await reach(git, ours), await reach(git, theirs)]
  const shared = [...a.values()].filter((commit) => b.has(commit.sha))
  const depth = depths(shared)
  const deeper = (one: GitCommit, other: GitCommit) =>
    (depth.get(other.sha) ?? 0) > (depth.get(one.sha) ?? 0) ? other : one
  return shared.length === 0 ? undefined : shared.reduce(deeper).sha
}

/** By time; commits of one second with children before parents. */
function newestFirst(commits: readonly GitCommit[]): readonly GitCommit[] {
  const depth = depths(commits)
  const deeper = (a: GitCommit, b: GitCommit) => (depth.get(b.sha) ?? 0) - (depth.get(a.sha) ?? 0)
  return [...commits].sort((a, b) => byText(b.committer.date, a.committer.date) || deeper(a, b))
}

/** How many generations each commit has behind it among these. */
function depths(commits: readonly GitCommit[]): ReadonlyMap<string, number> {
  const known = new Map(commits.map((commit) => [commit.sha, commit]))
  const depth = new Map<string, number>()
  for (const start of commits) {
    // A stack of its own, since a history may be deeper than the language's.
    const stack = depth.has(start.sha) ? [] : [start]
    for (let commit = stack.at(-1); commit; commit = stack.at(-1)) {
      const parents = commit.parents.flatMap((sha) => known.get(sha) ?? [])
      const unknown = parents.filter((parent) => !depth.has(parent.sha))
      stack.push(...unknown)
      if (unknown.length > 0) continue
      depth.set(commit.sha, 1 + Math.max(0, ...parents.map((parent) => depth.get(parent.sha) ?? 0)))
      stack.pop()
    }
  }
  return depth
}
