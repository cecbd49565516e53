import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { missing, type RunningEngine, startPostgres, startRedis } from './engines.ts'
import { hint, join, type Member, type MemberOptions, until } from './stage.ts'

const engines = [
  { name: 'Redis', without: missing.redis, start: startRedis },
  { name: 'PostgreSQL', without: missing.postgres, start: startPostgres },
]

describe.each(engines)('a queue on $name', ({ without, start }) => {
  let engine: RunningEngine
  let appId = 0
  const members: Member[] = []

  beforeAll(async () => {
    if (without === null) engine = await start()
  })
  afterAll(() => engine?.remove())
  afterEach(async () => {
    await Promise.all(members.splice(0).map((one) => one.stop()))
    // Nothing of one test is seen by the next one: it is another app's.
    appId += 1
  })

  async function member(options: Partial<MemberOptions> = {}): Promise<Member> {
    const one = await join(engine.url, { replica: `r${members.length + 1}`, appId, ...options })
    members.push(one)
    return one
  }

  const onEngine = it.skipIf(without !== null)

  onEngine('makes one pass of many hints at one ref, whichever process takes them', async () => {
    const web = await member({ runs: false })
    const other = await member({ runs: false })
    for (let n = 0; n < 20; n += 1) await (n % 2 ? web : other).queue.accept([hint(1)])
    const worker = await member()
    await until(() => worker.running().length === 1)
    worker.end(1)
    await worker.queue.idle()
    expect(worker.started).toEqual(['#1 hint interactive'])
  })

  onEngine('makes exactly one more pass of hints that arrive during a pass', async () => {
    const [one, two] = [await member(), await member()]
    await one.queue.accept([hint(1)])
    const running = () => [one, two].find((each) => each.running().length > 0)
    await until(() => running() !== undefined)
    for (let n = 0; n < 5; n += 1) await two.queue.accept([hint(1)])
    expect(one.started.length + two.started.length).toBe(1)
    running()?.end(1)
    await until(() => running() !== undefined)
    running()?.end(1)
    await one.queue.idle()
    expect(one.started.length + two.started.length).toBe(2)
  })

  onEngine('never runs two passes of one ref at once, in no process', async () => {
    const at: { number: number; from: number; to: number }[] = []
    const during: MemberOptions['during'] = async ({ ref }) => {
      const from = performance.now()
      await new Promise((resolve) => setTimeout(resolve, 5))
      at.push({ number: 'number' in ref ? ref.number : 0, from, to: performance.now() })
    }
    const all = await Promise.all([1, 2, 3].map((n) => member({ replica: `r${n}`, quick: { next: 'done' }, during })))
    for (let n = 0; n < 60; n += 1) all[n % 3]?.queue.enqueue(hint(n % 4))
    await all[0]?.queue.idle()
    for (const one of at)
      for (const other of at)
        if (one !== other && one.number === other.number)
          expect(one.to <= other.from || other.to <= one.from).toBe(true)
    expect(new Set(at.map(({ number }) => number)).size).toBe(4)
  })

  onEngine(
    'runs what somebody waits for before a sweep, and a sweep that somebody comes to wait for, too',
    async () => {
      const web = await member({ runs: false })
      for (let n = 1; n <= 30; n += 1) await web.queue.accept([hint(n, { priority: 'sweep', owner: `owner-${n}` })])
      await web.queue.accept([hint(99, { owner: 'late' })])
      await web.queue.accept([hint(29, { owner: 'owner-29' })])
      const worker = await member({ quick: { next: 'done' }, places: 1 })
      await worker.queue.idle()
      // Which of the first few is the very first depends on whose look at the engine is answered first.
      expect(worker.started.slice(0, 15)).toEqual(
        expect.arrayContaining(['#29 hint interactive', '#99 hint interactive']),
      )
    },
  )

  onEngine('lets an account with many hints not keep out another one', async () => {
    const web = await member({ runs: false })
    await Promise.all(Array.from({ length: 200 }, (_, n) => web.queue.accept([hint(n + 1, { owner: 'loud' })])))
    await web.queue.accept([hint(1_000, { owner: 'quiet' })])
    const worker = await member({ quick: { next: 'done' }, places: 2 })
    await until(() => worker.started.includes('#1000 hint interactive'))
    expect(worker.started.indexOf('#1000 hint interactive')).toBeLessThan(50)
    await worker.queue.idle({ delayed: 'included' })
    expect(worker.started).toHaveLength(201)
  })

  onEngine('gives no account more than half of the places', async () => {
    const worker = await member({ places: 4 })
    for (let n = 1; n <= 6; n += 1) await worker.queue.accept([hint(n, { owner: 'loud' })])
    await until(() => worker.running().length === 2)
    await worker.queue.accept([hint(9, { owner: 'quiet' })])
    await until(() => worker.running().includes(9))
    expect(worker.running()).toHaveLength(3)
  })

  onEngine('runs a pass again at once that asks for it', async () => {
    const worker = await member()
    await worker.queue.accept([hint(1)])
    await until(() => worker.running().length === 1)
    worker.end(1, { next: 'again' })
    await until(() => worker.running().length === 1)
    worker.end(1)
    await worker.queue.idle({ delayed: 'included' })
    expect(worker.started).toHaveLength(2)
  })

  onEngine('waits as long as a pass says, whatever arrives, in every process', async () => {
    const [one, two] = [await member(), await member()]
    await one.queue.accept([hint(1)])
    const all = () => [...one.started, ...two.started].length
    await until(() => all() === 1)
    const from = performance.now()
    ;[one, two].find((each) => each.running().length > 0)?.end(1, { next: 'later', after: 700 })
    await two.queue.accept([hint(1)])
    await until(() => all() === 2)
    expect(performance.now() - from).toBeGreaterThanOrEqual(650)
  })

  onEngine('counts failures in a row across processes', async () => {
    const failing = await member({ quick: { next: 'back-off', reason: 'it failed' } })
    await failing.queue.accept([hint(1)])
    await until(() => failing.log.lines.some((line) => line.includes('pass backs off')))
    expect(failing.log.lines.find((line) => line.includes('pass backs off'))).toContain('"failures":1,"seconds":10')
    await failing.stop()
    members.splice(0)
    const streak = await member({ runs: false })
    expect(await streak.queue.size()).toBe(0)
  })
})
