import { describe, expect, test } from 'vitest'
import { as, asApp, running, shop } from './setting.ts'

describe('the cut after the k-th write', () => {
  test('lets k writes of the app through and no request after them, until it is lifted', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    const create = (title: string) => app.rest.issues.create({ ...shop, title })
    sandbox.stopAfterWrites(2)
    await create('one')
    await app.rest.issues.listForRepo({ ...shop })
    expect((await create('two')).status).toBe(201)
    await expect(create('three')).rejects.toThrow()
    await expect(app.rest.issues.listForRepo({ ...shop })).rejects.toThrow()
    await as(sandbox, 'ada').rest.issues.create({ ...shop, title: 'by a person' })
    sandbox.stopAfterWrites(undefined)
    await create('four')
    const { issues } = await sandbox.dump('acme', 'shop')
    expect(issues.map(({ title }) => title)).toEqual(['one', 'two', 'by a person', 'four'])
  })

  test('holds for writes that arrive together', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    sandbox.stopAfterWrites(3)
    const all = Array.from({ length: 8 }, (_, i) => app.rest.issues.create({ ...shop, title: `${i}` }))
    const done = await Promise.allSettled(all)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect((await sandbox.dump('acme', 'shop')).issues).toHaveLength(3)
  })

  test('does not count refused writes', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    sandbox.stopAfterWrites(1)
    await expect(app.rest.issues.create({ ...shop, title: '' })).rejects.toMatchObject({ status: 422 })
    expect((await app.rest.issues.create({ ...shop, title: 'one' })).status).toBe(201)
  })
})

test('requests are logged with who made them and how they ended, but not those of the pages', async () => {
  const sandbox = await running()
  sandbox.requests.clear()
  await as(sandbox, 'wes').rest.issues.listForRepo({ ...shop, state: 'all' })
  await fetch(`${sandbox.url}/repos/acme/none`)
  await fetch(`${sandbox.url}/acme/shop`)
  expect(sandbox.requests.list()).toMatchObject([
    { method: 'GET', path: '/repos/acme/shop/issues?state=all', status: 200, actor: 'wes' },
    { method: 'GET', path: '/repos/acme/none', status: 404, actor: 'anonymous' },
  ])
})

test('latency is added to the API', async () => {
  const sandbox = await running({ latency: 40 })
  await fetch(`${sandbox.url}/repos/acme/shop`)
  const [logged] = sandbox.requests.list()
  expect((logged?.end ?? 0) - (logged?.at ?? 0)).toBeGreaterThanOrEqual(38)
})

test("the story's clock stamps what happens and the Date header", async () => {
  const sandbox = await running()
  sandbox.clock.set('2012-08-01T14:15:00Z')
  const ada = as(sandbox, 'ada')
  const one = await ada.rest.issues.create({ ...shop, title: 'one' })
  sandbox.clock.advance(36 * 3_600_000)
  const two = await ada.rest.issues.create({ ...shop, title: 'two' })
  expect([one.data.created_at, two.data.created_at]).toEqual(['2012-08-01T14:15:00Z', '2012-08-03T02:15:00Z'])
  expect(two.headers.date).toBe('Fri, 03 Aug 2012 02:15:00 GMT')
})

test("without a start, the story's clock follows real time", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000
  const sandbox = await running({ seed: {} })
  const { startSandbox } = await import('../../sandbox/server.ts')
  const real = await startSandbox()
  const now = Date.parse(real.clock.now())
  await real.close()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
  expect(sandbox.clock.now()).toBe('2026-01-05T09:00:00Z')
})
