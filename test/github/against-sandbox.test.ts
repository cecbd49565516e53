import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { createGitHub, type GitHubAdapter, type GitHubSession } from '../../src/github/app.ts'
import { silentLog } from './answers.ts'

const name = { owner: 'acme', repo: 'shop' }

function connect({ url, env }: Sandbox): GitHubAdapter {
  return createGitHub({
    baseUrl: url,
    credentials: { kind: 'app', appId: Number(env.APP_ID), privateKey: () => env.PRIVATE_KEY },
    trustedApps: [],
    log: silentLog,
    pacing: 'none',
    version: '0.0.0',
  })
}

async function rename(sandbox: Sandbox, from: string, to: string): Promise<void> {
  const request = new Request(`${sandbox.url}/repos/${from}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', authorization: `token ${sandbox.tokens.ada}` },
    body: JSON.stringify({ name: to }),
  })
  expect((await sandbox.fetch(request)).status).toBe(200)
}

describe('the adapter against the embedded GitHub', () => {
  let sandbox: Sandbox
  let github: GitHubAdapter
  let session: GitHubSession

  beforeAll(async () => {
    sandbox = await startSandbox({ now: '2026-03-02T10:00:00Z' })
    github = connect(sandbox)
    session = await github.open(name)
  })

  afterAll(async () => {
    await github.close()
    await sandbox.close()
  })

  it('opens a postmortem: branch, file, pull request, and finds all three again', async () => {
    const { reader, writer } = session
    const repository = await reader.repository({ ask: 'repository' })
    const base = await reader.branch({ ask: 'branch', name: repository.defaultBranch })
    expect(base).not.toBeNull()
    const branch = 'postmortem/incident-1'
    const path = 'postmortems/2026 #1 ü.md'
    await writer.createBranch({ name: branch, sha: base?.sha ?? '' })
    await expect(writer.createBranch({ name: branch, sha: base?.sha ?? '' })).rejects.toMatchObject({
      fault: { kind: 'exists' },
    })
    await writer.writeFile({ branch, path, text: 'Größe\n', message: 'Add', sha: null })
    await expect(writer.writeFile({ branch, path, text: 'x', message: 'Again', sha: null })).rejects.toMatchObject({
      fault: { kind: 'stale' },
    })
    const pull = await writer.openPull({ title: 'Postmortem', body: '', head: branch, base: 'main', draft: true })
    await expect(
      writer.openPull({ title: 'Postmortem', body: '', head: branch, base: 'main', draft: true }),
    ).rejects.toMatchObject({ fault: { kind: 'exists' } })
    expect(pull).toMatchObject({ draft: true, state: 'open', head: { ref: branch }, author: { bot: true } })
    expect(await reader.pullsFrom({ ask: 'pullsFrom', branch })).toEqual([pull])
    expect(await reader.pull({ ask: 'pull', number: pull.number })).toEqual(pull)
    expect(await reader.recentPulls({ ask: 'recentPulls' })).toEqual([pull])
    expect(await reader.pullFiles({ ask: 'pullFiles', number: pull.number })).toEqual([
      { path, status: 'added', previousPath: null },
    ])
    const author = { login: session.self.login, bot: true }
    const commits = [{ sha: pull.head.sha, at: '2026-03-02T10:00:00Z', author, message: 'Add' }]
    expect(await reader.pullCommits({ ask: 'pullCommits', number: pull.number })).toEqual(commits)
    expect(await reader.comparison({ ask: 'comparison', base: 'main', head: branch })).toEqual({
      aheadBy: 1,
      commits,
      files: [{ path, status: 'added', previousPath: null }],
    })
    const file = { found: true, path, text: 'Größe\n' }
    expect(await reader.file({ ask: 'file', path, at: branch })).toMatchObject(file)
    expect(await reader.file({ ask: 'file', path, at: pull.head.sha })).toMatchObject(file)
    expect(await reader.file({ ask: 'file', path, at: 'main' })).toEqual({ found: false, reason: 'missing' })
    expect(await reader.file({ ask: 'file', path: 'postmortems', at: branch })).toEqual({
      found: false,
      reason: 'not-a-file',
    })
    expect(await reader.branches({ ask: 'branches', prefix: 'postmortem/' })).toEqual([
      { name: branch, sha: pull.head.sha },
    ])
    await writer.requestReview(pull.number, '@mia')
    await expect(writer.requestReview(pull.number, '@stranger')).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'invalid' },
      message: expect.stringContaining('could not ask @stranger to review'),
    })
    expect(await reader.pull({ ask: 'pull', number: pull.number })).toMatchObject({ reviewers: ['mia'] })
    await writer.closePull(pull.number)
    await writer.reopenPull(pull.number)
    expect(await reader.pull({ ask: 'pull', number: pull.number })).toMatchObject({ state: 'open' })
  })

  it('tracks an action item: label, issue, sub-issue, assignee, comments', async () => {
    const { reader, writer, self } = session
    const label = 'postmortem-action'
    expect(await reader.label({ ask: 'label', name: label })).toBe(false)
    await writer.createLabel({ name: label, colour: '#aabbcc', description: 'An action item' })
    await writer.createLabel({ name: label, colour: '#aabbcc', description: 'An action item' })
    expect(await reader.label({ ask: 'label', name: label })).toBe(true)

    const incident = await writer.createIssue({ title: 'Down', body: 'b', labels: ['incident'], assignees: [] })
    const child = await writer.createIssue({ title: 'Fix', body: '', labels: [label], assignees: ['wes'] })
    expect(child).toMatchObject({ assignees: ['wes'], labels: [label], author: { login: self.login, bot: true } })
    expect(self.appIds).toContain(child.author.appId)
    await writer.attachSubIssue(incident.number, child.id)
    await writer.attachSubIssue(incident.number, child.id)
    const other = await writer.createIssue({ title: 'Other', body: '', labels: [], assignees: [] })
    await expect(writer.attachSubIssue(other.number, child.id)).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'invalid' },
    })
    const attached = await reader.subIssues({ ask: 'subIssues', number: incident.number })
    expect(attached?.map(({ id }) => id)).toEqual([child.id])

    await writer.assign(other.number, ['mia', 'nobody-here'])
    await writer.addLabel(other.number, 'bug')
    await writer.removeLabel(other.number, 'bug')
    await writer.removeLabel(other.number, 'bug')
    await writer.closeAsDuplicate(other.number, 'See the first.')
    expect(await reader.issue({ ask: 'issue', number: other.number })).toMatchObject({
      found: true,
      issue: { assignees: ['mia'], labels: [], stateReason: 'duplicate', body: 'See the first.' },
    })
    const events = await reader.issueEvents({ ask: 'issueEvents', number: other.number })
    expect(events).toMatchObject([
      { kind: 'assigned', login: 'mia' },
      { kind: 'labelled', label: 'bug' },
      { kind: 'unlabelled', label: 'bug' },
      { kind: 'closed' },
    ])

    const item = await writer.createIssue({ title: 'Item', body: '', labels: [], assignees: ['wes'] })
    const edit = { number: item.number, was: '', body: 'Due: 2026-12-24', assignees: ['mia'] } as const
    await writer.editItem({ ...edit, close: 'not_planned' })
    const changed = { body: 'Due: 2026-12-24', assignees: ['mia'], state: 'closed', stateReason: 'not_planned' }
    const asked = { ask: 'issue', number: item.number } as const
    expect(await reader.issue(asked)).toMatchObject({ issue: changed })
    await expect(writer.editItem({ ...edit, body: 'Lost', close: null })).rejects.toMatchObject({
      fault: { kind: 'stale' },
    })
    await writer.editItem({ ...edit, was: 'Due: 2026-12-24', body: 'Due: 2026-12-25', assignees: null, close: null })
    expect(await reader.issue(asked)).toMatchObject({ issue: { ...changed, body: 'Due: 2026-12-25' } })

    const comment = await writer.createComment(incident.number, 'One')
    await writer.editComment(comment.id, 'Two')
    await writer.react(comment.id, 'eyes')
    await writer.react(comment.id, 'eyes')
    const comments = await reader.comments({ ask: 'comments', number: incident.number })
    expect(comments).toMatchObject([{ id: comment.id, body: 'Two', author: comment.author }])
    await writer.removeComment(comment.id)
    await writer.removeComment(comment.id)
    await expect(writer.editComment(comment.id, 'Three')).rejects.toMatchObject({ fault: { kind: 'stale' } })

    const since = '2026-01-01T00:00:00Z'
    const numbers = (issues: readonly { readonly number: number }[]) => issues.map(({ number }) => number)
    expect(numbers(await reader.openItems({ ask: 'openItems', label }))).toEqual([child.number])
    expect(numbers(await reader.incidents({ ask: 'incidents', label: 'incident', since: null }))).toEqual([
      incident.number,
    ])
    expect(numbers(await reader.labelled({ ask: 'labelled', label, since }))).toEqual([child.number])
  })

  it('reads people, the installation and the configuration', async () => {
    const { reader } = session
    const roles = ['ada', 'mia', 'wes', 'tia', 'rex', 'stranger', 'nobody-here']
    const read = roles.map((login) => reader.role({ ask: 'role', login }))
    expect(await Promise.all(read)).toEqual([
      'admin',
      'maintain',
      'write',
      'triage',
      'read',
      expect.any(String),
      'none',
    ])
    expect(await reader.assignable({ ask: 'assignable', login: 'wes' })).toBe(true)
    expect(await reader.assignable({ ask: 'assignable', login: 'nobody-here' })).toBe(false)
    expect(await reader.installation({ ask: 'installation' })).toMatchObject({
      createdAt: expect.stringMatching(/^2026/),
      permissions: { checks: 'write', contents: 'write', issues: 'write' },
    })
    expect(await reader.configuration({ ask: 'configuration' })).toEqual({ repository: null, owner: null })
    const text = 'enabled: true\n'
    await session.writer.writeFile({ branch: 'main', path: '.github/postmortem.yml', text, message: 'Set', sha: null })
    github.forget(name)
    expect(await reader.configuration({ ask: 'configuration' })).toEqual({
      repository: { source: 'acme/shop/.github/postmortem.yml', text },
      owner: null,
    })
  })

  it('says what is not there', async () => {
    const { reader } = session
    expect(await reader.issue({ ask: 'issue', number: 9999 })).toEqual({ found: false, reason: 'missing' })
    expect(await reader.comments({ ask: 'comments', number: 9999 })).toEqual([])
    expect(await reader.pull({ ask: 'pull', number: 9999 })).toBeNull()
    expect(await reader.branch({ ask: 'branch', name: 'postmortem/incident-9999' })).toBeNull()
    expect(await reader.comparison({ ask: 'comparison', base: 'main', head: 'nowhere' })).toBeNull()
    await expect(github.open({ owner: 'acme', repo: 'nowhere' })).rejects.toMatchObject({
      fault: { kind: 'refused', reason: 'not-installed' },
    })
  })

  it('tells a transferred issue and a deleted one from an issue of a renamed repository', async () => {
    const seed = { repositories: [{ name: 'shop' }, { name: 'store' }] }
    const other = await startSandbox({ seed })
    try {
      const string = async (path: string, body: object) => {
        const request = new Request(`${other.url}/_sandbox/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        expect((await other.fetch(request)).status).toBeLessThan(300)
      }
      const there = connect(other)
      const { reader, writer } = await there.open(name)
      for (const title of ['One', 'Two', 'Three'])
        await writer.createIssue({ title, body: '', labels: [], assignees: [] })
      await string('transfer', { from: 'acme/shop', number: 1, to: 'acme/store' })
      await string('delete-issue', { repository: 'acme/shop', number: 2 })
      await rename(other, 'acme/shop', 'old-shop')
      const moved = { number: 1, elsewhere: { owner: 'acme', repo: 'store', visibility: 'public', covered: true } }
      expect(await reader.issue({ ask: 'issue', number: 1 })).toMatchObject({ reason: 'transferred', issue: moved })
      expect(await reader.issue({ ask: 'issue', number: 2 })).toEqual({ found: false, reason: 'deleted' })
      expect(await reader.issue({ ask: 'issue', number: 3 })).toMatchObject({ found: true, issue: { title: 'Three' } })
      await writer.addLabel(3, 'bug')
      expect(await reader.issue({ ask: 'issue', number: 3 })).toMatchObject({ issue: { labels: ['bug'] } })
      await there.close()
    } finally {
      await other.close()
    }
  })

  it('lists the repositories it is installed on', async () => {
    const found: unknown[] = []
    for await (const repository of github.repositories()) found.push(repository)
    expect(found).toEqual([name])
  })

  it("goes by GitHub's clock", async () => {
    sandbox.clock.set('2026-05-01T09:00:00Z')
    const later = await github.open(name)
    expect(later.now()).toBe('')
    await later.reader.branch({ ask: 'branch', name: 'main' })
    expect(later.now()).toMatch(/^2026-05-01T09:00:\d\dZ$/)
    expect(later.requests()).toBe(1)
  })
})
