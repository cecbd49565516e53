import { describe, expect, it } from 'vitest'
import { createGate } from '../../src/github/limits/gate.ts'

const fine = () => new Response('{}')
const secondary = (headers: Record<string, string> = {}) =>
  Response.json({ message: 'You have exceeded a secondary rate limit.' }, { status: 403, headers })

/** A gate before a server that gives these answers in order, and then only good ones. */
function gateBefore(...answers: readonly (() => Response)[]) {
  const clock = { now: 0 }
  let sent = 0
  const gate = createGate(
    async () => {
      sent += 1
      return (answers[sent - 1] ?? fine)()
    },
    () => clock.now,
  )
  return {
    clock,
    sent: () => sent,
    async ask() {
      const answer = await gate('https://api.github.example/', {})
      return { status: answer.status, wait: answer.headers.get('retry-after') }
    },
  }
}

describe('the gate before GitHub', () => {
  it('lets nothing through until the wait is over, and answers in GitHub’s place', async () => {
    const { ask, sent, clock } = gateBefore(() => secondary({ 'retry-after': '30' }))
    expect(await ask()).toEqual({ status: 403, wait: '30' })
    clock.now = 12_500
    expect(await ask()).toEqual({ status: 429, wait: '18' })
    expect(sent()).toBe(1)
    clock.now = 30_000
    expect(await ask()).toEqual({ status: 200, wait: null })
  })

  it('waits a minute where GitHub does not say how long, and twice as long each time, an hour at most', async () => {
    const { ask, clock } = gateBefore(...Array.from({ length: 9 }, () => () => secondary()))
    const waits: number[] = []
    for (let limit = 0; limit < 9; limit += 1) {
      const { wait } = await ask()
      waits.push(Number(wait))
      clock.now += Number(wait) * 1_000
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3601, 3601, 3601])
  })

  it('waits longer where reads go well in between, as those of the next pass do', async () => {
    const answers = [() => secondary(), fine, () => secondary(), fine, () => secondary()]
    const { ask, clock } = gateBefore(...answers)
    const waits: unknown[] = []
    for (const _ of answers) {
      const { wait } = await ask()
      waits.push(wait)
      clock.now += Number(wait) * 1_000
    }
    expect(waits).toEqual(['60', null, '120', null, '240'])
  })

  it('begins with a minute again once it was quiet for as long as the last wait', async () => {
    const { ask, clock } = gateBefore(
      () => secondary(),
      () => secondary(),
    )
    expect(await ask()).toEqual({ status: 403, wait: '60' })
    clock.now = 120_000
    expect(await ask()).toEqual({ status: 403, wait: '60' })
  })

  it('counts requests that were under way together as one limit', async () => {
    const { ask } = gateBefore(
      () => secondary(),
      () => secondary(),
      () => secondary(),
    )
    const together = await Promise.all([ask(), ask(), ask()])
    expect(together.map(({ wait }) => wait)).toEqual(['60', '60', '60'])
  })

  it.each([
    ['a reset by GitHub’s own clock', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '100' }, '41'],
    ['the hour that no limit outlasts', { 'retry-after': '999999' }, '3601'],
    ['a date', { 'retry-after': new Date(90_000).toUTCString() }, '30'],
    ['a date that is over', { 'retry-after': new Date(0).toUTCString() }, '1'],
    ['a word that is no time', { 'retry-after': 'soon' }, '60'],
    ['a time that never comes', { 'retry-after': 'Infinity' }, '60'],
    ['a time that is over', { 'retry-after': '-7' }, '1'],
  ])('waits for %s', async (_name, headers, wait) => {
    const date = new Date(60_000).toUTCString()
    const { ask } = gateBefore(() => Response.json({}, { status: 403, headers: { date, ...headers } }))
    expect(await ask()).toEqual({ status: 403, wait })
  })

  it.each([
    ['a code among its errors', { message: 'Validation Failed', errors: [{ code: 'abuse', field: 'base' }] }],
    [
      'a message beside that code',
      { message: 'Validation Failed', errors: [{ code: 'abuse', message: 'Slow down.' }] },
    ],
    ['its errors’ words', { message: 'Validation Failed', errors: [{ message: 'was submitted too quickly' }] }],
    ['errors that are a string', { message: 'Validation Failed', errors: 'PullRequest was submitted too quickly' }],
    ['its message', { message: 'You have exceeded a secondary rate limit.' }],
  ])('takes 422 and 403 for a limit by %s, and waits a minute, then two', async (_name, body) => {
    for (const status of [422, 403]) {
      const limited = () => Response.json(body, { status })
      const { ask, clock, sent } = gateBefore(limited, limited)
      expect(await ask()).toEqual({ status, wait: '60' })
      expect(await ask()).toEqual({ status: 429, wait: '60' })
      expect(sent()).toBe(1)
      clock.now = 60_000
      expect(await ask()).toEqual({ status, wait: '120' })
    }
  })

  it.each([
    [{ message: 'Validation Failed', errors: [{ code: 'invalid', field: 'title' }] }, {}],
    [{ message: 'Validation Failed' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '100' }],
  ])('takes any other 422 for an answer: %j', async (body, headers: Record<string, string>) => {
    const { ask } = gateBefore(() => Response.json(body, { status: 422, headers }))
    expect(await ask()).toEqual({ status: 422, wait: null })
    expect(await ask()).toEqual({ status: 200, wait: null })
  })

  it.each([
    [
      'a missing permission',
      () => Response.json({ message: 'Resource not accessible by integration' }, { status: 403 }),
    ],
    ['a proxy’s page', () => new Response('<html>rate limit</html>', { status: 403 })],
  ])('stays open after %s', async (_name, answer) => {
    const { ask } = gateBefore(answer)
    expect(await ask()).toEqual({ status: 403, wait: null })
    expect(await ask()).toEqual({ status: 200, wait: null })
  })
})
