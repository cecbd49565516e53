import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../entry/spawned.ts'
import type { Beat } from '../exhaustive/life.ts'
import { extent, seed } from '../extent.ts'
import { twins } from '../story/stage/end-state.ts'
import { randomFrom } from '../story/stage/random.ts'
import { missing, startRedis } from './engines.ts'
import { type ReplicaProcess, startReplica } from './fleet.ts'
import { type ManyLives, overlapping, startLives, undisturbedLife } from './many-lives.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`)

/** All of a life with `npm run test:all`, else its beginning: the draft is open, and commands are answered. */
const beatsOf = async (): Promise<readonly Beat[]> => {
  const beats = await undisturbedLife()
  return extent({ full: beats, few: beats.slice(0, 4) })
}

interface World {
  readonly lives: ManyLives
  readonly redis: Redis
  readonly variables: Readonly<Record<string, string>>
  /** Lets a replica sweep now, as one does every hour. */
  sweep(): Promise<unknown>
}

async function world(owners: number, repositories: number): Promise<World> {
  ensureBuilt()
  const engine = await startRedis()
  closers.push(engine.remove)
  const lives = await startLives(names('org', owners), names('shop', repositories))
  closers.push(lives.accounts.close)
  const redis = new Redis(engine.url)
  closers.push(async () => redis.disconnect())
  const sweep = () => redis.del(`{aftermath_${lives.accounts.env.APP_ID}}:kept:done:sweep`)
  return { lives, redis, sweep, variables: { QUEUE_URL: engine.url } }
}

/** Nothing is there twice, and GitHub saw no two passes of a ref at once. */
async function expectOnce({ accounts, states }: ManyLives): Promise<void> {
  for (const state of await states()) expect(twins(state)).toEqual([])
  expect(overlapping(accounts.requests())).toEqual([])
}

describe.skipIf(missing.redis !== null)('lives in several processes end as in one undisturbed process,', () => {
  it('where one takes deliveries and another one runs passes', async () => {
    const { lives, variables, sweep } = await world(1, 1)
    const web = await startReplica(lives.accounts, { ...variables, ROLE: 'web' })
    closers.push(web.kill)
    const worker = await startReplica(lives.accounts, { ...variables, ROLE: 'worker' })
    closers.push(worker.stop)
    lives.accounts.deliverTo(() => web.webhookUrl)
    await lives.play(await beatsOf(), sweep)
    await expectOnce(lives)
    expect([...web.lines, ...worker.lines].filter((line) => line.includes('"level":50'))).toEqual([])
    const agents = new Set(lives.accounts.requests().map(({ agent = '' }) => /replica (\w+);/.exec(agent)?.[1]))
    agents.delete(undefined)
    expect(agents.size).toBe(1)
  })

  it('where one of them is killed every two seconds, and each delivery goes to any of them', async () => {
    const size = extent({ full: { owners: 10, repositories: 5 }, few: { owners: 2, repositories: 2 } })
    const { lives, variables, sweep } = await world(size.owners, size.repositories)
    const random = randomFrom(seed)
    const start = () => startReplica(lives.accounts, variables)
    const fleet: ReplicaProcess[] = await Promise.all([start(), start(), start()])
    closers.push(() => Promise.all(fleet.map((one) => one.kill())))
    const any = () => Math.floor(random() * fleet.length)
    lives.accounts.deliverTo(() => fleet[any()]?.webhookUrl)
    let over = false
    let deaths = 0
    const killing = (async () => {
      while (!over && deaths < extent({ full: Number.POSITIVE_INFINITY, few: 4 })) {
        await sleep(2_000)
        const at = any()
        await fleet[at]?.kill()
        deaths += 1
        fleet[at] = await start()
      }
    })()
    try {
      await lives.play(await beatsOf(), sweep)
    } finally {
      over = true
      await killing
    }
    await expectOnce(lives)
    expect(deaths).toBeGreaterThan(0)
  })

  it('where the engine forgets everything in the middle', async () => {
    const size = extent({ full: { owners: 10, repositories: 5 }, few: { owners: 1, repositories: 2 } })
    const { lives, redis, variables } = await world(size.owners, size.repositories)
    const start = () => startReplica(lives.accounts, variables)
    const fleet = await Promise.all(extent({ full: [start(), start(), start()], few: [start(), start()] }))
    closers.push(() => Promise.all(fleet.map((one) => one.stop())))
    let count = 0
    lives.accounts.deliverTo(() => fleet[count++ % fleet.length]?.webhookUrl)
    // What an emptied engine leads to is the only sweep.
    await lives.play(
      await beatsOf(),
      () => redis.flushall(),
      async () => {
        await sleep(50)
        await redis.flushall()
      },
    )
    for (const state of await lives.states()) expect(twins(state)).toEqual([])
  })
})
