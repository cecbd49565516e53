import { describe, expect, it } from 'vitest'
import type { Ref } from '../../src/domain/ref.ts'
import type { DeliveryAttempt } from '../../src/reconcile/ports.ts'
import { createRedelivery } from '../../src/triggers/redelivery.ts'
import { createRedeliveryMemory } from '../../src/triggers/redelivery-memory.ts'
import { keptLog } from '../entry/parts.ts'
import { again, attempt } from './attempts.ts'
import { fakeLog } from './fake-log.ts'

const self = { slug: 'aftermath' }

/** The labelling of the issue whose number stands in the GUID: `7`, `7 later`. */
function labelling(guid: string): object {
  return {
    action: 'labeled',
    issue: { number: Number.parseInt(guid, 10), labels: [{}], user: { login: 'ada' } },
    repository: { id: 1, name: 'shop', owner: { login: 'acme' } },
    sender: { login: 'ada', type: 'User' },
  }
}

function stage(options: { readonly payload?: (guid: string) => unknown; readonly size?: number } = {}) {
  const deliveries = fakeLog(options.payload ?? labelling, options.size)
  const log = keptLog()
  const settled = new Map<number, string>()
  const settledAt = async (ref: Ref) => ('number' in ref ? (settled.get(ref.number) ?? null) : null)
  const redelivery = createRedelivery({ deliveries, self, settledAt, log, memory: createRedeliveryMemory() })
  return {
    deliveries,
    log,
    settled,
    /** What a look at this time asks GitHub for. */
    async look(time: string, ...added: readonly DeliveryAttempt[]): Promise<readonly string[]> {
      deliveries.attempts = [...added, ...deliveries.attempts]
      deliveries.time = `2026-03-02T${time}:00Z`
      deliveries.asked = []
      await redelivery.look()
      return deliveries.asked
    },
  }
}

const failed = (time: string, guid: string) => attempt(time, { guid })
const arrived = (time: string, guid: string) => attempt(time, { guid, outcome: 'delivered' })

describe('a look for missed deliveries', () => {
  it('asks for the latest missed one of each incident, and says so in one line', async () => {
    const { look, log, settled } = stage()
    settled.set(3, '2026-03-02T11:00:00Z')
    const asked = await look(
      '12:00',
      failed('10:30', '3'),
      arrived('10:25', '4'),
      failed('10:20', '1 later'),
      failed('10:10', '2'),
      failed('10:00', '1'),
    )
    expect(asked.filter((one) => one.startsWith('redeliver'))).toEqual(['redeliver 10:20 1 later', 'redeliver 10:10 2'])
    expect(log.lines).toEqual([
      'info missed deliveries {"missed":4,"redelivered":2,"skipped":{"settled":1,"joined":1}}',
    ])
  })

  it('costs one request while nothing is new, and says nothing', async () => {
    const { look, log } = stage()
    await look('12:00', failed('10:00', '1'))
    expect(await look('12:10', again('12:00', { guid: '1', outcome: 'delivered' }))).toEqual(['page'])
    expect(await look('12:20')).toEqual(['page'])
    expect(log.lines).toHaveLength(1)
  })

  it('reads no payload of what cannot concern an incident', async () => {
    const { look } = stage()
    expect(await look('12:00', attempt('10:00', { event: 'deployment_status', action: 'created' }))).toEqual(['page'])
  })

  it('asks for nothing that hints at nothing, or that the app itself caused', async () => {
    const own = { login: 'aftermath[bot]', type: 'Bot' }
    const { look } = stage({ payload: (guid) => (guid === '1' ? { ...labelling(guid), sender: own } : 'what?') })
    const asked = await look('12:00', failed('10:10', '2'), failed('10:00', '1'))
    expect(asked).toEqual(['page', 'payload 10:10 2', 'payload 10:00 1'])
  })

  it('reads no further back than the look before', async () => {
    const { look } = stage({ size: 2 })
    const early = ['09:40', '09:30', '09:20', '09:10', '09:00'].map((time) => arrived(time, time))
    expect(await look('12:00', ...early)).toEqual(['page', 'page', 'page'])
    expect(await look('12:10', arrived('12:05', '8'))).toEqual(['page'])
  })

  it('still finds what came late into the log', async () => {
    const { look, deliveries } = stage({ size: 1 })
    await look('12:00', arrived('11:59', '9'), arrived('09:00', '8'))
    deliveries.attempts = [arrived('11:59', '9'), failed('11:58', '1'), arrived('09:00', '8')]
    expect(await look('12:10')).toContain('redeliver 11:58 1')
  })

  it('reads fifty pages at most, and leaves what is older to the sweep', async () => {
    const { look } = stage({ size: 1 })
    const many = Array.from({ length: 60 }, (_, index) => arrived('11:00', `${index + 1}`))
    expect(await look('12:00', ...many, failed('10:00', '99'))).toHaveLength(50)
  })

  it('asks for fifty at most, and for the others at the next look', async () => {
    const { look } = stage()
    const many = Array.from({ length: 60 }, (_, index) => failed('10:00', `${index + 1}`))
    const redelivered = (asked: readonly string[]) => asked.filter((one) => one.startsWith('redeliver'))
    const first = redelivered(await look('12:00', ...many))
    expect(first).toHaveLength(50)
    const arrivals = many.slice(0, 50).map(({ guid }) => again('12:01', { guid, outcome: 'delivered' }))
    const second = redelivered(await look('12:10', ...arrivals))
    expect(second).toHaveLength(10)
    expect(new Set([...first, ...second]).size).toBe(60)
  })

  it('ends after a hundred payloads in a row that ask for nothing, and reads on at the next look', async () => {
    const { look } = stage()
    const many = Array.from({ length: 150 }, (_, index) => failed('10:30', `1 ${index}`))
    const first = await look('12:00', ...many, failed('10:00', '2'))
    expect(first.filter((one) => one.startsWith('payload')).length).toBeLessThan(110)
    expect((await look('12:10', again('12:01', { guid: '1 0', outcome: 'delivered' }))).at(-1)).toBe(
      'redeliver 10:00 2',
    )
  })

  it('tries one only while nothing comes through, and each three times at most', async () => {
    const { look } = stage()
    const many = Array.from({ length: 10 }, (_, index) => failed('10:00', `${index + 1}`))
    const redelivered = async (time: string, ...added: readonly DeliveryAttempt[]) =>
      (await look(time, ...added)).filter((one) => one.startsWith('redeliver'))
    expect(await redelivered('12:00', ...many)).toHaveLength(10)
    const failedAgain = many.map(({ guid }) => again('12:01', { guid }))
    expect(await redelivered('12:10', ...failedAgain)).toEqual(['redeliver 12:01 1'])
    expect(await redelivered('12:20', again('12:11', { guid: '1' }))).toEqual(['redeliver 12:11 1'])
    expect(await redelivered('12:30', again('12:21', { guid: '1' }))).toEqual(['redeliver 12:01 2'])
    expect(await redelivered('12:40', again('12:31', { guid: '2', outcome: 'delivered' }))).toHaveLength(8)
  })

  it('does not take an old failure for the present, once something came through', async () => {
    const { look } = stage({ size: 1 })
    const exhausted = ['12:01', '11:20', '11:00'].map((time) => again(time, { guid: '1' }))
    const unrelated = attempt('12:04', { guid: '5', event: 'release' })
    expect(await look('12:10', unrelated, arrived('12:03', '4'), ...exhausted, failed('10:00', '1'))).toHaveLength(7)
    const asked = await look('12:20', failed('12:15', '2'), failed('12:15', '3'))
    expect(asked.filter((one) => one.startsWith('redeliver'))).toHaveLength(2)
  })

  it('knows after a restart what came through, and what that spoke for', async () => {
    const { look } = stage()
    const log = [
      again('11:00', { guid: '1 later', outcome: 'delivered' }),
      failed('10:20', '1 later'),
      failed('10:00', '1'),
    ]
    expect(await look('12:00', ...log)).toEqual(['page', 'payload 11:00 1 later', 'payload 10:00 1'])
  })
})

describe('a look that GitHub does not let finish', () => {
  const limited = { kind: 'limited', retryAfter: 60 } as const
  const unclear = { kind: 'outcome-unknown' } as const
  const missing = { kind: 'refused', status: 404, reason: 'missing' } as const
  const forbidden = { kind: 'refused', status: 403, reason: 'permission' } as const

  it.each([
    ['page', limited],
    ['page', unclear],
    ['payload', limited],
    ['payload', unclear],
  ] as const)('at a %s goes on at the next one: %o', async (request, fault) => {
    const { look, deliveries, log } = stage()
    deliveries.fail(request, fault)
    expect((await look('12:00', failed('10:00', '1'))).at(-1)).not.toContain('redeliver')
    expect((await look('12:10')).at(-1)).toBe('redeliver 10:00 1')
    expect(log.lines.filter((line) => !line.startsWith('info'))).toEqual([])
  })

  it('after a request that may have been obeyed waits before it asks once more', async () => {
    const { look, deliveries } = stage()
    deliveries.fail('redeliver', unclear)
    expect(await look('12:00', failed('10:10', '2'), failed('10:00', '1'))).toHaveLength(4)
    expect(await look('12:03')).toEqual(['page', 'redeliver 10:00 1'])
    expect(await look('12:10')).toContain('redeliver 10:10 2')
  })

  it('says once that there is no such log here, and again when it broke anew', async () => {
    const { look, deliveries, log } = stage()
    for (const time of ['12:00', '12:10']) {
      deliveries.fail('page', missing)
      await look(time)
    }
    expect(log.lines).toEqual([expect.stringContaining('warn missed deliveries cannot be redelivered')])
    await look('12:20')
    deliveries.fail('page', missing)
    await look('12:30')
    expect(log.lines).toHaveLength(2)
  })

  it('leaves out a delivery that the log has forgotten meanwhile', async () => {
    const { look, deliveries } = stage()
    deliveries.fail('payload', missing)
    const asked = await look('12:00', failed('10:10', '2'), failed('10:00', '1'))
    expect(asked.filter((one) => one.startsWith('redeliver'))).toEqual(['redeliver 10:00 1'])
  })

  it('asks for no more when it may not redeliver', async () => {
    const { look, deliveries, log } = stage()
    deliveries.fail('redeliver', forbidden)
    const asked = await look('12:00', failed('10:10', '2'), failed('10:00', '1'))
    expect(asked.filter((one) => one.startsWith('redeliver'))).toHaveLength(1)
    expect(log.lines[0]).toContain('warn missed deliveries cannot be redelivered')
  })
})
