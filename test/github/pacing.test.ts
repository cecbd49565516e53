import nock from 'nock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPace, perHour, perHourOutside, perMinute, pointsPerMinute } from '../../src/github/limits/pacing.ts'
import type { PassPriority } from '../../src/reconcile/ports.ts'
import { aSession, base, fakeGitHub, withToken } from './answers.ts'

fakeGitHub()

type Kind = 'read' | 'write'

/** A pace, and a record of the requests that it let go. */
function aPace() {
  const pace = createPace(10)
  const gone: { installation: string; kind: Kind; priority: PassPriority }[] = []
  return {
    pace,
    async leave(installation: string, kind: Kind, priority: PassPriority = 'interactive') {
      await pace.leave({ installation, writes: kind === 'write', priority })
      gone.push({ installation, kind, priority })
    },
    left: (installation: string, kind?: Kind) =>
      gone.filter((one) => one.installation === installation && one.kind === (kind ?? one.kind)).length,
    order: () => gone.map(({ priority }) => priority),
  }
}

describe('the pacing of requests', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    { name: '80 a minute', bucket: perMinute, window: 60_000, limit: 80 },
    { name: '500 an hour', bucket: perHour, window: 3_600_000, limit: 500 },
    {
      name: '500 an hour, of which people from outside have half,',
      bucket: perHourOutside,
      window: 3_600_000,
      limit: 250,
    },
    { name: '900 points a minute', bucket: pointsPerMinute, window: 60_000, limit: 900 },
  ])('stays within GitHub’s $name from any moment on', ({ bucket, window, limit }) => {
    const refilled = Math.floor(window / bucket.reservoirIncreaseInterval) * bucket.reservoirIncreaseAmount
    expect(bucket.reservoirIncreaseMaximum + refilled).toBeLessThanOrEqual(limit)
    // Bottleneck refuses other intervals.
    expect(bucket.reservoirIncreaseInterval % 250).toBe(0)
  })

  it('lets twenty writes go at once and one more each second, for each installation', async () => {
    vi.useFakeTimers()
    const { leave, left } = aPace()
    for (let count = 0; count < 25; count += 1) void leave('one', 'write')
    void leave('other', 'write')
    await vi.advanceTimersByTimeAsync(200)
    expect([left('one'), left('other')]).toEqual([20, 1])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(left('one')).toBeGreaterThanOrEqual(21)
    expect(left('one')).toBeLessThanOrEqual(22)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(left('one')).toBe(25)
  })

  it('keeps half of an hour’s writes from people outside', async () => {
    vi.useFakeTimers()
    const { leave, left } = aPace()
    for (let count = 0; count < 1_000; count += 1) void leave('one', 'write', 'outside')
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    const before = left('one')
    expect(before).toBeLessThanOrEqual(160)
    for (let count = 0; count < 60; count += 1) void leave('one', 'write')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(left('one') - before).toBeGreaterThanOrEqual(60)
  })

  it('lets no more writes go in an hour than the hour’s bucket holds', async () => {
    vi.useFakeTimers()
    const { leave, left } = aPace()
    for (let count = 0; count < 700; count += 1) void leave('one', 'write')
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(left('one')).toBeGreaterThan(400)
    expect(left('one')).toBeLessThanOrEqual(500)
  })

  it('lets no more go in a minute than GitHub has points for, reads and writes together', async () => {
    vi.useFakeTimers()
    const { leave, left } = aPace()
    for (let count = 0; count < 2_000; count += 1) void leave('one', 'read')
    for (let count = 0; count < 100; count += 1) void leave('one', 'write')
    await vi.advanceTimersByTimeAsync(60_000)
    const points = left('one', 'read') + 5 * left('one', 'write')
    expect(points).toBeGreaterThan(800)
    expect(points).toBeLessThanOrEqual(900)
  })

  it.each(['read', 'write'] as const)('lets a %s that somebody waits for go before those of a sweep', async (kind) => {
    vi.useFakeTimers()
    const { leave, order } = aPace()
    for (let count = 0; count < 400; count += 1) void leave('one', kind, 'sweep')
    await vi.advanceTimersByTimeAsync(900)
    const before = order().length
    void leave('one', kind, 'interactive')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(order().slice(before)[0]).toBe('interactive')
  })

  it('gives up what waits when it is closed', async () => {
    const { pace, leave } = aPace()
    const waiting = Array.from({ length: 21 }, () => leave('one', 'write'))
    const outcomes = Promise.allSettled(waiting)
    await Promise.all(waiting.slice(0, 20))
    await pace.close()
    expect((await outcomes).at(-1)).toMatchObject({ status: 'rejected' })
  })

  it('does not hold back writes that notify people', async () => {
    vi.useFakeTimers()
    const comment = { id: 1, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' }
    const fetch = async (url: string) =>
      Response.json(url.endsWith('/user') ? { login: 'ada' } : comment, { status: 201 })
    const github = withToken({ pacing: 'github', fetch })
    let written = 0
    void (async () => {
      const { writer } = await github.open({ owner: 'acme', repo: 'shop' })
      for (; written < 5; written += 1) await writer.createComment(5, 'text')
    })()
    // Stock pacing lets the second one wait for three seconds, and the fifth for twelve.
    await vi.advanceTimersByTimeAsync(2_000)
    expect(written).toBe(5)
    vi.useRealTimers()
    await github.close()
  })

  it('tells a pass whose write was given up to come back later', async () => {
    const github = withToken({ pacing: 'github' })
    const { writer } = await aSession(github)
    nock(base)
      .post('/repos/acme/shop/issues/5/comments')
      .times(20)
      .reply(201, { id: 1, created_at: 't', updated_at: 't', html_url: '' })
    const writes = Array.from({ length: 21 }, () => writer.createComment(5, 'text'))
    const outcomes = Promise.allSettled(writes)
    await Promise.all(writes.slice(0, 20))
    await github.close()
    expect((await outcomes).at(-1)).toMatchObject({ status: 'rejected', reason: { fault: { kind: 'limited' } } })
  })
})
