import { z } from 'zod'
import { missingCommits } from '../git/history.ts'
import { mergeable, mergePull } from '../git/merging.ts'
import { commitsOfPull, filesOfPull, measure } from '../git/pull-size.ts'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, invalid, unprocessable } from '../http/refusal.ts'
import { closeIssue, editIssue, openIssue, reopenIssue } from '../issue-changes.ts'
import { reads, writes } from '../rules/access.ts'
import { unmet } from '../rules/rules.ts'
import { renderCommit } from '../shapes/commit.ts'
import { renderPull } from '../shapes/pull.ts'
import type { StoredIssue, StoredPull, StoredRepository } from '../store.ts'
import { announceIssue } from '../webhooks/announce.ts'
import { sorted } from './issues.ts'
import { checkText, mayEditIssue, pullAt } from './parts.ts'

const newPull = z.object({
  title: z.string(),
  head: z.string(),
  base: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().optional(),
  maintainer_can_modify: z.boolean().optional(),
})
const changes = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
})
const merge = z.object({
  commit_title: z.string().optional(),
  commit_message: z.string().optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
})

/** https://docs.github.com/en/rest/pulls/pulls */
export function pullRoutes(api: ApiRoutes): void {
  const seen = reads('pull_requests')
  const wrote = writes('read', 'pull_requests')

  api.repository('GET', '/pulls', seen, (call) => page(call.url, listed(call), rendered))
  api.repository('POST', '/pulls', wrote, openPull)
  api.repository('GET', '/pulls/:number', seen, async (call) => {
    const { issue, pull } = pullAt(call)
    return okJson(await detailed(issue, pull))
  })
  api.repository('PATCH', '/pulls/:number', wrote, changePull)
  api.repository('GET', '/pulls/:number/files', seen, async (call) => {
    const { issue, pull } = pullAt(call)
    return page(call.url, await filesOfPull(issue.repository, pull), (file) => file)
  })
  api.repository('GET', '/pulls/:number/commits', seen, async (call) => {
    const { pull } = pullAt(call)
    return page(call.url, await commitsOfPull(call.repository, pull), (one) => renderCommit(call.repository, one))
  })
  api.repository('GET', '/pulls/:number/merge', seen, (call) => {
    if (!pullAt(call).pull.merged) throw new HttpRefusal(404, 'Not Found')
    return { status: 204 }
  })
  api.repository('PUT', '/pulls/:number/merge', writes('write', 'contents'), async (call) => {
    const { issue, pull } = pullAt(call)
    const input = call.body(merge)
    const sha = await mergePull(issue, pull, call.doer(), {
      method: input.merge_method,
      title: input.commit_title,
      message: input.commit_message,
      sha: input.sha,
    })
    return okJson({ sha, merged: true, message: 'Pull Request successfully merged' })
  })
}

function rendered(issue: StoredIssue) {
  return issue.pull ? renderPull(issue, issue.pull) : undefined
}

function stateOf(issue: StoredIssue, pull: StoredPull): 'draft' | 'blocked' | 'clean' {
  if (pull.draft) return 'draft'
  return unmet(issue, pull, pull.headSha).length > 0 ? 'blocked' : 'clean'
}

/** With what only `GET` of one pull request tells: whether it merges, and how much it changes. */
async function detailed(issue: StoredIssue, pull: StoredPull) {
  const { repository } = issue
  const { commits, additions, deletions, changedFiles } = await measure(repository, pull)
  const open = issue.state === 'open'
  const merges = open ? await mergeable(repository, pull) : null
  return {
    ...renderPull(issue, pull),
    mergeable: merges,
    rebaseable: merges,
    mergeable_state: merges === null ? 'unknown' : merges ? stateOf(issue, pull) : 'dirty',
    commits,
    additions,
    deletions,
    changed_files: changedFiles,
  }
}

function listed(call: RepositoryCall): readonly StoredIssue[] {
  const state = call.query('state') ?? 'open'
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(call.query('head') ?? '') ?? []
  const base = call.query('base')
  const found = [...call.repository.issues.values()].filter(
    (issue) =>
      issue.pull &&
      (state === 'all' || issue.state === state) &&
      (branch === undefined ||
        (issue.pull.headRef === branch && headOwner(issue.pull, call.repository) === owner?.toLowerCase())) &&
      (base === undefined || issue.pull.baseRef === base),
  )
  return sorted(found, call.query('sort') ?? 'created', call.query('direction') ?? 'desc')
}

/** In lower case, since GitHub compares logins so. */
function headOwner({ fork }: StoredPull, { owner }: StoredRepository): string {
  return (fork?.owner ?? owner).login.toLowerCase()
}

async function openPull(call: RepositoryCall) {
  const { repository, actor } = call
  if (actor.kind === 'installation' && actor.of === 'workflows' && !repository.workflowsOpenPulls)
    throw new HttpRefusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
  const { git, owner } = repository
  const input = call.body(newPull)
  checkText('PullRequest', input)
  const headRef = input.head.startsWith(`${owner.login}:`) ? input.head.slice(owner.login.length + 1) : input.head
  const headSha = git.refs.get(`refs/heads/${headRef}`)
  const baseSha = git.refs.get(`refs/heads/${input.base}`)
  if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' })
  if (headSha === undefined) throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' })
  const custom = (message: string) => invalid({ resource: 'PullRequest', code: 'custom', message })
  if (openBetween(repository, headRef, input.base))
    throw custom(`A pull request already exists for ${owner.login}:${headRef}.`)
  if ((await missingCommits(git, baseSha, headSha)).length === 0)
    throw custom(`No commits between ${input.base} and ${headRef}`)
  if (input.draft && !repository.drafts)
    throw unprocessable('Draft pull requests are not supported in this repository.')
  const pull: StoredPull = {
    draft: input.draft ?? false,
    headRef,
    fork: undefined,
    headSha,
    baseRef: input.base,
    baseSha,
    merged: undefined,
    reviews: [],
    reviewers: [],
    teams: [],
  }
  await measure(repository, pull)
  const issue = openIssue(repository, { title: input.title, body: input.body ?? null, author: call.doer(), pull })
  return created(await detailed(issue, pull))
}

function openBetween(repository: StoredRepository, head: string, base: string): boolean {
  return [...repository.issues.values()].some(
    ({ state, pull }) => state === 'open' && pull?.headRef === head && !pull.fork && pull.baseRef === base,
  )
}

async function changePull(call: RepositoryCall) {
  const { repository } = call
  const { issue, pull } = pullAt(call)
  const doer = call.doer()
  if (!mayEditIssue(call, issue)) throw new HttpRefusal(403, 'Must have admin rights to Repository.')
  const input = call.body(changes)
  checkText('PullRequest', input)
  if (input.base !== undefined && input.base !== pull.baseRef) {
    const baseSha = repository.git.refs.get(`refs/heads/${input.base}`)
    if (baseSha === undefined) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' })
    const from = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } }
    Object.assign(pull, { baseRef: input.base, baseSha })
    await measure(repository, pull)
    announceIssue(issue, 'edited', doer, { changes: { base: from } })
  }
  editIssue(issue, doer, {
    ...(input.title !== undefined && { title: input.title }),
    ...(input.body !== undefined && { body: input.body }),
  })
  if (input.state === 'closed') closeIssue(issue, doer)
  if (input.state === 'open' && issue.state === 'closed') await reopenPull(repository, issue, pull, doer)
  return okJson(await detailed(issue, pull))
}

async function reopenPull(
  repository: StoredRepository,
  issue: StoredIssue,
  pull: StoredPull,
  doer: StoredIssue['author'],
): Promise<void> {
  const headSha = pull.fork ? pull.headSha : repository.git.refs.get(`refs/heads/${pull.headRef}`)
  const refuse = (message: string) => invalid({ resource: 'PullRequest', code: 'invalid', field: 'state', message })
  if (pull.merged || headSha === undefined)
    throw refuse('state cannot be changed. The pull request cannot be reopened.')
  if (openBetween(repository, pull.headRef, pull.baseRef))
    throw refuse(
      `state cannot be changed. There is already an open pull request from ${pull.headRef} to ${pull.baseRef}.`,
    )
  pull.headSha = headSha
  await measure(repository, pull)
  reopenIssue(issue, doer)
}
