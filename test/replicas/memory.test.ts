import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Comment } from '../../src/domain/issue.ts'
import { connectEngine } from '../../src/replicas/engine/connect.ts'
import type { Engine } from '../../src/replicas/engine/engine.ts'
import { budgets } from '../../src/replicas/memory/request-limits.ts'
import { createSeal } from '../../src/replicas/memory/seal.ts'
import { missing, type RunningEngine, startPostgres, startRedis } from './engines.ts'
import { join, type Member, until } from './stage.ts'

const engines = [
  { name: 'Redis', without: missing.redis, start: startRedis },
  { name: 'PostgreSQL', without: missing.postgres, start: startPostgres },
]
const shop = { owner: 'acme', repo: 'shop' }

function comment(id: number, body: string): Comment {
  const at = '2026-03-02T12:00:00Z'
  const author = { login: 'aftermath[bot]', bot: true, appId: 1 }
  return { id, body, author, createdAt: at, updatedAt: at, url: '', marks: 0, hidden: false }
}

describe.each(engines)('what replicas share on $name', ({ without, start }) => {
  let running: RunningEngine
  let appId = 0
  const members: Member[] = []
  const opened: Engine[] = []

  beforeAll(async () => {
    if (without === null) running = await start()
  })
  afterAll(() => running?.remove())
  afterEach(async () => {
    await Promise.all([...members.splice(0).map((one) => one.stop()), ...opened.splice(0).map((one) => one.close())])
    appId += 1
  })

  async function member(replica: string): Promise<Member> {
    const one = await join(running.url, { replica, appId, runs: false })
    members.push(one)
    return one
  }

  async function store() {
    const engine = await connectEngine({ url: running.url, prefix: `aftermath_${appId}` })
    opened.push(engine)
    return engine.store
  }

  const shared = it.skipIf(without !== null)

  shared('shows every replica what one of them created, in order, and not what was deleted since', async () => {
    const [one, two] = [await member('a'), await member('b')]
    await one.replicas.recent.remember(shop, { kind: 'comment', on: 1, comment: comment(1, 'first') })
    await two.replicas.recent.remember(shop, { kind: 'comment', on: 1, comment: comment(2, 'second') })
    const seen = async (who: Member) =>
      (await who.replicas.recent.in(shop)).flatMap((it) => (it.kind === 'comment' ? [it.comment.body] : []))
    expect(await seen(one)).toEqual(expect.arrayContaining(['first', 'second']))
    expect((await seen(two)).sort()).toEqual(['first', 'second'])
    await two.replicas.recent.forgetComment(shop, 1)
    expect(await seen(one)).toEqual(['second'])
    expect(await one.replicas.recent.in({ ...shop, repo: 'wiki' })).toEqual([])
  })

  shared('keeps texts where the engine cannot read them', async () => {
    const one = await member('a')
    await one.replicas.recent.remember(shop, { kind: 'comment', on: 1, comment: comment(1, 'a secret sentence') })
    const values = await (await store()).added('recent:acme/shop')
    expect(values).toHaveLength(1)
    expect(JSON.stringify(values)).not.toContain('secret')
    expect(Buffer.from(values[0] ?? '', 'base64').toString('latin1')).not.toContain('secret')
  })

  shared('counts what an installation uses up, whichever replica asks', async () => {
    const [one, two] = [await member('a'), await member('b')]
    const { points } = budgets.writes
    for (let n = 0; n < points; n += 1) expect(await (n % 2 ? one : two).replicas.limits.take('writes', '7', 1)).toBe(0)
    expect(await one.replicas.limits.take('writes', '7', 1)).toBeGreaterThan(0)
    expect(await two.replicas.limits.take('writes', '7', 1)).toBeGreaterThan(0)
    expect(await two.replicas.limits.take('writes', '8', 1)).toBe(0)
  })

  shared('lets every replica know for how long GitHub asked one of them to keep still', async () => {
    const [one, two] = [await member('a'), await member('b')]
    expect(await two.replicas.limits.closedFor('7')).toBe(0)
    await one.replicas.limits.close('7', 60_000)
    await one.replicas.limits.close('7', 1_000)
    expect(await two.replicas.limits.closedFor('7')).toBeGreaterThan(50_000)
    expect(await two.replicas.limits.closedFor('8')).toBe(0)
  })

  shared('lets one replica do regular work, and another where it fails or the engine was emptied', async () => {
    const [one, two] = [await member('a'), await member('b')]
    const done: string[] = []
    const by = (who: Member, name: string) =>
      who.replicas.work.perform('sweep', 60_000, async () => void done.push(name))
    await Promise.all([by(one, 'a'), by(two, 'b')])
    await by(two, 'b')
    expect(done).toHaveLength(1)
    expect(await two.replicas.work.isDone('sweep')).toBe(true)
    await two.replicas.work.again('sweep')
    await by(two, 'b')
    expect(done.at(-1)).toBe('b')
    const fails = one.replicas.work.perform('redelivery', 60_000, async () => Promise.reject(new Error('no')))
    await expect(fails).rejects.toThrow('no')
    expect(await one.replicas.work.isDone('redelivery')).toBe(false)
  })

  shared('takes the work of a replica that is heard of no longer', async () => {
    const held = await store()
    expect(await held.claim('doing:sweep', 'dead', 300)).toBe(true)
    const two = await member('b')
    const done: string[] = []
    const attempt = () => two.replicas.work.perform('sweep', 60_000, async () => void done.push('b'))
    await attempt()
    expect(done).toEqual([])
    await until(async () => {
      await attempt()
      return done.length > 0
    })
  })

  shared('keeps what the last look at the log of deliveries left', async () => {
    const [one, two] = [await member('a'), await member('b')]
    const empty = await two.replicas.redelivery.load()
    expect(empty).toEqual({ attempts: [], readUntil: Number.NEGATIVE_INFINITY, refs: new Map(), asked: new Map() })
    const ref = { kind: 'incident', ...shop, number: 3 } as const
    const memory = {
      attempts: [],
      readUntil: 5,
      refs: new Map([['guid', [ref]]]),
      asked: new Map([['guid', { times: 1, at: '2026-03-02T12:00:00Z' }]]),
    }
    await one.replicas.redelivery.save(memory)
    expect(await two.replicas.redelivery.load()).toEqual(memory)
  })

  shared('tells each replica once that a repository has changed', async () => {
    const [one, two] = [await member('a'), await member('b')]
    expect(await two.replicas.changes.isNew(shop)).toBe(false)
    await one.replicas.changes.announce(shop)
    expect(await two.replicas.changes.isNew(shop)).toBe(true)
    expect(await two.replicas.changes.isNew({ owner: 'ACME', repo: 'shop' })).toBe(false)
    await one.replicas.changes.announce(shop)
    expect(await two.replicas.changes.isNew(shop)).toBe(true)
  })

  shared('forgets a value when its time is over', async () => {
    const kept = await store()
    await kept.keep('one', 'value', 200)
    expect(await kept.read('one')).toMatchObject({ value: 'value' })
    await kept.add('many', 'value', 200)
    expect(await kept.added('many')).toEqual(['value'])
    await until(async () => (await kept.read('one')) === null && (await kept.added('many')).length === 0)
  })
})

describe('a seal', () => {
  const seal = createSeal('the key of the app', '1')

  it('gives back what was closed with the same secret and version, and nothing else', () => {
    const closed = seal.close('a text of people')
    expect(seal.open(closed)).toBe('a text of people')
    expect(createSeal('another key', '1').open(closed)).toBeNull()
    expect(createSeal('the key of the app', '2').open(closed)).toBeNull()
    expect(seal.open(closed.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')))).toBeNull()
    for (const text of ['', 'AAAA', 'no base64 at all']) expect(seal.open(text)).toBeNull()
  })
})
