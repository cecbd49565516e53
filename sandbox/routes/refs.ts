import { z } from 'zod'
import { moveRef } from '../git/branches.ts'
import { sortedRefs } from '../git/git.ts'
import { contains } from '../git/history.ts'
import { created, noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, notFound, unprocessable } from '../http/refusal.ts'
import { reads, writes } from '../rules/access.ts'
import { refusePush, restricts, ruleOf } from '../rules/rules.ts'
import { renderCommit, renderRef } from '../shapes/commit.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import { renderRule } from '../shapes/rule.ts'
import type { Schemas, StoredRepository } from '../store.ts'

const sha = z.string().regex(/^[0-9a-f]{40}$/, 'is not a sha of 40 hex characters')
const newRef = z.object({ ref: z.string(), sha })
const move = z.object({ sha, force: z.boolean().default(false) })

/** https://docs.github.com/en/rest/git/refs and https://docs.github.com/en/rest/branches/branches */
export function refRoutes(api: ApiRoutes): void {
  const seen = reads('contents')
  const wrote = writes('write', 'contents')

  for (const path of ['/git/ref/:ref{.+}', '/git/refs/:ref{.+}'])
    api.repository('GET', path, seen, (call) => {
      const { ref, at } = refAt(call)
      return okJson(renderRef(call.repository, ref, at))
    })
  api.repository('GET', '/git/matching-refs/:ref{.+}', seen, (call) => {
    requireCommits(call.repository)
    const start = `refs/${call.param('ref')}`
    const found = sortedRefs(call.repository.git).filter(([ref]) => ref.startsWith(start))
    return page(call.url, found, ([ref, at]) => renderRef(call.repository, ref, at))
  })
  api.repository('POST', '/git/refs', wrote, createRef)
  api.repository('PATCH', '/git/refs/:ref{.+}', wrote, async (call) => {
    const { ref, at } = refAt(call)
    const input = call.body(move)
    if (!(await call.repository.git.read(input.sha))) throw unprocessable('Object does not exist')
    refusePush(call.repository, ref.slice('refs/heads/'.length), { by: 'refs' })
    if (!input.force && !(await contains(call.repository.git, input.sha, at)))
      throw unprocessable('Update is not a fast forward')
    await moveRef(call.repository, ref, input.sha, call.doer())
    return okJson(renderRef(call.repository, ref, input.sha))
  })
  api.repository('DELETE', '/git/refs/:ref{.+}', wrote, async (call) => {
    const ref = `refs/${call.param('ref')}`
    if (!call.repository.git.refs.has(ref)) throw unprocessable('Reference does not exist')
    refusePush(call.repository, ref.slice('refs/heads/'.length), { by: 'refs' })
    await moveRef(call.repository, ref, undefined, call.doer())
    return noContent
  })

  api.repository('GET', '/branches', seen, (call) => {
    const heads = sortedRefs(call.repository.git).filter(([ref]) => ref.startsWith('refs/heads/'))
    return page(call.url, heads, ([ref, at]) => branchShape(call.repository, ref.slice('refs/heads/'.length), at))
  })
  api.repository('GET', '/branches/:branch{.+}', seen, async (call) => {
    const branch = call.param('branch')
    const at = call.repository.git.refs.get(`refs/heads/${branch}`)
    const commit = at === undefined ? undefined : await call.repository.git.read(at)
    if (!commit) throw notFound('Branch not found')
    const self = `${repositoryUrl(call.repository)}/branches/${branch}`
    return okJson({
      ...branchShape(call.repository, branch, commit.sha),
      commit: renderCommit(call.repository, commit),
      _links: { self, html: branchPage(call.repository, branch) },
      protection: protectionShape(call.repository, branch),
      protection_url: `${self}/protection`,
    })
  })
  api.repository('GET', '/rules/branches/:branch{.+}', reads('metadata'), (call) => {
    const rule = ruleOf(call.repository, call.param('branch'))
    const found = rule && !rule.classic ? renderRule(call.repository, rule) : []
    return page(call.url, found, (one) => one)
  })
}

async function createRef(call: RepositoryCall) {
  const { repository } = call
  requireCommits(repository)
  const input = call.body(newRef)
  if (!/^refs\/(heads|tags)\/./.test(input.ref)) throw unprocessable('Reference name must start with "refs/".')
  if (malformed(input.ref)) throw unprocessable(`${input.ref} is not a valid ref name.`)
  if (repository.git.refs.has(input.ref)) throw unprocessable('Reference already exists')
  if (!(await repository.git.read(input.sha))) throw unprocessable('Object does not exist')
  if (hasNoPlace(repository, input.ref)) throw unprocessable('Reference update failed')
  await moveRef(repository, input.ref, input.sha, call.doer())
  return created(renderRef(repository, input.ref, input.sha))
}

/** A ref is a file to git, so none stands above or below another one. */
function hasNoPlace({ git }: StoredRepository, ref: string): boolean {
  return [...git.refs.keys()].some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`))
}

/** https://git-scm.com/docs/git-check-ref-format */
function malformed(ref: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these
  return /[\u0000-\u0020~^:?*[\\\u007f]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(ref)
}

/** @throws Refusal 409 for a repository without commits */
export function requireCommits(repository: StoredRepository): void {
  if (repository.git.refs.size === 0) throw new HttpRefusal(409, 'Git Repository is empty.')
}

function refAt(call: RepositoryCall): { ref: string; at: string } {
  requireCommits(call.repository)
  const ref = `refs/${call.param('ref').replace(/^refs\//, '')}`
  const at = call.repository.git.refs.get(ref)
  if (at === undefined) throw notFound()
  return { ref, at }
}

function branchPage({ store, owner, name }: StoredRepository, branch: string): string {
  return `${store.url}/${owner.login}/${name}/tree/${branch}`
}

/** What anybody who can read the branch sees of its classic protection. */
function protectionShape(repository: StoredRepository, branch: string) {
  const rule = ruleOf(repository, branch)
  const contexts = rule?.classic ? [...rule.requiredChecks] : []
  const checks = contexts.map((context) => ({ context, app_id: null }))
  const level = contexts.length === 0 ? 'off' : 'non_admins'
  return {
    enabled: rule?.classic === true && restricts(rule),
    required_status_checks: { enforcement_level: level, contexts, checks },
  }
}

function branchShape(repository: StoredRepository, name: string, at: string) {
  const rule = ruleOf(repository, name)
  return {
    name,
    commit: { sha: at, url: `${repositoryUrl(repository)}/commits/${at}` },
    protected: rule !== undefined && restricts(rule),
  } satisfies Schemas['short-branch']
}
