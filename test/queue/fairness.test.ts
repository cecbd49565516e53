import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Doing, type Simulation, simulation } from './simulated-passes.ts'

const minute = 60_000
const priority = fc.constantFrom('interactive', 'outside', 'sweep')
const works = fc.integer({ min: 1, max: 10 * minute }).map((ms): Doing => ({ works: ms }))
const waits = fc.integer({ min: 1, max: 10 * minute }).map((ms): Doing => ({ waits: ms }))
const moments = fc.array(fc.record({ after: fc.integer({ min: 0, max: 3_000 }), number: fc.nat(40), priority }), {
  minLength: 1,
  maxLength: 60,
})

/** How long (ms) after its hint the first pass of an account begins. */
async function delayOf(owner: string, sim: Simulation): Promise<number> {
  const asked = sim.timers.monotonic()
  sim.hint(owner, 1)
  await sim.timers.advance(2 * minute)
  const first = sim.began.find((pass) => pass.owner === owner)
  return (first?.at ?? Number.POSITIVE_INFINITY) - asked
}

describe('whatever one account does', () => {
  it('another’s interactive pass begins within 2 s while the process has any place', async () => {
    const doings = fc.array(fc.oneof(works, waits), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(moments, doings, fc.integer({ min: 2, max: 8 }), async (hints, doing, places) => {
        const sim = simulation(places, (owner) => (owner === 'busy' ? doing : [{ works: 5 }]))
        for (const { after, number, priority } of hints) {
          await sim.timers.advance(after)
          sim.hint('busy', number, priority)
        }
        expect(await delayOf('quiet', sim)).toBeLessThanOrEqual(2_000)
        expect(sim.most.get('busy') ?? 0).toBeLessThanOrEqual(Math.max(1, places / 2))
      }),
      { numRuns: 200 },
    )
  })

  it('and ten more of its kind, whose passes wait for GitHub’s limits, another’s begins within 2 s', async () => {
    const accounts = Array.from({ length: 10 }, (_, index) => `busy-${index}`)
    const work = fc.integer({ min: 1, max: 100 }).map((ms): Doing => ({ works: ms }))
    const doings = fc.array(fc.oneof(work, waits), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(moments, doings, async (hints, doing) => {
        const sim = simulation(8, (owner) => (owner === 'quiet' ? [{ works: 5 }] : doing))
        for (const { after, number, priority } of hints) {
          await sim.timers.advance(after)
          for (const account of accounts) sim.hint(account, number, priority)
        }
        expect(await delayOf('quiet', sim)).toBeLessThanOrEqual(2_000)
        expect(sim.most.get('all') ?? 0).toBeLessThanOrEqual(8)
      }),
      { numRuns: 50 },
    )
  })

  it('every pass that was asked for ends', async () => {
    const doings = fc.array(fc.oneof(works, waits), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(moments, doings, fc.integer({ min: 1, max: 8 }), async (hints, doing, places) => {
        const sim = simulation(places, () => doing)
        for (const { after, number, priority } of hints) {
          await sim.timers.advance(after)
          sim.hint(`account-${number % 3}`, number, priority)
        }
        for (let hours = 0; sim.size() > 0 && hours < 60; hours += 1) await sim.timers.advance(60 * minute)
        expect(sim.size()).toBe(0)
        expect(sim.timers.pending()).toBe(0)
      }),
      { numRuns: 100 },
    )
  })
})

describe('accounts', () => {
  it('take turns, each one pass at a time, in the order of arrival within an account', async () => {
    const sim = simulation(2, () => [{ works: 1_000 }])
    for (const number of [1, 2, 3]) sim.hint('acme', number)
    for (const number of [1, 2]) sim.hint('globex', number)
    sim.hint('initech', 1)
    await sim.timers.advance(minute)
    expect(sim.began.map(({ owner, number }) => `${owner}#${number}`)).toEqual([
      'acme#1',
      'globex#1',
      'initech#1',
      'acme#2',
      'globex#2',
      'acme#3',
    ])
  })

  it('cannot go first again by having had nothing for a moment', async () => {
    const sim = simulation(1, () => [{ works: 1_000 }])
    for (let number = 1; number <= 3; number += 1) sim.hint('acme', number)
    for (let second = 0; second < 8; second += 1) {
      sim.hint('globex', second + 1)
      await sim.timers.advance(1_000)
    }
    const firstFive = sim.began.slice(0, 5).map(({ owner }) => owner)
    expect(firstFive.filter((owner) => owner === 'acme').length).toBeGreaterThanOrEqual(2)
  })

  it('have half of the places at most, and of these leave one to what somebody waits for', async () => {
    const sim = simulation(8, () => [{ works: minute }])
    for (let number = 1; number <= 20; number += 1) sim.hint('acme', number, 'sweep')
    await sim.timers.advance(1)
    expect(sim.began).toHaveLength(3)
    for (let number = 21; number <= 30; number += 1) sim.hint('acme', number)
    await sim.timers.advance(1)
    expect(sim.began.map(({ number }) => number)).toEqual([1, 2, 3, 21])
  })
})

describe('a pass that waits', () => {
  it('lends its place, and goes on when it has one again', async () => {
    const sim = simulation(2, (owner) => (owner === 'acme' ? [{ waits: minute }, { works: 10 }] : [{ works: 10 }]))
    for (const number of [1, 2, 3]) sim.hint('acme', number)
    await sim.timers.advance(10_000)
    // One place is acme's at most, and each waiting pass has lent it.
    expect(sim.began).toHaveLength(2)
    await sim.timers.advance(2 * minute + 1_000)
    expect(sim.began).toHaveLength(3)
    expect(sim.size()).toBe(0)
    expect(sim.most.get('all')).toBe(1)
  })

  it('is one of a bounded number for each account, while what somebody waits for may still begin', async () => {
    const sim = simulation(8, () => [{ waits: minute }])
    for (let number = 1; number <= 50; number += 1) sim.hint('acme', number, number % 2 === 0 ? 'sweep' : 'outside')
    await sim.timers.advance(10_000)
    expect(sim.mostBegun.get('acme')).toBe(6)
    for (let number = 51; number <= 60; number += 1) sim.hint('acme', number)
    await sim.timers.advance(10_000)
    expect(sim.mostBegun.get('acme')).toBe(8)
  })

  it('is one of a bounded number in all, but for accounts of which none has begun', async () => {
    const sim = simulation(2, () => [{ waits: 10 * minute }])
    for (let account = 0; account < 30; account += 1)
      for (let number = 1; number <= 5; number += 1) sim.hint(`account-${account}`, number)
    await sim.timers.advance(5 * minute)
    expect(sim.mostBegun.get('all')).toBe(30)
    sim.hint('quiet', 1)
    await sim.timers.advance(2_000)
    expect(sim.began.at(-1)).toMatchObject({ owner: 'quiet' })
  })
})

describe('a sweep', () => {
  it.each([1, 12])('begins within a minute while people outside of %i accounts ask without end', async (accounts) => {
    const sim = simulation(8, (owner) => (owner === 'quiet' ? [{ works: 5 }] : [{ waits: 10 * minute }]))
    for (let account = 0; account < accounts; account += 1)
      for (let number = 2; number <= 50; number += 1) sim.hint(`busy-${account}`, number, 'outside')
    await sim.timers.advance(minute)
    sim.hint('busy-0', 1, 'sweep')
    sim.hint('quiet', 1, 'sweep')
    await sim.timers.advance(minute)
    expect(sim.began.filter(({ number }) => number === 1).map(({ owner }) => owner)).toEqual(
      expect.arrayContaining(['busy-0', 'quiet']),
    )
  })

  it('gets a turn in four where those outside never wait', async () => {
    const sim = simulation(2, () => [{ works: 200 }])
    for (let number = 1; number <= 40; number += 1) {
      sim.hint('busy-0', number, 'outside')
      sim.hint('busy-1', number, 'outside')
    }
    sim.hint('quiet', 1, 'sweep')
    await sim.timers.advance(minute)
    expect(sim.began.findIndex(({ owner }) => owner === 'quiet')).toBeLessThanOrEqual(4)
  })
})
