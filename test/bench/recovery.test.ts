import { expect, it } from 'vitest'
import { recoverFrom } from '../../bench/after-outage.ts'

const outage = { declared: 1, merged: 1, items: 2, closed: 1, discussed: 2, each: 10, quiet: 1 }

// The whole of it, 500 deliveries of 50 incidents, is `npm run bench -- --only recovery`.
it.each(['redelivery', 'sweep'] as const)('loses nothing of two hours of downtime: by %s', async (manner) => {
  const run = await recoverFrom(outage, manner, 0)
  expect(run.wrong).toEqual([])
  // A branch, a document, a pull request and a status comment; two items; the last facts of the closed one.
  expect(run.writes).toBeGreaterThan(8)
  expect(run.redelivered > 0).toBe(manner === 'redelivery')
})
