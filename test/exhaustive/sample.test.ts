import { describe, expect, it } from 'vitest'
import { sampled } from '../extent.ts'
import { kill, kindOf, nameOf, sampleOf } from './cases.ts'
import { deliveryFaults, requestFaults } from './kinds.ts'
import { prepare } from './run.ts'

describe('one fault in a whole life: a sample of npm run test:exhaustive', async () => {
  const { undisturbed, cases, run } = await prepare()
  const sample = sampleOf(cases)

  it('has every fault and every kind of request in it', () => {
    const faults = new Set(sample.map(({ fault }) => fault.name))
    expect(faults).toEqual(new Set([...requestFaults, ...deliveryFaults, kill].map(({ name }) => name)))
    const kinds = new Set(sample.flatMap(({ at, happening }) => (at === 'request' ? kindOf(happening) : [])))
    expect(kinds).toEqual(new Set(undisturbed.requests.map(kindOf)))
  })

  it.each(sampled(sample, 3).map((one) => ({ name: nameOf(one), at: one.happening.name, one })))(
    'loses nothing, does nothing twice and reminds in time: $name at $at',
    async ({ one }) => {
      expect(await run(one)).toEqual([])
    },
  )
})
