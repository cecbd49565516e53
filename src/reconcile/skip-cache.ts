import { LRUCache } from 'lru-cache'
import { type Ref, type RepositoryName, refKey } from '../domain/ref.ts'
import type { SkippableRef } from '../plan/context.ts'

/** Enough for every incident of a large organisation's last month; what falls out costs one pass. */
const most = 20_000
/** By size, since room for a number of entries is taken up at the start, in each process and each test. */
const room = { maxSize: most, sizeCalculation: () => 1 }

/**
 * Which refs were left with nothing to do, so that the sweep can skip what nothing has touched since, and missed
 * deliveries that speak of earlier times need not come again. What is forgotten costs one pass.
 */
export interface SkipCache {
  /** What is settled in a repository, by `refKey`. */
  of(repository: RepositoryName): Promise<ReadonlyMap<string, SkippableRef>>
  /** The sweep saw this: once a pass leaves nothing to do, the ref is settled as it was seen. */
  expect(ref: Ref, fingerprint: string): Promise<void>
  /** A pass left nothing to do; `at` is GitHub's time of its last read, empty when it read nothing anew. */
  settle(ref: Ref, left: { readonly requeueAt: string | null; readonly at: string }): Promise<void>
  /** GitHub's time (ISO 8601) of what the last pass that left nothing to do had read; `null` where there was none. */
  settledAt(ref: Ref): Promise<string | null>
}

/** Forgets the least recently used beyond 20,000 refs, and everything with the process: a cold sweep looks at all. */
export function createSkipCache(): SkipCache {
  const expected = new LRUCache<string, string>(room)
  const skippable = new LRUCache<string, SkippableRef>(room)
  const times = new LRUCache<string, string>(room)
  return {
    async of({ owner, repo }) {
      const within = ` ${owner}/${repo}`.toLowerCase()
      const isWithin = (key: string) => key.endsWith(within) || key.includes(`${within}#`) || key.includes(`${within}@`)
      return new Map([...skippable].filter(([key]) => isWithin(key)))
    },
    async expect(ref, fingerprint) {
      expected.set(refKey(ref), fingerprint)
    },
    async settle(ref, { requeueAt, at }) {
      const key = refKey(ref)
      if (at !== '') times.set(key, at)
      const fingerprint = expected.get(key) ?? skippable.get(key)?.fingerprint
      // What no sweep has seen yet is remembered where there is something to look at later.
      if (fingerprint !== undefined || requeueAt !== null)
        skippable.set(key, { fingerprint: fingerprint ?? null, requeueAt })
    },
    settledAt: async (ref) => times.get(refKey(ref)) ?? null,
  }
}
