import { LRUCache } from 'lru-cache'

/** So many hints of one lane have the same second; more than that are of later ones. */
const perSecond = 8

/** Lanes of which something is remembered; who falls out begins anew. */
const most = 10_000

/**
 * At which second a hint of a lane counts as come. Who sends many at once is put further and further back, so that a hint of
 * another lane goes before most of them. `now` gives milliseconds of a clock that all replicas share, about.
 */
export function createFairTimes(now: () => number): (lane: string) => number {
  const next = new LRUCache<string, number>({ max: most })
  return (lane) => {
    const second = Math.max(now() / 1_000, next.get(lane) ?? 0)
    next.set(lane, second + 1 / perSecond)
    return Math.floor(second)
  }
}
