import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox/server.ts'
import { as, asApp, asJwt, running, shop, tell } from './setting.ts'

const seed = { repositories: [{ name: 'shop', issues: [{ title: 'One', author: 'ada' }] }, { name: 'other' }] }

async function change(sandbox: Sandbox, body: object, path = 'installation'): Promise<number> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  return answer.status
}

const told = (sandbox: Sandbox) => sandbox.deliveries.list().map(({ event, payload }) => [event, payload.action])

describe('a suspended installation', () => {
  test('is refused with its old tokens and new ones, hears nothing, and works again afterwards', async () => {
    const sandbox = await running({ seed })
    const app = await asApp(sandbox)
    expect(await change(sandbox, { action: 'suspend' })).toBe(200)
    const refusal = { status: 403, message: expect.stringContaining('This installation has been suspended') }
    await expect(app.rest.repos.get(shop)).rejects.toMatchObject(refusal)
    await expect(asApp(sandbox)).rejects.toMatchObject(refusal)
    const { data } = await asJwt(sandbox).rest.apps.listInstallations()
    expect(data[0]).toMatchObject({ suspended_at: '2026-01-05T09:00:00Z', suspended_by: { login: 'ada' } })
    await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'unheard' })
    await change(sandbox, { action: 'unsuspend' })
    await app.rest.repos.get(shop)
    expect(told(sandbox)).toEqual([
      ['installation', 'suspend'],
      ['installation', 'unsuspend'],
    ])
  })
})

describe('an uninstalled app', () => {
  test('finds no installation, no token and no repository, and a new id when it is installed again', async () => {
    const sandbox = await running({ seed })
    const jwt = asJwt(sandbox)
    const { data: before } = await jwt.rest.apps.getRepoInstallation(shop)
    const app = await asApp(sandbox)
    await change(sandbox, { action: 'deleted' })
    await expect(app.rest.repos.get(shop)).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    })
    const token = jwt.rest.apps.createInstallationAccessToken({ installation_id: before.id })
    await expect(token).rejects.toMatchObject({ status: 404 })
    await expect(jwt.rest.apps.getRepoInstallation(shop)).rejects.toMatchObject({ status: 404 })
    expect((await jwt.rest.apps.listInstallations()).data).toEqual([])
    expect(await change(sandbox, { action: 'suspend' })).toBe(422)
    await change(sandbox, { action: 'created', repositories: ['acme/shop'] })
    const { data: after } = await jwt.rest.apps.getRepoInstallation(shop)
    expect(after.id).not.toBe(before.id)
    const { data } = await (await asApp(sandbox)).rest.apps.listReposAccessibleToInstallation()
    expect(data.repositories.map(({ name }) => name)).toEqual(['shop'])
    expect(sandbox.deliveries.list().map(({ payload }) => payload)).toMatchObject([
      { action: 'deleted', installation: { id: before.id }, repositories: [{ name: 'shop' }, { name: 'other' }] },
      { action: 'created', installation: { id: after.id }, repositories: [{ full_name: 'acme/shop' }] },
    ])
  })
})

test('a repository taken out of the installation is not there for the app until it is added again', async () => {
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', private: true }] } })
  const app = await asApp(sandbox)
  await change(sandbox, { action: 'removed', repositories: ['acme/shop'] })
  await expect(app.rest.repos.get(shop)).rejects.toMatchObject({ status: 404 })
  await change(sandbox, { action: 'added', repositories: ['acme/shop'], by: 'wes' })
  await app.rest.repos.get(shop)
  expect(sandbox.deliveries.list().map(({ event, payload }) => ({ event, ...payload }))).toMatchObject([
    { event: 'installation_repositories', action: 'removed', repositories_removed: [{ name: 'shop' }] },
    { event: 'installation_repositories', repositories_added: [{ name: 'shop' }], sender: { login: 'wes' } },
  ])
})

test('accepted permissions are there at once, and told', async () => {
  const permissions = { issues: 'read' } as const
  const sandbox = await running({ seed: { repositories: [{ name: 'shop', permissions }] } })
  await expect((await asApp(sandbox)).rest.issues.create({ ...shop, title: 'x' })).rejects.toMatchObject({
    status: 403,
  })
  await change(sandbox, { action: 'new_permissions_accepted' })
  await (await asApp(sandbox)).rest.issues.create({ ...shop, title: 'x' })
  expect(told(sandbox)[0]).toEqual(['installation', 'new_permissions_accepted'])
})

test('a renamed organisation answers at its old name by redirect for its repositories, and 404 for itself', async () => {
  const sandbox = await running({ seed })
  const app = await asApp(sandbox)
  expect(await change(sandbox, { to: 'zenith' }, 'rename-organization')).toBe(200)
  expect(await tell(sandbox, undefined, ['GET', '/repos/acme/shop/issues/1'])).toMatchObject({ status: 301 })
  expect((await app.rest.issues.get({ ...shop, issue_number: 1 })).data.title).toBe('One')
  await app.rest.issues.create({ ...shop, title: 'sent to the old name' })
  expect((await sandbox.dump('zenith', 'shop')).issues).toHaveLength(2)
  await expect(app.rest.orgs.get({ org: 'acme' })).rejects.toMatchObject({ status: 404 })
  const { data } = await asJwt(sandbox).rest.apps.getRepoInstallation(shop)
  expect(data.account).toMatchObject({ login: 'zenith' })
  expect(sandbox.deliveries.list()[0]).toMatchObject({
    event: 'installation_target',
    payload: { action: 'renamed', changes: { login: { from: 'acme' } }, account: { login: 'zenith' } },
  })
})

test('who leaves a repository is taken off its issues and cannot be assigned any more', async () => {
  const sandbox = await running({ seed })
  const ada = as(sandbox, 'ada')
  await ada.rest.issues.addAssignees({ ...shop, issue_number: 1, assignees: ['wes', 'tia'] })
  await ada.rest.repos.removeCollaborator({ ...shop, username: 'wes' })
  expect((await sandbox.dump('acme', 'shop')).issues[0]?.assignees).toEqual(['tia'])
  expect(await tell(sandbox, sandbox.tokens.ada, ['GET', '/repos/acme/shop/assignees/wes'])).toMatchObject({
    status: 404,
  })
  expect(told(sandbox).at(-1)).toEqual(['issues', 'unassigned'])
})

test('tokens can be ended before their hour', async () => {
  const sandbox = await running({ seed })
  const app = await asApp(sandbox)
  sandbox.expireTokens()
  await expect(app.rest.repos.get(shop)).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('Bad credentials'),
  })
  await (await asApp(sandbox)).rest.repos.get(shop)
  expect(await change(sandbox, {}, 'expire-tokens')).toBe(204)
})

test('an issue is transferred with its comments, assignees, parent and known labels, and never into the open', async () => {
  const repositories = [
    { name: 'shop', labels: ['bug', 'odd'], issues: [{ title: 'Parent', author: 'ada' }] },
    { name: 'other', labels: ['bug'] },
    { name: 'vault', private: true, issues: [{ title: 'Secret', author: 'ada' }] },
  ]
  const sandbox = await running({ seed: { repositories } })
  const { rest } = as(sandbox, 'ada')
  const made = { ...shop, title: 'Child', labels: ['bug', 'odd'], assignees: ['wes'] }
  const { data: child } = await rest.issues.create(made)
  await rest.issues.createComment({ ...shop, issue_number: child.number, body: 'Hello' })
  await rest.issues.addSubIssue({ ...shop, issue_number: 1, sub_issue_id: child.id })
  expect(await change(sandbox, { from: 'acme/shop', number: child.number, to: 'acme/other' }, 'transfer')).toBe(201)

  const { data: moved } = await rest.issues.get({ ...shop, issue_number: child.number })
  expect(moved).toMatchObject({ number: 1, comments: 1, assignees: [{ login: 'wes' }], labels: [{ name: 'bug' }] })
  expect(moved.id).not.toBe(child.id)
  const { data: children } = await rest.issues.listSubIssues({ ...shop, issue_number: 1 })
  expect(children.map(({ id }) => id)).toEqual([moved.id])
  expect(await change(sandbox, { from: 'acme/vault', number: 1, to: 'acme/other' }, 'transfer')).toBe(422)
})

test('an app that is registered anew is another bot with another id, and knows what the former one wrote', async () => {
  const sandbox = await running({ seed })
  const former = sandbox.env.APP_ID
  await (await asApp(sandbox)).rest.issues.createComment({ ...shop, issue_number: 1, body: 'Before' })
  expect(await change(sandbox, { slug: 'successor' }, 'register-anew')).toBe(200)
  expect(await change(sandbox, { slug: 'aftermath' }, 'register-anew')).toBe(422)
  expect(sandbox.env.APP_ID).not.toBe(former)
  const app = await asApp(sandbox)
  await app.rest.issues.createComment({ ...shop, issue_number: 1, body: 'After' })
  const { data } = await app.rest.issues.listComments({ ...shop, issue_number: 1 })
  expect(data).toMatchObject([
    { user: { login: 'aftermath[bot]' }, performed_via_github_app: { id: Number(former), slug: 'aftermath' } },
    { user: { login: 'successor[bot]' }, performed_via_github_app: { id: Number(sandbox.env.APP_ID) } },
  ])
})
