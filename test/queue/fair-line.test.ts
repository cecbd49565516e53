import { expect, it } from 'vitest'
import { createFairLine } from '../../src/queue/fair-line.ts'
import type { PassPriority } from '../../src/reconcile/ports.ts'

type Given = readonly [account: string, priority: PassPriority]

function orderOf(given: readonly Given[]): readonly string[] {
  const line = createFairLine<string>()
  for (const [index, [account, priority]] of given.entries()) line.add({ account, priority }, `${account}${index}`)
  const order: string[] = []
  for (let one = line.take(); one !== undefined; one = line.take()) order.push(one)
  return order
}

const flood = (length: number, priority: PassPriority): readonly Given[] =>
  Array.from({ length }, () => ['a', priority])

it('lets accounts take turns, each in its own order', () => {
  expect(orderOf([...flood(3, 'interactive'), ['b', 'interactive'], ['b', 'interactive']])).toEqual([
    'a0',
    'b3',
    'a1',
    'b4',
    'a2',
  ])
})

it('lets what somebody waits for go before what comes from outside, and that before a sweep', () => {
  expect(
    orderOf([
      ['a', 'sweep'],
      ['a', 'outside'],
      ['a', 'interactive'],
    ]),
  ).toEqual(['a2', 'a1', 'a0'])
})

it('never lets a sweep wait for more than three others, whoever floods', () => {
  expect(orderOf([...flood(20, 'interactive'), ['b', 'sweep']]).indexOf('b20')).toBe(3)
})
