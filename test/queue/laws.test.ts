import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PassResult } from '../../src/reconcile/ports.ts'
import { extent } from '../extent.ts'
import { microtasks } from './simulated-timers.ts'
import { stage } from './stage.ts'

const number = fc.integer({ min: 1, max: 4 })
const result: fc.Arbitrary<PassResult | Error> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<PassResult>({ next: 'done' }) },
  fc.constant<PassResult>({ next: 'again' }),
  fc.integer({ min: 0, max: 60_000 }).map((after): PassResult => ({ next: 'later', after })),
  fc.constant<PassResult>({ next: 'back-off', reason: 'failed' }),
  fc.constant(new Error('crashed')),
)
const step = fc.oneof(
  fc.record({ do: fc.constant('hint' as const), number, priority: fc.constantFrom('interactive', 'sweep') }),
  fc.record({ do: fc.constant('end' as const), result }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 30_000 }) }),
)

describe('the queue, whatever happens in whatever order', () => {
  it('never loses a hint, never runs two passes of one ref, never exceeds its limit, and empties', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 3 }), async (steps, limit) => {
        const { queue, timers, started, running, hint, end } = stage(limit)
        const owed = new Set<number>()
        let seen = 0
        const note = (): void => {
          for (const line of started.slice(seen)) owed.delete(Number(line.slice(1, 2)))
          seen = started.length
          expect(running().length).toBeLessThanOrEqual(limit)
        }
        for (const action of steps) {
          if (action.do === 'hint') {
            // Owed from here on: a pass that started earlier does not count.
            note()
            owed.add(action.number)
            await hint(action.number, 'hint', action.priority)
          }
          const [first] = running()
          if (action.do === 'end' && first !== undefined) await end(first, action.result)
          if (action.do === 'wait') await timers.advance(action.ms)
          note()
        }
        for (let turns = 0; queue.size() > 0 && turns < 100; turns += 1) {
          await timers.advance(3_600_000)
          for (const left of running()) await end(left)
          await microtasks()
          note()
        }
        expect(queue.size()).toBe(0)
        expect([...owed]).toEqual([])
        expect(timers.pending()).toBe(0)
      }),
      { numRuns: extent({ full: 10_000, few: 100 }) },
    )
  })

  it('keeps one entry a ref, however many hints arrive before a pass may begin', async () => {
    const { queue } = stage()
    for (let count = 0; count < 100_000; count += 1) {
      queue.enqueue({
        ref: { kind: 'incident', owner: 'acme', repo: `r${count % 20_000}`, number: (count % 20_000) + 1 },
        reason: 'burst',
        priority: count % 2 === 0 ? 'sweep' : 'interactive',
      })
    }
    expect(queue.size()).toBe(20_000)
  })
})
