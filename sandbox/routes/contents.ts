import { z } from 'zod'
import type { TreeEntry } from '../git/git.ts'
import { resolve } from '../git/history.ts'
import { commitFile } from '../git/writing.ts'
import { created, type HandlerAnswer, okJson } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, notFound, unprocessable } from '../http/refusal.ts'
import { reads, writes } from '../rules/access.ts'
import { refuseSecrets } from '../rules/secrets.ts'
import { renderGitCommit } from '../shapes/commit.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import type { StoredRepository } from '../store.ts'

const megabyte = 1_048_576
const write = z.object({
  message: z.string().min(1),
  content: z.string(),
  sha: z.string().nullish(),
  branch: z.string().optional(),
})
const removal = z.object({ message: z.string().min(1), sha: z.string(), branch: z.string().optional() })

/** https://docs.github.com/en/rest/repos/contents */
export function contentRoutes(api: ApiRoutes): void {
  for (const path of ['/contents', '/contents/:path{.*}'])
    api.repository('GET', path, reads('contents'), (call) => show(call, call.param('path'), call.query('ref')))
  api.repository('GET', '/readme', reads('contents'), (call) => show(call, 'README.md', call.query('ref')))
  api.repository('PUT', '/contents/:path{.+}', writes('write', 'contents'), put)
  api.repository('DELETE', '/contents/:path{.+}', writes('write', 'contents'), remove)
}

async function show(call: RepositoryCall, rawPath: string, ref: string | undefined): Promise<HandlerAnswer> {
  const { repository } = call
  if (repository.git.refs.size === 0) throw notFound('This repository is empty.')
  const branch = ref ?? repository.defaultBranch
  const commit = await resolve(repository, branch)
  if (!commit) throw notFound(`No commit found for the ref ${branch}`)
  const path = rawPath.replace(/^\/+|\/+$/g, '')
  const entry = path === '' ? undefined : await repository.git.entry(commit.tree, path.split('/'))
  if (path !== '' && !entry) throw notFound()
  if (entry?.type === 'blob') return file(call, path, entry, branch)
  const entries = (await repository.git.tree(entry?.oid ?? commit.tree)) ?? []
  const prefix = path === '' ? '' : `${path}/`
  return okJson(await Promise.all(entries.map((one) => describe(repository, prefix + one.path, one, branch))))
}

async function file(call: RepositoryCall, path: string, entry: TreeEntry, ref: string): Promise<HandlerAnswer> {
  const { repository } = call
  const blob = Buffer.from((await repository.git.blob(entry.oid)) ?? [])
  if (/\braw\b/.test(call.accept))
    return { status: 200, bytes: blob, headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } }
  const small = blob.length <= megabyte
  return okJson({
    ...(await describe(repository, path, entry, ref)),
    content: small ? wrapped(blob.toString('base64')) : '',
    encoding: small ? 'base64' : 'none',
  })
}

/** GitHub breaks base64 after 60 characters. */
function wrapped(base64: string): string {
  return base64.replace(/.{1,60}/g, '$&\n')
}

async function describe(repository: StoredRepository, path: string, entry: TreeEntry, ref: string) {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  const url = `${repositoryUrl(repository)}/contents/${encoded}?ref=${encodeURIComponent(ref)}`
  const type = entry.type === 'tree' ? 'dir' : 'file'
  const page = `${repository.store.url}/${repository.owner.login}/${repository.name}`
  const html = `${page}/${type === 'dir' ? 'tree' : 'blob'}/${ref}/${encoded}`
  const git = `${repositoryUrl(repository)}/git/${entry.type}s/${entry.oid}`
  return {
    name: entry.path,
    path,
    sha: entry.oid,
    size: type === 'dir' ? 0 : ((await repository.git.blob(entry.oid))?.length ?? 0),
    url,
    html_url: html,
    git_url: git,
    download_url: type === 'dir' ? null : `${page}/raw/${ref}/${encoded}`,
    type,
    _links: { self: url, git, html },
  }
}

/** The sha rules: none for a new file, the current one for an existing file. */
async function put(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  const path = pathOf(call)
  const input = call.body(write)
  const branch = branchNamed(repository, input.branch)
  const current = await blobAt(repository, branch, path)
  if (current !== undefined && !input.sha) throw unprocessable('Invalid request.\n\n"sha" wasn\'t supplied.')
  if (input.sha && input.sha !== current) throw new HttpRefusal(409, `${path} does not match ${input.sha}`)
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(input.content)) throw unprocessable('content is not valid Base64')
  const bytes = Buffer.from(input.content, 'base64')
  if (repository.pushProtection) refuseSecrets(bytes)
  const blob = await repository.git.writeBlob(bytes)
  const commit = await commitFile(repository, call.doer(), { branch, path, blob, message: input.message })
  const name = path.slice(path.lastIndexOf('/') + 1)
  const content = await describe(repository, path, { path: name, oid: blob, type: 'blob', mode: '100644' }, branch)
  const answer = { content, commit: renderGitCommit(repository, commit) }
  return current === undefined ? created(answer) : okJson(answer)
}

async function remove(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  const path = pathOf(call)
  const input = call.body(removal)
  const branch = branchNamed(repository, input.branch)
  const current = await blobAt(repository, branch, path)
  if (current === undefined) throw notFound()
  if (current !== input.sha) throw new HttpRefusal(409, `${path} does not match ${input.sha}`)
  const commit = await commitFile(repository, call.doer(), { branch, path, blob: undefined, message: input.message })
  return okJson({ content: null, commit: renderGitCommit(repository, commit) })
}

function pathOf(call: RepositoryCall): string {
  const path = call.param('path')
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git'))
    throw unprocessable('path contains a malformed path component')
  return path
}

function branchNamed(repository: StoredRepository, branch: string | undefined): string {
  return (branch ?? repository.defaultBranch).replace(/^refs\/heads\//, '')
}

async function blobAt(repository: StoredRepository, branch: string, path: string): Promise<string | undefined> {
  const head = repository.git.refs.get(`refs/heads/${branch}`)
  const commit = head === undefined ? undefined : await repository.git.read(head)
  const entry = commit && (await repository.git.entry(commit.tree, path.split('/')))
  return entry?.type === 'blob' ? entry.oid : undefined
}
