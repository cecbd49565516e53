import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../../src/entry/package-root.ts'
import { type Likened, similarIncidents } from '../../../src/plan/similar/similar-incidents.ts'
import { processorTime } from '../../processor-time.ts'

const pair = z.tuple([z.string(), z.string()])
const labelled = z
  .object({
    incidents: z.array(z.object({ id: z.string(), title: z.string(), text: z.string(), source: z.string().min(5) })),
    similar: z.array(pair),
    different: z.array(pair),
  })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'test/fixtures/similar/incidents.json'), 'utf8')))

const nothing = { services: [], labels: [], paths: [] }
const all: readonly Likened[] = labelled.incidents.map(({ id, title, text }) => ({ key: id, title, text, ...nothing }))
const both = (pairs: readonly (readonly [string, string])[]) =>
  new Set(pairs.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))

const an = (key: string, title: string, more: Partial<Likened> = {}): Likened => ({
  key,
  title,
  text: '',
  ...nothing,
  ...more,
})
const found = (one: Likened, others: readonly Likened[]) => similarIncidents(one, others).map(({ key }) => key)

describe('on sixty pairs of public incidents', () => {
  const [similar, different] = [both(labelled.similar), both(labelled.different)]
  const told = all.flatMap((one) => found(one, all).map((key) => `${one.key} ${key}`))

  it('names three at most, of which at least eight in ten resemble it', () => {
    expect(labelled.similar.length + labelled.different.length).toBe(60)
    const right = told.filter((one) => similar.has(one)).length
    expect(right / told.length).toBeGreaterThanOrEqual(0.8)
  })

  it('finds at least half of what there is to find, and few of the pairs that only look alike', () => {
    const possible = all.reduce(
      (sum, { key }) => sum + Math.min(3, all.filter((other) => similar.has(`${key} ${other.key}`)).length),
      0,
    )
    expect(told.filter((one) => similar.has(one)).length / possible).toBeGreaterThanOrEqual(0.5)
    expect(told.filter((one) => different.has(one)).length).toBeLessThanOrEqual(3)
  })
})

describe('an incident', () => {
  const others = Array.from({ length: 20 }, (_, n) => an(`other-${n}`, `Subject${n} matter${n} broke`))

  it('resembles one that names two words that few others name', () => {
    const one = an('one', 'Connection pool exhausted')
    expect(found(one, [...others, an('two', 'The connection pool is empty')])).toEqual(['two'])
  })

  it('resembles none by one word alone, and one by a word and its service or a file', () => {
    const one = an('one', 'Pool exhausted', { services: ['pay'], paths: ['src/pool.ts'] })
    const two = an('two', 'The pool of workers')
    expect(found(one, [...others, two])).toEqual([])
    expect(found(one, [...others, { ...two, services: ['Pay'] }])).toEqual(['two'])
    expect(found(one, [...others, { ...two, paths: ['src/pool.ts'] }])).toEqual(['two'])
  })

  it('resembles none by a service alone, by words that all incidents name, or by nothing', () => {
    const one = an('one', 'Checkout outage', { services: ['pay'] })
    expect(
      found(
        one,
        Array.from({ length: 20 }, (_, n) => an(`o${n}`, 'Checkout outage', { services: ['pay'] })),
      ),
    ).toEqual([])
    expect(found(an('one', ''), others)).toEqual([])
    expect(found(an('one', '🔥🔥🔥 <script> ../../ \u202e'), others)).toEqual([])
  })

  it('is compared with two thousand in little time, once they are read', () => {
    const many = Array.from({ length: 2000 }, (_, n) => ({ ...(all[n % all.length] ?? an('', '')), key: `many-${n}` }))
    const one = an('new', 'Writes stopped', { text: all[0]?.text ?? '' })
    similarIncidents(one, many)
    const spent = processorTime(() => similarIncidents(one, many))
    expect(spent).toBeLessThan(60)
  })
})
