import nock from 'nock'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closePacingGroups, createPacingGroups, perHour, perMinute } from '../../src/github/pacing.ts'
import { aSession, base, fakeGitHub, withToken } from './answers.ts'

fakeGitHub()

describe('the pacing of writes', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    { name: '80 a minute', bucket: perMinute, window: 60_000, limit: 80 },
    { name: '500 an hour', bucket: perHour, window: 3_600_000, limit: 500 },
  ])('stays within GitHub’s $name from any moment on', ({ bucket, window, limit }) => {
    const refilled = Math.floor(window / bucket.reservoirIncreaseInterval) * bucket.reservoirIncreaseAmount
    expect(bucket.reservoirIncreaseMaximum + refilled).toBeLessThanOrEqual(limit)
    // Bottleneck refuses other intervals.
    expect(bucket.reservoirIncreaseInterval % 250).toBe(0)
  })

  it('lets twenty writes go at once and one more each second, for each installation', async () => {
    vi.useFakeTimers()
    const groups = createPacingGroups(10)
    const done: string[] = []
    const write = (key: string) => void groups.write.key(key).schedule(async () => done.push(key))
    for (let count = 0; count < 25; count += 1) write('one')
    write('other')
    const count = (key: string) => done.filter((each) => each === key).length
    await vi.advanceTimersByTimeAsync(200)
    expect([count('one'), count('other')]).toEqual([20, 1])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(count('one')).toBeGreaterThanOrEqual(21)
    expect(count('one')).toBeLessThanOrEqual(22)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(count('one')).toBe(25)
  })

  it('lets no more writes go in an hour than the hour’s bucket holds', async () => {
    vi.useFakeTimers()
    const groups = createPacingGroups(10)
    let done = 0
    for (let count = 0; count < 700; count += 1) {
      void groups.write.key('one').schedule(async () => {
        done += 1
      })
    }
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(done).toBeGreaterThan(400)
    expect(done).toBeLessThanOrEqual(500)
  })

  it('gives up what waits when it is closed', async () => {
    const groups = createPacingGroups(10)
    const waiting = Array.from({ length: 21 }, () => groups.write.key('one').schedule(async () => 'written'))
    const outcomes = Promise.allSettled(waiting)
    await Promise.all(waiting.slice(0, 20))
    await closePacingGroups(groups)
    expect((await outcomes).at(-1)).toMatchObject({ status: 'rejected' })
  })

  it('does not hold back writes that notify people', async () => {
    const github = withToken({ pacing: 'github' })
    const { writer } = await aSession(github)
    const comment = { id: 1, body: '', user: null, created_at: 't', updated_at: 't', html_url: '' }
    nock(base).post('/repos/acme/shop/issues/5/comments').times(5).reply(201, comment)
    const before = performance.now()
    for (let count = 0; count < 5; count += 1) await writer.createComment(5, 'text')
    // Stock pacing would take twelve seconds.
    expect(performance.now() - before).toBeLessThan(4_000)
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
