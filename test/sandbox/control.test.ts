import { expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox/server.ts'
import { as, asApp, running, shop, tell } from './setting.ts'

async function post(sandbox: Sandbox, path: string, body: object): Promise<number> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return answer.status
}

test('a transferred issue answers 301 and is found at its new place with its comments', async () => {
  const sandbox = await running({
    seed: { repositories: [{ name: 'shop', issues: [{ title: 'one', author: 'ada' }] }, { name: 'other' }] },
  })
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.createComment({ ...shop, issue_number: 1, body: 'hello' })
  expect(await post(sandbox, 'transfer', { from: 'acme/shop', number: 1, to: 'acme/other' })).toBe(201)
  expect(await tell(sandbox, undefined, ['GET', '/repos/acme/shop/issues/1'])).toMatchObject({ status: 301 })
  const headers = { authorization: `token ${sandbox.tokens.ada}` }
  for (const [method, status] of [
    ['GET', 301],
    ['PATCH', 307],
  ] as const) {
    const answer = await fetch(`${sandbox.url}/repos/acme/shop/issues/1`, { method, headers, redirect: 'manual' })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ message: 'Moved Permanently', url: answer.headers.get('location') })
  }
  const { data } = await ada.rest.issues.get({ ...shop, issue_number: 1 })
  expect(data).toMatchObject({ title: 'one', comments: 1, repository_url: `${sandbox.url}/repos/acme/other` })
  const comments = await ada.rest.issues.listComments({ ...shop, issue_number: 1 })
  expect(comments.data.map(({ body }) => body)).toEqual(['hello'])
  await ada.rest.issues.createComment({ ...shop, issue_number: 1, body: 'sent to the old place' })
  const { issues } = await sandbox.dump('acme', 'other')
  expect(issues[0]?.comments).toHaveLength(2)
  expect(sandbox.deliveries.list().map(({ payload }) => payload.action)).toEqual([
    'created',
    'transferred',
    'opened',
    'created',
  ])
})

test('a deleted issue is gone for good', async () => {
  const sandbox = await running()
  await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'one' })
  expect(await post(sandbox, 'delete-issue', { repository: 'acme/shop', number: 1 })).toBe(204)
  const told = await tell(sandbox, undefined, ['GET', '/repos/acme/shop/issues/1'])
  expect(told).toMatchObject({ status: 410, message: 'This issue was deleted' })
  expect((await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'two' })).data.number).toBe(2)
})

test("an issue form labels a stranger's issue in the stranger's name; asking for labels does not", async () => {
  const sandbox = await running()
  const input = { repository: 'acme/shop', title: 'Help', labels: ['incident', 'not there'], author: 'stranger' }
  expect(await post(sandbox, 'issue-form', input)).toBe(201)
  await as(sandbox, 'stranger').rest.issues.create({ ...shop, title: 'By API', labels: ['incident'] })
  const { issues } = await sandbox.dump('acme', 'shop')
  expect(issues.map(({ labels }) => labels)).toEqual([['incident'], []])
  expect(sandbox.deliveries.list()[1]?.payload).toMatchObject({ action: 'labeled', sender: { login: 'stranger' } })
})

test('a renamed repository answers at its old name by redirect', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  await as(sandbox, 'ada').rest.repos.update({ ...shop, name: 'store' })
  const { data } = await app.rest.repos.get(shop)
  expect(data.full_name).toBe('acme/store')
  await app.rest.issues.create({ ...shop, title: 'sent to the old name' })
  expect((await sandbox.dump('acme', 'store')).issues).toHaveLength(1)
})

test('clock, latency, cut and hook can be set from another process', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  expect(await post(sandbox, 'clock', { now: '2026-03-01T00:00:00Z' })).toBe(200)
  expect(await post(sandbox, 'clock', { advance: 1000 })).toBe(200)
  expect(sandbox.clock.now()).toBe('2026-03-01T00:00:01Z')
  expect(await post(sandbox, 'clock', { later: true })).toBe(422)
  expect(await post(sandbox, 'stop-after', { writes: 0 })).toBe(200)
  await expect(app.rest.repos.get(shop)).rejects.toThrow()
  expect(await post(sandbox, 'stop-after', { writes: null })).toBe(200)
  await app.rest.repos.get(shop)
  const state: unknown = await (await fetch(`${sandbox.url}/_sandbox/state`)).json()
  expect(state).toMatchObject({
    repositories: { 'acme/shop': { branches: { main: { 'README.md': expect.any(String) } } } },
  })
})

test('only the three mutations are known to GraphQL', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  await app.rest.issues.create({ ...shop, title: 'one' })
  const { data } = await app.rest.issues.createComment({ ...shop, issue_number: 1, body: 'old' })
  await app.graphql(
    'mutation ($input: MinimizeCommentInput!) { minimizeComment(input: $input) { minimizedComment { isMinimized } } }',
    { input: { subjectId: data.node_id, classifier: 'OUTDATED' } },
  )
  const { issues } = await sandbox.dump('acme', 'shop')
  expect(issues[0]?.comments[0]?.minimized).toBe('outdated')
  await expect(app.graphql('query { viewer { login } }')).rejects.toThrow('use the REST API')
})

test('a pull request from a fork carries its own repository, and no branch here leads to it', async () => {
  const sandbox = await running()
  const files = { 'a.md': 'from outside' }
  const input = { repository: 'acme/shop', author: 'stranger', branch: 'main', title: 'Mine', files }
  expect(await post(sandbox, 'fork-pull', input)).toBe(201)
  const { pulls } = as(sandbox, 'ada').rest
  const { data } = await pulls.get({ ...shop, pull_number: 1 })
  expect(data.head).toMatchObject({ label: 'stranger:main', user: { login: 'stranger' }, repo: { fork: true } })
  expect(data.head.repo?.id).not.toBe(data.base.repo.id)
  expect((await pulls.list({ ...shop, head: 'acme:main' })).data).toEqual([])
  expect((await pulls.list({ ...shop, head: 'Stranger:main' })).data).toHaveLength(1)
  await pulls.merge({ ...shop, pull_number: 1 })
  const { branches } = await sandbox.dump('acme', 'shop')
  expect(Object.keys(branches)).toEqual(['main'])
  expect(branches.main?.['a.md']).toBe('from outside')
})
