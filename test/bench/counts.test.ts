import { expect, it } from 'vitest'
import { coalescing } from '../../bench/coalescing.ts'
import { draftOver } from '../../bench/draft-requests.ts'
import type { Benchmark } from '../../bench/harness.ts'
import { idlePass } from '../../bench/idle-pass.ts'
import { labelToPullRequest } from '../../bench/label-to-pull-request.ts'
import { mergeRequests } from '../../bench/merge-requests.ts'
import { reviewRequests } from '../../bench/review-requests.ts'
import { sampled } from '../extent.ts'

const measure = (benchmark: Benchmark) => benchmark.measure(() => undefined)

/** Two of them each time: what asks GitHub for more asks for it every day. */
const counts: readonly (readonly [string, () => Promise<void>])[] = [
  [
    'opens the pull request within five rounds of requests after the hint',
    async () => {
      const { value } = await measure(labelToPullRequest)
      expect(value).toBeGreaterThan(2)
      expect(value).toBeLessThanOrEqual(5)
    },
  ],
  [
    'opens a draft among 100 comments, 20 merges and 5 deployments with 24 requests, in three rounds before it writes',
    async () => {
      const { requests, wavesBeforeWriting } = await draftOver(100)
      expect(requests).toBeGreaterThan(20)
      expect(requests).toBeLessThanOrEqual(24)
      expect(wavesBeforeWriting).toBeLessThanOrEqual(3)
    },
  ],
  [
    'turns 20 action items into issues with at most 44 writes and 64 requests',
    async () => {
      const { value, detail } = await measure(mergeRequests)
      expect(value).toBeGreaterThanOrEqual(40)
      expect(value).toBeLessThanOrEqual(44)
      expect(detail).toMatchObject({ requestsKept: true })
    },
  ],
  [
    'asks at most six things in a pass with nothing to do, and writes nothing',
    async () => {
      const { value, detail } = await measure(idlePass)
      expect(value).toBeLessThanOrEqual(6)
      expect(detail).toMatchObject({ tracking: { writes: 0 }, drafting: { writes: 0 }, done: { writes: 0 } })
    },
  ],
  [
    'reviews a pushed document with at most ten reads and one for each issue that it refers to',
    async () => {
      const { value, detail } = await measure(reviewRequests)
      expect(value).toBeGreaterThan(5)
      expect(value).toBeLessThanOrEqual(10)
      expect(detail).toMatchObject({ again: 0 })
      // 200 annotations at most, 50 a write.
      expect(Number(detail.writes)).toBeLessThanOrEqual(4)
    },
  ],
  [
    'makes at most three passes of a thousand hints at one incident',
    async () => {
      const { value, detail } = await measure(coalescing)
      expect(value).toBeGreaterThan(0)
      expect(value).toBeLessThanOrEqual(3)
      expect(detail).toMatchObject({ writes: 0 })
    },
  ],
]

it.each(sampled(counts, 2))('%s', (_, count) => count())
