import { expect, test } from 'vitest'
import { as, asApp, newBranch, putFile, running, shop } from './setting.ts'

test('lists come in pages that Link leads through', async () => {
  const sandbox = await running({
    seed: {
      repositories: [
        { name: 'shop', issues: Array.from({ length: 45 }, (_, i) => ({ title: `${i}`, author: 'ada' })) },
      ],
    },
  })
  const ada = as(sandbox, 'ada')
  const first = await ada.rest.issues.listForRepo({ ...shop })
  expect(first.data).toHaveLength(30)
  expect(first.data[0]?.number).toBe(45)
  expect(first.headers.link).toContain('page=2>; rel="next"')
  const all = await ada.paginate(ada.rest.issues.listForRepo, { ...shop, per_page: 20 })
  expect(new Set(all.map(({ number }) => number)).size).toBe(45)
})

test('issues are found by label in any case, by state, by time, by assignee; pull requests are among them', async () => {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.create({ ...shop, title: 'one', labels: ['Incident', 'bug'], assignees: ['WES'] })
  await ada.rest.issues.create({ ...shop, title: 'two', labels: ['bug'] })
  await newBranch(ada, 'topic')
  await putFile(ada, 'topic', 'a.md', 'a')
  await ada.rest.pulls.create({ ...shop, title: 'three', head: 'topic', base: 'main' })
  sandbox.clock.set('2026-01-06T00:00:00Z')
  await ada.rest.issues.update({ ...shop, issue_number: 2, state: 'closed', state_reason: 'not_planned' })
  const titles = async (filter: object) =>
    (await ada.rest.issues.listForRepo({ ...shop, state: 'all', direction: 'asc', ...filter })).data.map(
      ({ title }) => title,
    )
  expect(await titles({})).toEqual(['one', 'two', 'three'])
  expect(await titles({ labels: 'incident' })).toEqual(['one'])
  expect(await titles({ labels: 'bug,INCIDENT' })).toEqual(['one'])
  expect(await titles({ state: 'open' })).toEqual(['one', 'three'])
  expect(await titles({ since: '2026-01-06T00:00:00Z' })).toEqual(['two'])
  expect(await titles({ assignee: 'wes' })).toEqual(['one'])
  const pulls = await ada.rest.pulls.list({ ...shop, head: 'acme:topic', state: 'all' })
  expect(pulls.data.map(({ number }) => number)).toEqual([3])
})

test('a GET repeated with its ETag is 304 until something changes', async () => {
  const sandbox = await running()
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.create({ ...shop, title: 'one' })
  const path = `${sandbox.url}/repos/acme/shop/issues/1`
  const tag = (await fetch(path)).headers.get('etag') ?? ''
  const repeated = () => fetch(path, { headers: { 'if-none-match': tag } })
  const same = await repeated()
  expect([same.status, await same.text()]).toEqual([304, ''])
  await ada.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['bug'] })
  expect((await repeated()).status).toBe(200)
})

test('an issue tells its history, and what the app made names the app', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  const ada = as(sandbox, 'ada')
  await app.rest.issues.create({ ...shop, title: 'one' })
  await app.rest.issues.createComment({ ...shop, issue_number: 1, body: 'by the app' })
  await ada.rest.issues.update({ ...shop, issue_number: 1, title: 'two' })
  await ada.rest.issues.addAssignees({ ...shop, issue_number: 1, assignees: ['wes', 'stranger'] })
  await ada.rest.issues.update({ ...shop, issue_number: 1, state: 'closed' })
  await ada.rest.issues.update({ ...shop, issue_number: 1, state: 'open' })
  const { data: issue } = await ada.rest.issues.get({ ...shop, issue_number: 1 })
  expect(issue).toMatchObject({
    performed_via_github_app: { slug: 'aftermath' },
    user: { login: 'aftermath[bot]', type: 'Bot' },
    assignees: [{ login: 'wes' }],
    state_reason: 'reopened',
  })
  const { data: timeline } = await ada.rest.issues.listEventsForTimeline({ ...shop, issue_number: 1 })
  expect(timeline.map(({ event }) => event)).toEqual(['commented', 'renamed', 'assigned', 'closed', 'reopened'])
  const { data: events } = await ada.rest.issues.listEvents({ ...shop, issue_number: 1 })
  expect(events[0]).toMatchObject({ event: 'renamed', rename: { from: 'one', to: 'two' }, actor: { login: 'ada' } })
})

test('roles are told coarsely and exactly', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  const told = async (username: string) => {
    const { data } = await app.rest.repos.getCollaboratorPermissionLevel({ ...shop, username })
    return [data.permission, data.role_name]
  }
  expect(await Promise.all(['ada', 'mia', 'wes', 'tia', 'rex', 'stranger'].map(told))).toEqual([
    ['admin', 'admin'],
    ['write', 'maintain'],
    ['write', 'write'],
    ['read', 'triage'],
    ['read', 'read'],
    ['read', 'read'],
  ])
})

test('a reaction given twice is there once', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  await app.rest.issues.create({ ...shop, title: 'one' })
  const { data: comment } = await app.rest.issues.createComment({ ...shop, issue_number: 1, body: '/postmortem' })
  const react = () => app.rest.reactions.createForIssueComment({ ...shop, comment_id: comment.id, content: '+1' })
  expect([(await react()).status, (await react()).status]).toEqual([201, 200])
  expect((await app.rest.reactions.listForIssueComment({ ...shop, comment_id: comment.id })).data).toHaveLength(1)
})
