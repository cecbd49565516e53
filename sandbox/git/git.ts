import git, { Errors } from 'isomorphic-git'
import { createFsFromVolume, Volume } from 'memfs'
import { byText } from './order.ts'

export interface Signature {
  readonly name: string
  readonly email: string
  /** ISO 8601. */
  readonly date: string
}

export interface GitCommit {
  readonly sha: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Signature
  readonly committer: Signature
}

export interface TreeEntry {
  readonly mode: string
  readonly path: string
  readonly oid: string
  readonly type: 'blob' | 'tree' | 'commit'
}

/** The real git objects of one repository, in memory, and its refs (full names, `refs/heads/main`, case-sensitive). */
export interface Git {
  readonly refs: Map<string, string>
  commit(commit: Omit<GitCommit, 'sha'>): Promise<string>
  /** The commit of that full sha; nothing when there is none. */
  read(sha: string): Promise<GitCommit | undefined>
  tree(oid: string): Promise<readonly TreeEntry[] | undefined>
  blob(oid: string): Promise<Uint8Array | undefined>
  writeBlob(content: Uint8Array): Promise<string>
  /** A tree like `root` (nothing: an empty one) in which `path` holds the blob, or no longer exists without one. */
  withFile(root: string | undefined, path: readonly string[], blob: string | undefined): Promise<string>
  /** The entry at a path of a tree; nothing when the path leads nowhere. */
  entry(root: string, path: readonly string[]): Promise<TreeEntry | undefined>
  /** The tree of git's three-way merge of two commits, or `conflict`. Slow; `mergeTree` knows when it is needed. */
  mergeTexts(ours: string, theirs: string): Promise<string | 'conflict'>
}

const someone = { name: 'GitHub', email: 'noreply@github.com', timestamp: 0, timezoneOffset: 0 }

/** An empty repository. */
export async function openGit(): Promise<Git> {
  const fs = createFsFromVolume(new Volume())
  const gitdir = '/repository.git'
  const cache = {}
  const at = { fs, gitdir, cache }
  await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' })
  const commits = new Map<string, GitCommit>()
  const trees = new Map<string, readonly TreeEntry[]>()
  // Objects never change, and reading one means inflating and hashing it again.
  const blobs = new Map<string, Uint8Array>()
  const merges = new Map<string, Promise<string | 'conflict'>>()

  async function read(sha: string): Promise<GitCommit | undefined> {
    const known = commits.get(sha)
    if (known) return known
    const found = await unlessMissing(git.readCommit({ ...at, oid: sha }))
    if (!found) return undefined
    const { tree, parent, message, author, committer } = found.commit
    const text = message.replace(/\n$/, '')
    const commit = { sha, tree, parents: parent, message: text, author: signed(author), committer: signed(committer) }
    commits.set(sha, commit)
    return commit
  }

  async function tree(oid: string): Promise<readonly TreeEntry[] | undefined> {
    const known = trees.get(oid)
    if (known) return known
    const found = await unlessMissing(git.readTree({ ...at, oid }))
    if (!found) return undefined
    trees.set(oid, found.tree)
    return found.tree
  }

  async function withFile(
    root: string | undefined,
    path: readonly string[],
    blob: string | undefined,
  ): Promise<string> {
    const [name = '', ...rest] = path
    const entries = root === undefined ? [] : ((await tree(root)) ?? [])
    const others = entries.filter((entry) => entry.path !== name)
    const here = entries.find((entry) => entry.path === name)
    const next = rest.length === 0 ? file(name, blob) : folder(name, await inside(here, rest, blob))
    return git.writeTree({ ...at, tree: next ? [...others, next] : others })
  }

  async function inside(here: TreeEntry | undefined, rest: readonly string[], blob: string | undefined) {
    const oid = await withFile(here?.type === 'tree' ? here.oid : undefined, rest, blob)
    const entries = await tree(oid)
    return entries?.length ? oid : undefined
  }

  async function entry(root: string, path: readonly string[]): Promise<TreeEntry | undefined> {
    const [name, ...rest] = path
    const found = (await tree(root))?.find((one) => one.path === name)
    if (rest.length === 0 || !found) return found
    return found.type === 'tree' ? entry(found.oid, rest) : undefined
  }

  async function mergeTexts(ours: string, theirs: string): Promise<string | 'conflict'> {
    try {
      const merged = await git.merge({
        ...at,
        ours,
        theirs,
        fastForward: false,
        noUpdateBranch: true,
        abortOnConflict: true,
        author: someone,
        committer: someone,
      })
      return merged.tree ?? 'conflict'
    } catch (error) {
      if (error instanceof Errors.MergeConflictError || error instanceof Errors.MergeNotSupportedError)
        return 'conflict'
      throw error
    }
  }

  return {
    refs: new Map(),
    read,
    tree,
    withFile,
    entry,
    mergeTexts(ours, theirs) {
      const key = `${ours} ${theirs}`
      const known = merges.get(key) ?? mergeTexts(ours, theirs)
      merges.set(key, known)
      return known
    },
    async commit({ tree, parents, message, author, committer }) {
      const oid = await git.writeCommit({
        ...at,
        commit: { tree, parent: [...parents], message, author: signing(author), committer: signing(committer) },
      })
      return oid
    },
    async blob(oid) {
      const known = blobs.get(oid) ?? (await unlessMissing(git.readBlob({ ...at, oid })))?.blob
      if (known) blobs.set(oid, known)
      return known
    },
    async writeBlob(content) {
      const oid = await git.writeBlob({ ...at, blob: content })
      blobs.set(oid, content)
      return oid
    },
  }
}

/** The refs with their shas, by name. */
export function sortedRefs({ refs }: Git): readonly (readonly [string, string])[] {
  return [...refs].sort(([a], [b]) => byText(a, b))
}

function file(name: string, blob: string | undefined) {
  return blob === undefined ? undefined : { mode: '100644', path: name, oid: blob, type: 'blob' as const }
}

function folder(name: string, oid: string | undefined) {
  return oid === undefined ? undefined : { mode: '040000', path: name, oid, type: 'tree' as const }
}

function signed(by: { name: string; email: string; timestamp: number }): Signature {
  return { name: by.name, email: by.email, date: `${new Date(by.timestamp * 1000).toISOString().slice(0, 19)}Z` }
}

function signing(by: Signature) {
  return { name: by.name, email: by.email, timestamp: Math.floor(Date.parse(by.date) / 1000), timezoneOffset: 0 }
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Errors.NotFoundError || error instanceof Errors.ObjectTypeError) return undefined
    throw error
  }
}
