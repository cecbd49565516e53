import { LRUCache } from 'lru-cache'

/** In UTF-16 code units of keys: a pass over the largest document finds again what it read of it. */
const mostKept = 4_000_000

/**
 * What was made of texts, by everything that it was made of: `key` holds the text and whatever else decides. Passes plan
 * several times on the same text, and come again for a new title. Gives up what was not asked for longest.
 */
export function remembered<T extends object>(): (key: string, make: () => T) => T {
  const known = new LRUCache<string, T>({ max: 50, maxSize: mostKept, sizeCalculation: (_, key) => key.length + 1 })
  return (key, make) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make()
    known.set(key, made)
    return made
  }
}
