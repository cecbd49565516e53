import { changedFiles } from '../git/compare.ts'
import type { GitCommit } from '../git/git.ts'
import { ancestors, mergeBase, missingCommits, resolve } from '../git/history.ts'
import { type HandlerAnswer, okJson, page, paged } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { notFound, unprocessable } from '../http/refusal.ts'
import { nodeId } from '../node-id.ts'
import { reads } from '../rules/access.ts'
import { accountBehind, renderCommit, renderGitCommit } from '../shapes/commit.ts'
import { repositoryUrl } from '../shapes/issue.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { StoredRepository } from '../store.ts'
import { checkRunsOf } from './checks.ts'
import { requireCommits } from './refs.ts'

/** https://docs.github.com/en/rest/commits and https://docs.github.com/en/rest/git */
export function commitRoutes(api: ApiRoutes): void {
  const seen = reads('contents')
  api.repository('GET', '/commits', seen, list)
  api.repository('GET', '/commits/:rest{.+}', reads('contents', 'checks'), oneCommit)
  api.repository('GET', '/compare/:basehead{.+}', seen, compare)
  api.repository('GET', '/git/commits/:sha', seen, async (call) => {
    const commit = await call.repository.git.read(call.param('sha'))
    if (!commit) throw notFound()
    return okJson(renderGitCommit(call.repository, commit))
  })
  api.repository('GET', '/git/blobs/:sha', seen, async (call) => {
    const blob = await call.repository.git.blob(call.param('sha'))
    if (!blob) throw notFound()
    const content = Buffer.from(blob).toString('base64')
    const url = `${repositoryUrl(call.repository)}/git/blobs/${call.param('sha')}`
    const node_id = nodeId('B', Number.parseInt(call.param('sha').slice(0, 10), 16))
    return okJson({ sha: call.param('sha'), node_id, url, size: blob.length, content, encoding: 'base64' })
  })
  api.repository('GET', '/git/trees/:sha{.+}', seen, tree)
}

async function list(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  requireCommits(repository)
  const from = await resolve(repository, call.query('sha') ?? repository.defaultBranch)
  if (!from) throw notFound()
  const [since, until] = [Date.parse(call.query('since') ?? ''), Date.parse(call.query('until') ?? '')]
  const author = call.query('author')?.toLowerCase()
  const path = call.query('path')?.split('/')
  const found: GitCommit[] = []
  for (const commit of await ancestors(repository.git, from.sha)) {
    const at = Date.parse(commit.committer.date)
    if (at < since || at > until) continue
    const login = accountBehind(repository.store, commit.author.email)?.login.toLowerCase()
    if (author !== undefined && login !== author) continue
    if (path && !(await touches(repository, commit, path))) continue
    found.push(commit)
  }
  return page(call.url, found, (commit) => renderCommit(repository, commit))
}

async function touches(repository: StoredRepository, commit: GitCommit, path: readonly string[]): Promise<boolean> {
  const [first] = commit.parents
  const parent = first === undefined ? undefined : await repository.git.read(first)
  const before = parent && (await repository.git.entry(parent.tree, path))
  return before?.oid !== (await repository.git.entry(commit.tree, path))?.oid
}

/** A ref may hold slashes, so what follows it is taken off the end. */
async function oneCommit(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  const [, name = '', part] = /^(.+?)(?:\/(check-runs|status|pulls))?$/.exec(call.param('rest')) ?? []
  requireCommits(repository)
  const commit = await resolve(repository, name)
  if (!commit) throw unprocessable(`No commit found for SHA: ${name}`)
  if (part === 'check-runs') return checkRunsOf(call, commit.sha)
  if (part === 'status')
    return okJson({
      state: 'pending',
      statuses: [],
      sha: commit.sha,
      total_count: 0,
      repository: renderRepository(repository),
      commit_url: `${repositoryUrl(repository)}/commits/${commit.sha}`,
      url: call.url.href,
    })
  const [first] = commit.parents
  const before = first === undefined ? undefined : (await repository.git.read(first))?.tree
  const files = await changedFiles(repository, { before, after: commit.tree }, commit.sha)
  const additions = files.reduce((sum, file) => sum + file.additions, 0)
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
  const stats = { additions, deletions, total: additions + deletions }
  return okJson({ ...renderCommit(repository, commit), stats, files })
}

async function compare(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  const { git, store } = repository
  const [from = '', to = ''] = call.param('basehead').split('...')
  const [base, head] = [await resolve(repository, from), await resolve(repository, to)]
  if (!base || !head) throw notFound()
  const common = await mergeBase(git, base.sha, head.sha)
  const shared = common === undefined ? undefined : await git.read(common)
  if (!shared) throw notFound(`No common ancestor between ${from} and ${to}.`)
  const ahead = await missingCommits(git, base.sha, head.sha)
  const behind = await missingCommits(git, head.sha, base.sha)
  const files = await changedFiles(repository, { before: shared.tree, after: head.tree }, head.sha)
  const state = `${ahead.length > 0 ? 'ahead' : ''}${behind.length > 0 ? 'behind' : ''}`
  const { slice, headers } = paged(call.url, ahead)
  const page = `${store.url}/${repository.owner.login}/${repository.name}/compare/${from}...${to}`
  const json = {
    url: `${repositoryUrl(repository)}/compare/${from}...${to}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: renderCommit(repository, base),
    merge_base_commit: renderCommit(repository, shared),
    status: state === '' ? 'identical' : state === 'aheadbehind' ? 'diverged' : state,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: slice.map((commit) => renderCommit(repository, commit)),
    files: files.slice(0, 300),
  }
  return { status: 200, json, headers }
}

async function tree(call: RepositoryCall): Promise<HandlerAnswer> {
  const { repository } = call
  const name = call.param('sha')
  const oid = (await resolve(repository, name))?.tree ?? name
  const recursive = call.query('recursive') !== undefined
  const walk = async (sha: string, prefix: string): Promise<object[] | undefined> => {
    const entries = await repository.git.tree(sha)
    if (!entries) return undefined
    const rows = entries.map(async (entry) => {
      const row = {
        path: prefix + entry.path,
        mode: entry.mode,
        type: entry.type,
        sha: entry.oid,
        url: `${repositoryUrl(repository)}/git/${entry.type}s/${entry.oid}`,
      }
      const below = recursive && entry.type === 'tree' ? await walk(entry.oid, `${prefix}${entry.path}/`) : []
      return [row, ...(below ?? [])]
    })
    return (await Promise.all(rows)).flat()
  }
  const rows = /^[0-9a-f]{40}$/.test(oid) ? await walk(oid, '') : undefined
  if (!rows) throw notFound()
  return okJson({ sha: oid, url: `${repositoryUrl(repository)}/git/trees/${oid}`, tree: rows, truncated: false })
}
