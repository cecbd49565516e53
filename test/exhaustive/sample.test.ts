import { describe, expect, it } from 'vitest'
import { casesOf, kindOf, nameOf, sampleOf } from './cases.ts'
import { deliveryFaults, requestFaults } from './kinds.ts'
import { live } from './life.ts'
import { run } from './run.ts'

describe('one fault in a whole life: a sample of npm run test:exhaustive', async () => {
  const undisturbed = await live()
  const sample = sampleOf(casesOf(undisturbed))

  it('has every fault and every kind of request in it', () => {
    const faults = new Set(sample.map(({ fault }) => fault.name))
    expect(faults).toEqual(new Set([...requestFaults, ...deliveryFaults].map(({ name }) => name)))
    const kinds = new Set(sample.flatMap(({ at, happening }) => (at === 'request' ? kindOf(happening) : [])))
    expect(kinds).toEqual(new Set(undisturbed.requests.map(kindOf)))
  })

  it.each(sample.map((one) => ({ name: nameOf(one), at: one.happening.name, one })))(
    'loses nothing, does nothing twice and reminds in time: $name at $at',
    async ({ one }) => {
      expect(await run(one, undisturbed)).toEqual([])
    },
  )
})
