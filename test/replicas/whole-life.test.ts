import { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import { twins } from '../story/stage/end-state.ts'
import { ensureBuilt } from '../entry/spawned.ts'
import { missing, startRedis } from './engines.ts'
import { type ReplicaProcess, startReplica } from './fleet.ts'
import { overlapping, startLives, undisturbedLife } from './many-lives.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

describe('a whole life', () => {
  it.skipIf(missing.redis !== null)('ends the same where one process takes deliveries and another one runs passes', async () => {
    ensureBuilt()
    const beats = await undisturbedLife()
    const redis = await startRedis()
    closers.push(redis.remove)
    const lives = await startLives(['globex'], ['store'])
    closers.push(lives.accounts.close)
    const variables = { QUEUE_URL: redis.url }
    const web = await startReplica(lives.accounts, { ...variables, ROLE: 'web' })
    closers.push(web.kill)
    const worker: ReplicaProcess = await startReplica(lives.accounts, { ...variables, ROLE: 'worker' })
    closers.push(worker.stop)
    lives.accounts.deliverTo(() => web.webhookUrl)
    const client = new Redis(redis.url)
    closers.push(async () => client.disconnect())
    const sweep = () => client.del(`{aftermath_${lives.accounts.env.APP_ID}}:kept:done:sweep`)
    await lives.play(beats, sweep)
    for (const state of await lives.states()) expect(twins(state)).toEqual([])
    expect(overlapping(lives.accounts.requests())).toEqual([])
    expect(web.lines.join('\n')).not.toContain('"level":50')
    expect(worker.lines.join('\n')).not.toContain('"level":50')
  })
})
