import { LRUCache } from 'lru-cache'
import { type Ref, refKey } from '../domain/ref.ts'
import type { Context, Settled } from '../plan/context.ts'

/** Enough for every incident of a large organisation's last month; what falls out costs one pass. */
const most = 20_000

/** Which refs this process left with nothing to do, so that the sweep can skip what nothing has touched since. */
export interface SettledRefs {
  readonly all: Context['settled']
  /** The sweep saw this: once a pass leaves nothing to do, the ref is settled as it was seen. */
  expect(ref: Ref, fingerprint: string): void
  settle(ref: Ref, nextLook: string | null): void
}

/** Forgets the least recently used beyond 20,000 refs, and everything with the process: a cold sweep looks at all. */
export function createSettledRefs(): SettledRefs {
  const expected = new LRUCache<string, string>({ max: most })
  const settled = new LRUCache<string, Settled>({ max: most })
  return {
    all: settled,
    expect(ref, fingerprint) {
      expected.set(refKey(ref), fingerprint)
    },
    settle(ref, nextLook) {
      const key = refKey(ref)
      const fingerprint = expected.get(key) ?? settled.get(key)?.fingerprint
      if (fingerprint !== undefined) settled.set(key, { fingerprint, nextLook })
    },
  }
}
