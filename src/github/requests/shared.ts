import { LRUCache } from 'lru-cache'

/** One kind of answer that all sessions share, by repository. */
export interface Shared<T> {
  /** The known answer for `key`, at most `maxAge` old, else what `load` gives. Askers at the same time share one load. */
  get(key: string, load: () => Promise<T>): Promise<T>
  /** Makes the next asker load again, also when a load is under way. */
  forget(key: string): void
  /** Takes `answer` for what a load just gave. */
  put(key: string, answer: T): void
}

/** `maxAge` is in milliseconds of `now`, a clock that never goes back. Failed loads are not remembered. */
export function createShared<T>(options: { readonly maxAge: number; readonly now: () => number }): Shared<T> {
  const entries = new LRUCache<string, { readonly at: number; readonly answer: Promise<T> }>({ max: 2000 })
  return {
    get(key, load) {
      const known = entries.get(key)
      if (known && options.now() - known.at < options.maxAge) return known.answer
      const entry = { at: options.now(), answer: load() }
      entries.set(key, entry)
      entry.answer.catch(() => {
        if (entries.peek(key) === entry) entries.delete(key)
      })
      return entry.answer
    },
    forget: (key) => {
      entries.delete(key)
    },
    put: (key, answer) => {
      entries.set(key, { at: options.now(), answer: Promise.resolve(answer) })
    },
  }
}
