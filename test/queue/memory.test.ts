import { describe, expect, it } from 'vitest'
import { refKey } from '../../src/domain/ref.ts'
import { createMemoryQueue } from '../../src/queue/memory.ts'
import type { Hint, PassResult } from '../../src/reconcile/ports.ts'
import { microtasks, simulatedTimers } from './simulated-timers.ts'
import { incident, stage } from './stage.ts'

const FAILED = { next: 'back-off', reason: 'GitHub answers 502' } as const

describe('coalescing', () => {
  it('runs one pass for a thousand hints that arrive before it starts', async () => {
    const { queue, started, end, timers } = stage()
    for (let count = 0; count < 1000; count += 1) {
      queue.enqueue({ ref: incident(1), reason: 'burst', priority: 'interactive' })
    }
    await microtasks()
    await end(1)
    expect(started).toEqual(['#1 burst'])
    expect(queue.size()).toBe(0)
    expect(timers.pending()).toBe(0)
  })

  it('runs exactly one more pass for all hints that arrive during one', async () => {
    const { started, hint, end } = stage()
    await hint(1, 'first')
    for (const reason of ['second', 'third', 'fourth']) await hint(1, reason)
    await end(1)
    await end(1)
    expect(started).toEqual(['#1 first', '#1 second'])
  })

  it('takes names that differ only in case for one repository', async () => {
    const { queue, started } = stage()
    queue.enqueue({ ref: incident(1), reason: 'one', priority: 'interactive' })
    queue.enqueue({ ref: { kind: 'incident', owner: 'Acme', repo: 'Shop', number: 1 }, reason: 'b', priority: 'sweep' })
    await microtasks()
    expect(started).toEqual(['#1 one'])
  })
})

describe('what a hint asks for', () => {
  const ref = { kind: 'repository', owner: 'acme', repo: 'shop' } as const

  it('is kept when another hint for the same ref coalesces with it, waiting or running', async () => {
    const seen: Hint[] = []
    const pending: ((result: PassResult) => void)[] = []
    const run = (hint: Hint): Promise<PassResult> => {
      seen.push(hint)
      return new Promise((resolve) => pending.push(resolve))
    }
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const queue = createMemoryQueue(run, { timers: simulatedTimers(), log, key: refKey, lane: refKey })
    queue.enqueue({ ref, reason: 'sweep', priority: 'sweep' })
    queue.enqueue({ ref, reason: 'full sweep', priority: 'sweep', scope: 'all' })
    queue.enqueue({ ref, reason: 'push', priority: 'interactive' })
    await microtasks()
    queue.enqueue({ ref, reason: 'backfill', priority: 'sweep', admit: 'backfill' })
    queue.enqueue({ ref, reason: 'push', priority: 'interactive' })
    pending[0]?.({ next: 'done' })
    await microtasks()
    expect(seen).toEqual([
      { ref, reason: 'push', priority: 'interactive', scope: 'all' },
      { ref, reason: 'push', priority: 'interactive', admit: 'backfill' },
    ])
  })
})

describe('order', () => {
  it('keeps two places free of a sweep, whose passes may wait long for GitHub’s limits', async () => {
    const { hint, end, running } = stage(4)
    for (const number of [1, 2, 3, 4]) await hint(number, 'sweep', 'sweep')
    expect(running()).toEqual([1, 2])
    await hint(8)
    await hint(9)
    expect(running()).toEqual([1, 2, 8, 9])
    await end(8)
    expect(running()).toEqual([1, 2, 9])
    await end(1)
    expect(running()).toEqual([2, 9, 3])
  })

  it('lets refs from outside go behind interactive ones and before those of a sweep', async () => {
    const { started, hint, end } = stage(1)
    await hint(9)
    await hint(1, 'sweep', 'sweep')
    await hint(2, 'comment', 'outside')
    await hint(3)
    for (const number of [9, 3, 2, 1]) await end(number)
    expect(started.map((line) => line.slice(0, 2))).toEqual(['#9', '#3', '#2', '#1'])
  })

  it('lets interactive refs go before those of a sweep, each in the order of arrival', async () => {
    const { started, hint, end } = stage(1)
    await hint(9)
    await hint(1, 'sweep', 'sweep')
    await hint(2, 'sweep', 'sweep')
    await hint(3)
    await hint(4)
    for (const number of [9, 3, 4, 1, 2]) await end(number)
    expect(started.map((line) => line.slice(0, 2))).toEqual(['#9', '#3', '#4', '#1', '#2'])
  })

  it('moves a waiting ref of a sweep forward when a person touches it, and runs it once', async () => {
    const { started, hint, end, queue } = stage(1)
    await hint(9)
    await hint(1, 'sweep', 'sweep')
    await hint(2, 'sweep', 'sweep')
    await hint(2, 'issues.closed')
    for (const number of [9, 2, 1]) await end(number)
    expect(started).toEqual(['#9 hint', '#2 issues.closed', '#1 sweep'])
    expect(queue.size()).toBe(0)
  })

  it('runs no more passes at once than it may', async () => {
    const { hint, running, end } = stage(2)
    for (const number of [1, 2, 3]) await hint(number)
    expect(running()).toEqual([1, 2])
    await end(1)
    expect(running()).toEqual([2, 3])
  })
})

describe('again', () => {
  it('puts the ref behind the others', async () => {
    const { started, hint, end } = stage(1)
    await hint(1)
    await hint(2)
    await end(1, { next: 'again' })
    await end(2)
    await end(1)
    expect(started).toEqual(['#1 hint', '#2 hint', '#1 hint'])
  })

  it('backs off, ever longer, when a plan does not converge', async () => {
    const { started, lines, hint, end, timers } = stage()
    await hint(1)
    for (let pass = 0; pass < 21; pass += 1) await end(1, { next: 'again' })
    expect(started).toHaveLength(21)
    expect(lines).toEqual(['error plan does not converge', 'warn pass backs off'])
    await timers.advance(10_000)
    for (let pass = 0; pass < 21; pass += 1) await end(1, { next: 'again' })
    await timers.advance(19_999)
    expect(started).toHaveLength(42)
    await timers.advance(1)
    expect(started).toHaveLength(43)
  })
})

describe('delays', () => {
  it.each([
    { failures: 1, seconds: 10 },
    { failures: 2, seconds: 20 },
    { failures: 3, seconds: 40 },
    { failures: 9, seconds: 2560 },
    { failures: 10, seconds: 3600 },
    { failures: 14, seconds: 3600 },
  ])('waits $seconds s after failure $failures in a row', async ({ failures, seconds }) => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    for (let count = 1; count < failures; count += 1) {
      await end(1, FAILED)
      await timers.advance(3_600_000)
    }
    await end(1, FAILED)
    await timers.advance(seconds * 1000 - 1)
    expect(started).toHaveLength(failures)
    await timers.advance(1)
    expect(started).toHaveLength(failures + 1)
  })

  it('starts over with short delays after a success', async () => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    await end(1, FAILED)
    await timers.advance(10_000)
    await end(1, FAILED)
    await timers.advance(20_000)
    await end(1)
    await hint(1)
    await end(1, FAILED)
    await timers.advance(10_000)
    expect(started).toHaveLength(5)
  })

  it('keeps a delay of less than 10 s whatever arrives', async () => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    await end(1, { next: 'later', after: 8000 })
    await timers.advance(4000)
    await hint(1, 'impatient')
    await timers.advance(3999)
    expect(started).toEqual(['#1 hint'])
    await timers.advance(1)
    expect(started).toEqual(['#1 hint', '#1 impatient'])
  })

  it('waits as long as `later` says, whoever hints: a rate limit is no wish', async () => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    await hint(1, 'meanwhile')
    await end(1, { next: 'later', after: 60_000 })
    await timers.advance(30_000)
    await hint(1, 'impatient')
    await timers.advance(29_999)
    expect(started).toHaveLength(1)
    await timers.advance(1)
    expect(started).toHaveLength(2)
  })

  it('keeps the first 10 s of a longer back-off, then lets a person hurry it', async () => {
    const { started, hint, end, timers } = stage()
    for (const failure of [1, 2, 3]) {
      await hint(1, `hint ${failure}`)
      await timers.advance(10_000)
      await end(1, { next: 'back-off', reason: 'it broke' })
    }
    const before = started.length
    await hint(1, 'early')
    await timers.advance(9999)
    expect(started).toHaveLength(before)
    await timers.advance(1)
    expect(started.slice(before)).toEqual(['#1 early'])
  })

  it('is not hurried by a sweep', async () => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    await end(1, { next: 'later', after: 60_000 })
    await timers.advance(30_000)
    await hint(1, 'sweep', 'sweep')
    await timers.advance(29_999)
    expect(started).toHaveLength(1)
    await timers.advance(1)
    expect(started).toHaveLength(2)
  })
})

describe('a hint that may wait', () => {
  it('is served by one pass together with all that come meanwhile', async () => {
    const { started, hint, timers } = stage()
    for (let count = 0; count < 60; count += 1) {
      await hint(1, `comment ${count}`, 'outside', 60_000)
      await timers.advance(900)
    }
    expect(started).toEqual([])
    await timers.advance(60_000)
    expect(started).toEqual(['#1 comment 59'])
  })

  it('waits no longer once something comes that does not, from outside or not', async () => {
    const { started, hint, timers } = stage()
    for (const number of [1, 2]) await hint(number, 'waits', 'outside', 60_000)
    await hint(1, 'comes', 'outside')
    await hint(2, 'comes')
    await timers.advance(0)
    expect(started).toEqual(['#1 comes', '#2 comes'])
  })

  it('waits the shorter time of two', async () => {
    const { started, hint, timers } = stage()
    await hint(1, 'first', 'outside', 60_000)
    await hint(1, 'second', 'outside', 5_000)
    await timers.advance(4_999)
    expect(started).toEqual([])
    await timers.advance(1)
    expect(started).toEqual(['#1 second'])
  })

  it('waits after a pass that it came during, and makes no wait longer or shorter that GitHub asked for', async () => {
    const { started, hint, end, timers } = stage()
    await hint(1)
    await hint(1, 'meanwhile', 'outside', 60_000)
    await end(1)
    await timers.advance(59_999)
    expect(started).toEqual(['#1 hint'])
    await timers.advance(1)
    expect(started).toEqual(['#1 hint', '#1 meanwhile'])
    await hint(1, 'again', 'outside', 5_000)
    await end(1, { next: 'later', after: 20_000 })
    await timers.advance(19_999)
    expect(started).toHaveLength(2)
    await timers.advance(1)
    expect(started).toHaveLength(3)
  })

  it('does not wait where its ref stands in line anyway', async () => {
    const { started, hint, end, queue } = stage(1)
    await hint(9)
    await hint(1, 'first', 'outside')
    await hint(1, 'second', 'outside', 60_000)
    await end(9)
    await end(1)
    expect(started).toEqual(['#9 hint', '#1 first'])
    expect(queue.size()).toBe(0)
  })
})

describe('faults', () => {
  it('treats a pass that throws as a failure, tells its stack, and hurts nobody else', async () => {
    const { started, lines, hint, end, timers } = stage()
    await hint(1)
    await hint(2)
    await end(1, new TypeError('undefined is not a function'))
    await end(2)
    expect(lines).toEqual(['error pass crashed', 'warn pass backs off'])
    await hint(3)
    await timers.advance(10_000)
    expect(started).toEqual(['#1 hint', '#2 hint', '#3 hint', '#1 hint'])
  })
})

describe('idle and stop', () => {
  it('is idle when nothing runs or waits, delayed refs left out unless asked for', async () => {
    const { queue, hint, end, timers } = stage()
    const seen: string[] = []
    await hint(1)
    void queue.idle().then(() => seen.push('idle'))
    void queue.idle({ delayed: 'included' }).then(() => seen.push('empty'))
    await microtasks()
    expect(seen).toEqual([])
    await end(1, { next: 'later', after: 20_000 })
    expect(seen).toEqual(['idle'])
    await timers.advance(20_000)
    await end(1)
    expect(seen).toEqual(['idle', 'empty'])
  })

  it('is not idle between a hint and its pass', async () => {
    const { queue, end } = stage()
    let idle = false
    queue.enqueue({ ref: incident(1), reason: 'hint', priority: 'interactive' })
    void queue.idle().then(() => {
      idle = true
    })
    await microtasks()
    expect(idle).toBe(false)
    await end(1)
    expect(idle).toBe(true)
  })

  it('finishes the running passes when stopped and starts no more', async () => {
    const { queue, started, hint, end, timers } = stage(1)
    await hint(1)
    await hint(2)
    const stopped = queue.stop(20_000)
    await hint(3)
    await end(1, { next: 'again' })
    expect(await stopped).toBe(true)
    await timers.advance(60_000)
    expect(started).toEqual(['#1 hint'])
  })

  it('says so when a pass does not end within the grace', async () => {
    const { queue, hint, timers } = stage()
    await hint(1)
    const stopped = queue.stop(20_000)
    await timers.advance(20_000)
    expect(await stopped).toBe(false)
  })

  it('wakes no delayed ref once stopped', async () => {
    const { queue, started, hint, end, timers } = stage()
    await hint(1)
    await end(1, FAILED)
    expect(await queue.stop(0)).toBe(true)
    await timers.advance(60_000)
    expect(started).toHaveLength(1)
  })
})
