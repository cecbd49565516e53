import { beforeAll, expect, it } from 'vitest'
import { measureAttacks } from '../../bench/loop-delay.ts'
import { ensureBuilt } from '../entry/spawned.ts'

beforeAll(ensureBuilt)

// The whole of it, 1 MB each, 300 comments and 40 s, is `npm run bench -- --only loop-delay`.
it('answers every delivery while strangers send long texts, and never works long in one turn', async () => {
  const size = { comments: 5, blank: 300_000, slow: 250_000, seconds: 2, warmUp: 1 }
  const { unanswered, detail } = await measureAttacks(size, () => undefined)
  expect(unanswered).toBe(0)
  // 5 pull requests with their 15 new titles, 5 comments, what is 25 MB long, and 40 of others.
  expect(detail).toMatchObject({ deliveries: 66, reviewed: 5 })
  // Processor time of its own, so that it says the same on a busy machine; in place it is seconds.
  expect(Number(detail.longestWork)).toBeLessThan(100)
})
