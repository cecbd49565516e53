import { beforeAll, expect, it } from 'vitest'
import { measureFlood } from '../../bench/flood.ts'
import { ensureBuilt } from '../entry/spawned.ts'

beforeAll(ensureBuilt)

// The whole of it, 60 s at 500 a second, is `npm run bench -- --only flood`.
it('loses nothing of a flood in which every tenth delivery and every tenth answer of the API goes wrong', async () => {
  const { detail } = await measureFlood({ perSecond: 100, seconds: 4, incidents: 6 }, () => undefined)
  expect(detail).toMatchObject({
    deliveries: { answered: 400, forged: 20, doubled: 20 },
    wrong: [],
    writesOfSweepAfterwards: [],
  })
})
