import { describe, expect, test } from 'vitest'
import type { FaultInput, Sandbox } from '../../sandbox/server.ts'
import { as, asApp, asJwt, running, shop } from './setting.ts'

interface Seen {
  /** 0 for a connection that was cut. */
  readonly status: number
  readonly message?: string
  readonly headers: Headers
}

/** Opens an issue as the app, without Octokit's retries. */
async function open(sandbox: Sandbox, token: string, title = 'x'): Promise<Seen> {
  return seen(
    fetch(`${sandbox.url}/repos/acme/shop/issues`, {
      method: 'POST',
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ title }),
    }),
  )
}

async function seen(answer: Promise<Response>): Promise<Seen> {
  try {
    const response = await answer
    const json: { message?: string } = Object(await response.json())
    return { status: response.status, headers: response.headers, ...(json.message && { message: json.message }) }
  } catch {
    return { status: 0, headers: new Headers() }
  }
}

async function tokenOf(sandbox: Sandbox): Promise<string> {
  const auth: { token?: string } = Object(await (await asApp(sandbox)).auth())
  return auth.token ?? ''
}

async function titles(sandbox: Sandbox): Promise<string[]> {
  return (await sandbox.dump('acme', 'shop')).issues.map(({ title }) => title)
}

describe('a request that is struck', () => {
  interface Row {
    readonly name: string
    readonly effect: Extract<FaultInput, { request?: unknown }>['effect']
    readonly says: readonly [number, string?]
    readonly headers?: Readonly<Record<string, string>>
    readonly carriedOut: boolean
  }
  const rows: readonly Row[] = [
    { name: 'by 500', effect: { kind: 'fail', with: 500 }, says: [500, 'Server Error'], carriedOut: false },
    { name: 'by 502', effect: { kind: 'fail' }, says: [502, 'Server Error'], carriedOut: false },
    { name: 'by a reset', effect: { kind: 'fail', with: 'reset' }, says: [0], carriedOut: false },
    {
      name: 'by a reset of its answer',
      effect: { kind: 'fail', when: 'after', with: 'reset' },
      says: [0],
      carriedOut: true,
    },
    {
      name: 'by 502 for its answer',
      effect: { kind: 'fail', when: 'after', with: 502 },
      says: [502, 'Server Error'],
      carriedOut: true,
    },
    {
      name: 'by a secondary limit',
      effect: { kind: 'limit', retryAfter: 7 },
      says: [403, expect.stringMatching(/^You have exceeded a secondary rate limit/)],
      headers: { 'retry-after': '7' },
      carriedOut: false,
    },
    {
      name: 'by 429',
      effect: { kind: 'limit', status: 429 },
      says: [429, expect.stringContaining('secondary rate limit')],
      headers: { 'retry-after': '60' },
      carriedOut: false,
    },
    {
      name: 'by a primary limit without retry-after',
      effect: { kind: 'limit', limit: 'primary', retryAfter: null },
      says: [403, expect.stringMatching(/^API rate limit exceeded for installation ID \d+\./)],
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.parse('2026-01-05T09:01:00Z') / 1000),
      },
      carriedOut: false,
    },
    { name: 'by 401', effect: { kind: 'unauthorized' }, says: [401, 'Bad credentials'], carriedOut: false },
    {
      name: 'by a race',
      effect: { kind: 'refuse', status: 409, message: 'main is at 1 but expected 2' },
      says: [409, 'main is at 1 but expected 2'],
      carriedOut: false,
    },
    { name: 'by a stall', effect: { kind: 'stall', ms: 5 }, says: [502, 'Server Error'], carriedOut: false },
    { name: 'by a late answer', effect: { kind: 'stall', when: 'after', ms: 5 }, says: [201], carriedOut: true },
  ]
  test.each(rows)('$name says so once, and then all is well', async ({ effect, says, headers, carriedOut }) => {
    const sandbox = await running()
    const token = await tokenOf(sandbox)
    sandbox.faults.add({ request: { method: 'POST', path: '/issues$' }, effect })
    const told = await open(sandbox, token)
    expect([told.status, told.message]).toEqual([says[0], says[1]])
    for (const [name, value] of Object.entries(headers ?? {})) expect(told.headers.get(name)).toBe(value)
    expect(await titles(sandbox)).toEqual(carriedOut ? ['x'] : [])
    expect(sandbox.requests.list().at(-1)).toMatchObject({ status: told.status, fault: effect.kind })
    expect((await open(sandbox, token, 'again')).status).toBe(201)
  })
})

describe('a fault strikes', () => {
  test('the k-th matching request and as many as asked for', async () => {
    const sandbox = await running()
    const token = await tokenOf(sandbox)
    sandbox.faults.add({ request: { access: 'write' }, skip: 1, times: 2, effect: { kind: 'fail' } })
    const statuses: number[] = []
    for (const title of ['a', 'b', 'c', 'd']) statuses.push((await open(sandbox, token, title)).status)
    expect(statuses).toEqual([201, 502, 502, 201])
    expect(await titles(sandbox)).toEqual(['a', 'd'])
  })

  test('the app and nobody else, unless asked to', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    sandbox.faults.add({ effect: { kind: 'fail' } })
    await as(sandbox, 'ada').rest.repos.get(shop)
    await expect(app.rest.repos.get(shop)).rejects.toMatchObject({ status: 502 })
    sandbox.faults.add({ request: { actor: 'user' }, effect: { kind: 'fail' } })
    await app.rest.repos.get(shop)
    await expect(as(sandbox, 'ada').rest.repos.get(shop)).rejects.toMatchObject({ status: 502 })
    sandbox.faults.add({ request: { actor: 'jwt' }, effect: { kind: 'unauthorized' } })
    await app.rest.repos.get(shop)
    await expect(asJwt(sandbox).rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 })
  })

  test('each in its own count, the eldest first', async () => {
    const sandbox = await running()
    const token = await tokenOf(sandbox)
    sandbox.faults.add({ request: { method: 'POST' }, skip: 1, effect: { kind: 'fail', with: 500 } })
    sandbox.faults.add({ request: { path: '/issues' }, skip: 1, times: 2, effect: { kind: 'unauthorized' } })
    const statuses: number[] = []
    for (const title of ['a', 'b', 'c', 'd']) statuses.push((await open(sandbox, token, title)).status)
    expect(statuses).toEqual([201, 500, 401, 401])
    expect(sandbox.faults.list().map(({ struck }) => struck)).toEqual([1, 2])
  })
})

describe('stale reads', () => {
  test('see the state from before the write until their time is over', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    const ada = as(sandbox, 'ada')
    await app.rest.issues.create({ ...shop, title: 'first' })
    sandbox.faults.add({ request: { access: 'write' }, effect: { kind: 'stale', ms: 60_000 } })
    await app.rest.issues.update({ ...shop, issue_number: 1, title: 'changed', labels: ['incident'] })
    const { data: second } = await app.rest.issues.create({ ...shop, title: 'second' })
    expect(second.number).toBe(2)
    const listed = async (octokit: typeof app) =>
      (await octokit.rest.issues.listForRepo(shop)).data.map(({ title }) => title)
    expect(await listed(app)).toEqual(['first'])
    await expect(app.rest.issues.get({ ...shop, issue_number: 2 })).rejects.toMatchObject({ status: 404 })
    expect(await listed(ada)).toEqual(['second', 'changed'])
    sandbox.faults.clear()
    expect(await listed(app)).toEqual(['second', 'changed'])
  })

  test('keep refs and files as they were', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    const before = (await app.rest.git.getRef({ ...shop, ref: 'heads/main' })).data.object.sha
    sandbox.faults.add({ request: { access: 'write' }, effect: { kind: 'stale', ms: 60_000 } })
    const write = { ...shop, path: 'new.md', message: 'x', content: '' }
    const { data } = await app.rest.repos.createOrUpdateFileContents(write)
    expect((await app.rest.git.getRef({ ...shop, ref: 'heads/main' })).data.object.sha).toBe(before)
    await expect(app.rest.repos.getContent({ ...shop, path: 'new.md' })).rejects.toMatchObject({ status: 404 })
    expect(data.commit.sha).not.toBe(before)
  })

  test('end by themselves', async () => {
    const sandbox = await running()
    const app = await asApp(sandbox)
    sandbox.faults.add({ request: { access: 'write' }, effect: { kind: 'stale', ms: 0 } })
    await app.rest.issues.create({ ...shop, title: 'first' })
    expect((await app.rest.issues.listForRepo(shop)).data).toHaveLength(1)
  })
})

test('faults are asked for, listed and taken away by another process', async () => {
  const sandbox = await running()
  const at = `${sandbox.url}/_sandbox/faults`
  const post = (body: object) => fetch(at, { method: 'POST', body: JSON.stringify(body) })
  const made = await post({ request: { method: 'POST' }, skip: 2, effect: { kind: 'fail', when: 'after' } })
  expect([made.status, await made.json()]).toEqual([201, { id: 1 }])
  expect(await (await fetch(at)).json()).toEqual([
    {
      id: 1,
      struck: 0,
      fault: {
        request: { method: 'POST', actor: 'app' },
        effect: { kind: 'fail', when: 'after', with: 502 },
        skip: 2,
        times: 1,
      },
    },
  ])
  expect((await post({ effect: { kind: 'explode' } })).status).toBe(422)
  expect((await post({ request: { path: '(' }, effect: { kind: 'fail' } })).status).toBe(422)
  expect((await fetch(at, { method: 'DELETE' })).status).toBe(204)
  expect(sandbox.faults.list()).toEqual([])
})

test('closing does not wait for what stalls', async () => {
  const sandbox = await running()
  const token = await tokenOf(sandbox)
  sandbox.faults.add({ effect: { kind: 'stall', ms: 600_000 } })
  const stalled = open(sandbox, token)
  while (sandbox.faults.list()[0]?.struck === 0) await new Promise(setImmediate)
  await sandbox.close()
  expect((await stalled).status).not.toBe(201)
})
