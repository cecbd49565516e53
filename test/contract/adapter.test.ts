import { afterEach, expect, it } from 'vitest'
import type { Question, Topic } from '../../src/domain/question.ts'
import type { Checkup } from '../../src/github/access/checkup.ts'
import { createGitHub, type GitHubAdapter } from '../../src/github/app.ts'
import type { Reader, Writer } from '../../src/reconcile/ports.ts'
import { silentLog } from '../github/answers.ts'
import { pastNetwork } from '../story/stage/wire.ts'
import { recorded } from './setting.ts'
import { evaluate } from './verdict.ts'

let github: GitHubAdapter | undefined
afterEach(() => github?.close())

const branch = 'postmortem/incident-1'
const path = 'postmortems/2026 #1 ü.md'
const since = '2026-01-01T00:00:00Z'

/** Every topic once; `1` is an issue, `pull` a pull request from `branch`. */
function questions(pull: number): { readonly [T in Topic]: Extract<Question, { readonly ask: T }> } {
  return {
    repository: { ask: 'repository' },
    repositoryById: { ask: 'repositoryById', id: 1 },
    issueElsewhere: { ask: 'issueElsewhere', repository: 1, number: 1 },
    itemRepository: { ask: 'itemRepository', name: 'acme/.github' },
    issueFields: { ask: 'issueFields' },
    serviceRepository: { ask: 'serviceRepository', name: 'acme/.github' },
    configuration: { ask: 'configuration' },
    installation: { ask: 'installation' },
    issue: { ask: 'issue', number: 1 },
    comments: { ask: 'comments', number: 1 },
    issueEvents: { ask: 'issueEvents', number: 1 },
    issueLinks: { ask: 'issueLinks', numbers: '1' },
    closingIssues: { ask: 'closingIssues', pull },
    succeeded: { ask: 'succeeded', kind: 'workflow', name: 'drill.yml', at: '2026-01-01T00:00:00Z' },
    marks: { ask: 'marks', comment: 1 },
    pullsFrom: { ask: 'pullsFrom', branch },
    pull: { ask: 'pull', number: pull },
    pullFiles: { ask: 'pullFiles', number: pull },
    pullCommits: { ask: 'pullCommits', number: pull },
    subIssues: { ask: 'subIssues', number: 1 },
    labelled: { ask: 'labelled', label: 'incident', since },
    label: { ask: 'label', name: 'incident' },
    role: { ask: 'role', login: 'wes' },
    assignable: { ask: 'assignable', login: 'wes' },
    branch: { ask: 'branch', name: branch },
    file: { ask: 'file', path, at: branch },
    ownerFile: { ask: 'ownerFile', path },
    comparison: { ask: 'comparison', base: 'main', head: branch },
    reviews: { ask: 'reviews', number: pull },
    tree: { ask: 'tree', at: branch },
    checkRuns: { ask: 'checkRuns', head: branch, name: 'Postmortem' },
    requiredChecks: { ask: 'requiredChecks', branch: 'main' },
    incidents: { ask: 'incidents', label: 'incident', since },
    openItems: { ask: 'openItems', label: 'incident' },
    branches: { ask: 'branches', prefix: 'postmortem/' },
    recentPulls: { ask: 'recentPulls' },
    deployments: { ask: 'deployments' },
    deploymentStatuses: { ask: 'deploymentStatuses', deployment: 1 },
    releases: { ask: 'releases' },
    commits: { ask: 'commits', branch: 'main', from: since, to: since },
    misnamedConfiguration: { ask: 'misnamedConfiguration' },
    failedRuns: { ask: 'failedRuns', branch: 'main', from: since, to: since },
  }
}

async function askAll(reader: Reader, pull: number): Promise<void> {
  const ask = <T extends Topic>(topic: T, question: Parameters<Reader[T]>[0]) => reader[topic](question)
  const all = questions(pull)
  await Promise.all([
    ask('repository', all.repository),
    ask('repositoryById', all.repositoryById),
    ask('serviceRepository', all.serviceRepository),
    ask('configuration', all.configuration),
    ask('installation', all.installation),
    ask('issue', all.issue),
    ask('comments', all.comments),
    ask('issueEvents', all.issueEvents),
    ask('marks', all.marks),
    ask('pullsFrom', all.pullsFrom),
    ask('pull', all.pull),
    ask('pullFiles', all.pullFiles),
    ask('pullCommits', all.pullCommits),
    ask('subIssues', all.subIssues),
    ask('labelled', all.labelled),
    ask('label', all.label),
    ask('role', all.role),
    ask('assignable', all.assignable),
    ask('branch', all.branch),
    ask('file', all.file),
    ask('ownerFile', all.ownerFile),
    ask('comparison', all.comparison),
    ask('reviews', all.reviews),
    ask('tree', all.tree),
    ask('checkRuns', all.checkRuns),
    ask('requiredChecks', all.requiredChecks),
    ask('incidents', all.incidents),
    ask('openItems', all.openItems),
    ask('branches', all.branches),
    ask('recentPulls', all.recentPulls),
    ask('deployments', all.deployments),
    ask('releases', all.releases),
    ask('commits', all.commits),
    ask('failedRuns', all.failedRuns),
    ask('misnamedConfiguration', all.misnamedConfiguration),
  ])
}

/** Every write once, in an order in which all succeed; gives the names used. */
async function writeAll(reader: Reader, given: Writer): Promise<{ readonly used: Set<string>; readonly pull: number }> {
  const used = new Set<string>()
  const writer = new Proxy(given, {
    get(target, name, self) {
      used.add(String(name))
      return Reflect.get(target, name, self)
    },
  })
  const main = await reader.branch({ ask: 'branch', name: 'main' })
  await writer.createLabel({ name: 'incident', colour: '#d73a4a', description: 'Broken' })
  const incident = await writer.createIssue({ title: 'Down', body: 'b', labels: ['incident'], assignees: [] })
  const child = await writer.createIssue({ title: 'Fix', body: '', labels: [], assignees: ['wes'] })
  await writer.attachSubIssue(incident.number, child.id)
  await writer.assign(incident.number, ['mia'])
  await writer.addLabel(incident.number, 'bug')
  await writer.removeLabel(incident.number, 'bug')
  const comment = await writer.createComment(incident.number, 'One')
  await writer.editComment(comment.id, 'Two')
  await writer.react(comment.id, 'eyes')
  await writer.pinComment(comment.id)
  await writer.foldComment(comment.node ?? '')
  await writer.removeComment(comment.id)
  await writer.editItem({
    number: child.number,
    was: '',
    body: 'Due: 2026-12-24',
    assignees: ['mia'],
    close: 'completed',
  })
  await writer.closeAsDuplicate(child.number, 'See the first.')
  await writer.reopenIssue(child.number)
  await writer.createBranch({ name: branch, sha: main?.sha ?? '' })
  await writer.writeFile({ branch, path, text: 'Größe\n', message: 'Add', sha: null })
  const pull = await writer.openPull({ title: 'Postmortem', body: '', head: branch, base: 'main', draft: true })
  const check = { name: 'Postmortem', externalId: 'pull 1', title: 'T', summary: 'S', annotations: [], button: null }
  const run = await writer.createCheck({ ...check, head: pull.head.sha, conclusion: null })
  const annotations = [
    { path, line: 1, endLine: 1, level: 'notice', title: 'N', message: 'M', suggestion: 'S' },
  ] as const
  const button = { label: 'Again', description: 'Looks again' }
  await writer.updateCheck(run.id, { ...check, annotations, button, conclusion: 'neutral' })
  await writer.requestReview(pull.number, '@wes')
  await writer.closePull(pull.number)
  await writer.reopenPull(pull.number)
  return { used, pull: pull.number }
}

/** The log of deliveries, each of its requests once. */
async function readDeliveries({ deliveries }: GitHubAdapter): Promise<void> {
  if (deliveries === null) throw new Error('the app has a log')
  for await (const [newest] of deliveries.pages()) {
    if (newest === undefined) throw new Error('nothing was sent')
    await deliveries.payload(newest.id)
    await deliveries.redeliver(newest.id)
  }
}

/** Everything that a check-up asks of the app itself. */
async function checkAll(checkup: Checkup | null): Promise<void> {
  if (checkup === null) throw new Error('Only an app has a check-up.')
  const [app, hook, [installation]] = await Promise.all([checkup.app(), checkup.hook(), checkup.installations()])
  expect({ ...app, ...hook }).toMatchObject({ slug: 'aftermath', contentType: 'json', hasSecret: true })
  if (installation === undefined) throw new Error('There is no installation.')
  const [names, rate] = await Promise.all([checkup.repositories(installation), checkup.rate(installation)])
  expect(names).toContainEqual({ owner: 'acme', repo: 'shop' })
  expect(rate.remaining).toBeLessThanOrEqual(rate.limit)
}

it('the reader in every topic, the writer in every write and a check-up send and get only what GitHub describes', async () => {
  const { sandbox, recording } = await recorded()
  github = createGitHub({
    baseUrl: sandbox.url,
    credentials: { kind: 'app', appId: Number(sandbox.env.APP_ID), privateKey: () => sandbox.env.PRIVATE_KEY },
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '0.0.0',
    fetch: pastNetwork(sandbox),
  })
  const { reader, writer, surroundings } = await github.open({ owner: 'acme', repo: 'shop' })
  const { used, pull } = await writeAll(reader, writer)
  expect(used).toEqual(new Set(Object.keys(writer)))
  await askAll(reader, pull)
  expect(new Set(Object.keys(questions(pull)))).toEqual(new Set(Object.keys(reader)))
  await surroundings.files('src')
  await surroundings.rules(branch)
  await checkAll(github.checkup)
  for await (const repository of github.repositories()) expect(repository.owner).toBe('acme')
  await sandbox.deliveries.idle()
  await readDeliveries(github)
  const { mismatches, succeeded } = evaluate(recording, 'the adapter')
  expect(mismatches).toEqual([])
  expect(succeeded).toContain('POST /app/hook/deliveries/{delivery_id}/attempts')
})

/** What recordings show beside the description: gone accounts, labels as words, trimmed objects, events of later years. */
function asRecorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asRecorded)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !trimmed.has(key))
  return Object.fromEntries(
    kept.map(([key, inner]) => {
      if (people.has(key)) return [key, null]
      if (key === 'labels' && Array.isArray(inner))
        return [key, inner.map(({ name }: { name?: string }) => name ?? null)]
      return [key, asRecorded(inner)]
    }),
  )
}

const people = new Set(['user', 'actor', 'assigner', 'closed_by', 'author', 'committer', 'creator', 'merged_by'])
const trimmed = new Set([
  ...['node_id', 'performed_via_github_app', 'locked', 'reactions', 'state_reason', 'author_association', 'minimized'],
  ...[
    'requested_teams',
    'requested_reviewers',
    'assignees',
    'merge_commit_sha',
    'visibility',
    'has_issues',
    'disabled',
  ],
])
const later = { event: 'an_event_of_next_year', id: 1, actor: null, created_at: since }

it('the reader takes in every topic what recordings show beside the description', async () => {
  const { sandbox } = await recorded()
  const send = pastNetwork(sandbox)
  let changed = false
  github = createGitHub({
    baseUrl: sandbox.url,
    credentials: { kind: 'app', appId: Number(sandbox.env.APP_ID), privateKey: () => sandbox.env.PRIVATE_KEY },
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '0.0.0',
    fetch: async (url, init) => {
      const answer = await send(url, init)
      const type = answer.headers.get('content-type') ?? ''
      if (!changed || !answer.ok || !type.startsWith('application/json')) return answer
      const shown = asRecorded(await answer.json())
      const list = url.includes('/events') && Array.isArray(shown) ? [later, ...shown] : shown
      return Response.json(list, { headers: { date: answer.headers.get('date') ?? '' } })
    },
  })
  const { reader, writer } = await github.open({ owner: 'acme', repo: 'shop' })
  const { pull } = await writeAll(reader, writer)
  changed = true
  await askAll(reader, pull)
  const [comment] = await reader.comments({ ask: 'comments', number: 1 })
  const found = await reader.issue({ ask: 'issue', number: 1 })
  expect([comment?.author.login, found.found && found.issue.author.login]).toEqual([undefined, 'ghost'])
  expect(found.found && found.issue.labels).toEqual(['incident'])
})
