import { expect, test } from 'vitest'
import { as, asApp, running, shop, tell } from './setting.ts'

const events = (sandbox: Awaited<ReturnType<typeof running>>, event: string) =>
  sandbox.deliveries.list().filter((delivery) => delivery.event === event)

test('a deployment tells of its states, the newest first, and sends each to the app', async () => {
  const sandbox = await running()
  const wes = as(sandbox, 'wes')
  const path = '/repos/acme/shop/deployments'
  await tell(sandbox, sandbox.tokens.wes, ['POST', path], { ref: 'main', environment: 'smars-1' })
  const [deployment] = (await wes.rest.repos.listDeployments(shop)).data
  expect(deployment).toMatchObject({ environment: 'smars-1', ref: 'main', creator: { login: 'wes' } })
  const where = { ...shop, deployment_id: deployment?.id ?? 0 }
  for (const state of ['in_progress', 'success'] as const) {
    await wes.rest.repos.createDeploymentStatus({ ...where, state })
  }
  const app = await asApp(sandbox)
  const { data } = await app.rest.repos.listDeploymentStatuses(where)
  expect(data.map(({ state }) => state)).toEqual(['success', 'in_progress'])
  expect(events(sandbox, 'deployment_status')).toHaveLength(2)
})

test('what a successful deployment replaces in its environment becomes inactive, and production stays as it is', async () => {
  const sandbox = await running()
  const wes = as(sandbox, 'wes')
  const deploy = async (environment: string, more: object = {}) => {
    const input = { ref: 'main', environment }
    await tell(sandbox, sandbox.tokens.wes, ['POST', '/repos/acme/shop/deployments'], input)
    const [newest] = (await wes.rest.repos.listDeployments(shop)).data
    const id = newest?.id ?? 0
    await wes.rest.repos.createDeploymentStatus({ ...shop, deployment_id: id, state: 'success', ...more })
    return async () => {
      const { data } = await wes.rest.repos.listDeploymentStatuses({ ...shop, deployment_id: id })
      return data.map(({ state }) => state)
    }
  }
  const [first, elsewhere, live] = [await deploy('smars-1'), await deploy('smars-2'), await deploy('production')]
  await deploy('smars-1')
  await deploy('production')
  expect([await first(), await elsewhere(), await live()]).toEqual([['inactive', 'success'], ['success'], ['success']])
  const kept = await deploy('smars-3')
  await deploy('smars-3', { auto_inactive: false })
  expect(await kept()).toEqual(['success'])
})

test.each([
  [{ environment: 'smars-1' }, 1],
  [{ environment: 'smars-2' }, 0],
  [{ ref: 'main' }, 1],
] as const)('deployments are listed by %j: %i', async (query, count) => {
  const sandbox = await running()
  const wes = as(sandbox, 'wes')
  await tell(sandbox, sandbox.tokens.wes, ['POST', '/repos/acme/shop/deployments'], {
    ref: 'main',
    environment: 'smars-1',
  })
  expect((await wes.rest.repos.listDeployments({ ...shop, ...query })).data).toHaveLength(count)
})

test('a deployment of what is not there is refused', async () => {
  const sandbox = await running()
  const answer = await tell(sandbox, sandbox.tokens.wes, ['POST', '/repos/acme/shop/deployments'], { ref: 'gone' })
  expect(answer).toMatchObject({ status: 422, message: 'No ref found for: gone' })
})

test('a release is published once a tag, which it sets, and its draft shows to nobody', async () => {
  const sandbox = await running()
  const wes = as(sandbox, 'wes')
  await wes.rest.repos.createRelease({ ...shop, tag_name: 'v1', name: 'One' })
  await wes.rest.repos.createRelease({ ...shop, tag_name: 'v2', draft: true })
  const { data } = await wes.rest.repos.listReleases(shop)
  expect(data.map(({ tag_name, name }) => [tag_name, name])).toEqual([['v1', 'One']])
  expect((await wes.rest.git.getRef({ ...shop, ref: 'tags/v1' })).data.object.type).toBe('commit')
  await expect(wes.rest.git.getRef({ ...shop, ref: 'tags/v2' })).rejects.toMatchObject({ status: 404 })
  expect(events(sandbox, 'release').map(({ payload }) => payload.action)).toEqual(['published'])
  await expect(wes.rest.repos.createRelease({ ...shop, tag_name: 'v1' })).rejects.toMatchObject({ status: 422 })
})

test('workflow runs are found by their outcome, branch and time', async () => {
  const sandbox = await running()
  const body = { repository: 'acme/shop', name: 'ci', title: 'Use the new flag' }
  await tell(sandbox, undefined, ['POST', '/_sandbox/workflow-run'], body)
  sandbox.clock.advance(3_600_000)
  await tell(sandbox, undefined, ['POST', '/_sandbox/workflow-run'], { ...body, conclusion: 'success' })
  const found = async (query: object) =>
    (await as(sandbox, 'wes').rest.actions.listWorkflowRunsForRepo({ ...shop, ...query })).data.total_count
  expect(await found({})).toBe(2)
  expect(await found({ status: 'failure', branch: 'main' })).toBe(1)
  expect(await found({ created: '2026-01-05T09:30:00Z..2026-01-05T12:00:00Z' })).toBe(1)
  expect(await found({ branch: 'other' })).toBe(0)
})

test('an app without the permission for them is refused', async () => {
  const seed = {
    repositories: [{ name: 'shop', permissions: { deployments: 'none' as const, actions: 'none' as const } }],
  }
  const app = await asApp(await running({ seed }))
  await expect(app.rest.repos.listDeployments(shop)).rejects.toMatchObject({ status: 403 })
  await expect(app.rest.actions.listWorkflowRunsForRepo(shop)).rejects.toMatchObject({ status: 403 })
})
