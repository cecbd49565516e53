import { textOfFile } from '../../domain/file-text.ts'
import { parseFullName, type RepositoryName } from '../../domain/ref.ts'
import type { FileLookup, OwnerFileLookup } from '../../domain/repository.ts'
import type { Reader } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'
import type { SessionContext } from '../requests/context.ts'
import { keepingFromLog, refusedWith } from '../requests/errors.ts'
import { failureOf } from '../requests/failure.ts'
import { encodePath, repositoryKey, repositoryPath } from '../requests/paths.ts'
import { visibilityOf, wireContents, wireRepository } from '../wire/wire-repository.ts'

/** A document beyond this is not read, in bytes. */
const largestFile = 1.5 * 1024 * 1024

type Contents =
  | { readonly kind: 'file'; readonly path: string; readonly sha: string; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' | 'too-large' | 'not-a-file' }

/**
 * A file's bytes; `ref` is a branch or a commit, `null` the default branch. A name that no file can have is missing.
 * https://docs.github.com/en/rest/repos/contents#get-repository-content
 */
export async function readContents(wanted: {
  readonly calls: Calls
  readonly name: RepositoryName
  readonly path: string
  readonly ref: string | null
  readonly what: string
}): Promise<Contents> {
  const { calls, what } = wanted
  const encoded = encodePath(wanted.path)
  if (encoded === null) return { kind: 'missing' }
  const path = `${repositoryPath(wanted.name)}/contents/${encoded}`
  const query = wanted.ref === null ? {} : { ref: wanted.ref }
  try {
    const { data } = await calls.read({ path, query, schema: wireContents, what })
    if (!('sha' in data) || data.type !== 'file') return { kind: 'not-a-file' }
    if (data.size > largestFile) return { kind: 'too-large' }
    // GitHub leaves the content out past 1 MB.
    const bytes =
      data.encoding === 'base64'
        ? new Uint8Array(Buffer.from(data.content ?? '', 'base64'))
        : await calls.readBytes({ path, query, what })
    return { kind: 'file', path: data.path, sha: data.sha, bytes }
  } catch (error) {
    if (refusedWith(error, 404)) return { kind: 'missing' }
    // Past 100 MB GitHub refuses even to describe the file.
    if (/too_large|too large/i.test(failureOf(error)?.says ?? '')) return { kind: 'too-large' }
    throw error
  }
}

/** Files at a branch or a commit; one at a commit is read once and then known. */
export function fileTopics(context: SessionContext): Pick<Reader, 'file' | 'ownerFile'> {
  const { name, calls, shared } = context
  async function read(path: string, at: string, from: { readonly calls: Calls; readonly name: RepositoryName }) {
    const contents = await keepingFromLog(path, readContents({ ...from, path, ref: at, what: `read ${path}` }))
    if (contents.kind !== 'file') return { found: false, reason: contents.kind } as const
    const text = textOfFile(contents.bytes)
    if (text === null) return { found: false, reason: 'not-text' } as const
    return { found: true, path: contents.path, sha: contents.sha, text } as const
  }

  return {
    async file({ path, at, in: elsewhere }): Promise<FileLookup> {
      const there = elsewhere === undefined ? null : parseFullName(elsewhere)
      if (there !== null) {
        const looking = await context.elsewhere.looking(there)
        return looking === null
          ? { found: false, reason: 'missing' }
          : await read(path, at, { calls: looking, name: there })
      }
      // What stands at a commit never changes; that something is missing may also be a matter of access.
      if (!/^[0-9a-f]{40}$/.test(at)) return await read(path, at, { calls, name })
      const key = `${calls.scope} ${repositoryKey(name)} ${at} ${path}`
      const known = shared.files.get(key)
      if (known) return known
      const lookup = await read(path, at, { calls, name })
      if (lookup.found || lookup.reason !== 'missing')
        shared.files.set(key, lookup, { size: 200 + key.length + (lookup.found ? lookup.text.length : 0) })
      return lookup
    },
    ownerFile: ({ path }) => keepingFromLog(path, readOwnerFile(context, path)),
  }
}

/** Where the owner's repository may not be read, there is no such file. */
async function readOwnerFile(context: SessionContext, path: string): Promise<OwnerFileLookup> {
  const name = { owner: context.name.owner, repo: '.github' }
  if (context.name.repo.toLowerCase() === name.repo) return { found: false, reason: 'missing' }
  const calls = (await context.ownerCalls()) ?? context.calls
  const what = `read ${path} of ${name.owner}/${name.repo}`
  try {
    const contents = await readContents({ calls, name, path, ref: null, what })
    if (contents.kind !== 'file') return { found: false, reason: contents.kind }
    const text = textOfFile(contents.bytes)
    if (text === null) return { found: false, reason: 'not-text' }
    const { data } = await calls.read({ path: repositoryPath(name), schema: wireRepository, what })
    return { found: true, source: `${name.owner}/${name.repo}/${path}`, text, visibility: visibilityOf(data) }
  } catch (error) {
    if (refusedWith(error, 403, 404, 409, 451)) return { found: false, reason: 'missing' }
    throw error
  }
}
