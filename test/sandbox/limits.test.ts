import { describe, expect, test } from 'vitest'
import { githubLimits, meter } from '../../sandbox/http/limits.ts'
import type { Requester } from '../../sandbox/store.ts'
import { as, asApp, running, shop } from './setting.ts'

const ada: Requester = { kind: 'user', account: { id: 7, login: 'ada', type: 'User', name: null } }
const issues = ['POST', '/repos/acme/shop/issues'] as const

/** GitHub's limits on a clock in milliseconds that the test moves. */
function metered() {
  const time = { now: 0 }
  const made = meter({ now: () => time.now, story: () => '2026-01-05T09:00:00Z', installationId: () => 1 })
  made.set(githubLimits)
  const spend = (times: number, method = 'GET', path = '/repos/acme/shop') =>
    Array.from({ length: times }, () => made.spend(ada, method, path)).filter((refusal) => refusal !== undefined)
  return { time, made, spend }
}

describe('on the clock', () => {
  test('5,000 requests an hour pass and the next one is refused until the hour is over', () => {
    const { time, made, spend } = metered()
    time.now = 1_800_000
    expect(spend(5_000)).toEqual([])
    const [refusal] = spend(1)
    expect(refusal?.message).toMatch(/^API rate limit exceeded for user ID 7\./)
    expect(refusal?.headers).toMatchObject({ 'x-ratelimit-remaining': '0' })
    expect(made.usage(ada).reset).toBe(Date.parse('2026-01-05T10:00:00Z') / 1000)
    time.now += 3_600_000
    expect(spend(1)).toEqual([])
  })

  test('80 new things a minute pass, and retry-after tells when the next one may', () => {
    const { time, spend } = metered()
    expect(spend(80, ...issues)).toEqual([])
    time.now = 20_000
    const [refusal] = spend(1, ...issues)
    expect(refusal?.message).toMatch(/^You have exceeded a secondary rate limit/)
    expect(refusal?.headers).toEqual({ 'retry-after': '40' })
    expect(spend(1)).toEqual([])
    time.now = 60_000
    expect(spend(80, ...issues)).toEqual([])
  })

  test('500 new things an hour pass, however slowly', () => {
    const { time, spend } = metered()
    for (let i = 0; i < 500; i++) {
      expect(spend(1, ...issues)).toEqual([])
      time.now += 2_000
    }
    const [refusal] = spend(1, ...issues)
    expect(refusal?.headers).toEqual({ 'retry-after': '2600' })
    time.now = 3_600_000
    expect(spend(1, ...issues)).toEqual([])
  })

  test('somebody else has limits of their own', () => {
    const { made, spend } = metered()
    spend(5_000)
    expect(made.spend({ ...ada, account: { ...ada.account, id: 8 } }, 'GET', '/')).toBeUndefined()
  })
})

test('the headers count down, and asking again what has not changed is free', async () => {
  const sandbox = await running({ limits: { primary: 3 } })
  const wes = as(sandbox, 'wes')
  const first = await wes.rest.repos.get(shop)
  expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '2' })
  const again = wes.rest.repos.get({ ...shop, headers: { 'if-none-match': first.headers.etag ?? '' } })
  await expect(again).rejects.toMatchObject({ status: 304, response: { headers: { 'x-ratelimit-remaining': '2' } } })
  expect((await wes.rest.rateLimit.get()).data.rate).toMatchObject({ limit: 3, used: 1, remaining: 2 })
  await wes.rest.repos.get(shop)
  await wes.rest.repos.get(shop)
  await expect(wes.rest.repos.get(shop)).rejects.toMatchObject({
    status: 403,
    message: expect.stringMatching(/^API rate limit exceeded for user ID/),
    response: { headers: { 'x-ratelimit-remaining': '0' } },
  })
  await (await asApp(sandbox)).rest.repos.get(shop)
})

test('limits are set while it runs, by the test or from another process', async () => {
  const sandbox = await running()
  const app = await asApp(sandbox)
  await fetch(`${sandbox.url}/_sandbox/limits`, { method: 'POST', body: JSON.stringify({ contentPerMinute: 1 }) })
  await app.rest.issues.create({ ...shop, title: 'one' })
  await expect(app.rest.issues.create({ ...shop, title: 'two' })).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
  })
  sandbox.setLimits({ contentPerMinute: 80 })
  await app.rest.issues.create({ ...shop, title: 'three' })
  expect((await sandbox.dump('acme', 'shop')).issues).toHaveLength(2)
})
