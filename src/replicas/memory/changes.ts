import { LRUCache } from 'lru-cache'
import { fullName, type RepositoryName } from '../../domain/ref.ts'
import type { SharedStore } from './store.ts'

/** Each replica reads a repository's configuration anew after a minute in any case. */
const toldFor = 60_000

/** Tells replicas that what they remember of a repository is old: its configuration, or what the app may do there. */
export interface ChangeMarks {
  /** Rejects where the store does not answer. */
  announce(repository: RepositoryName): Promise<void>
  /** Whether it was announced since this replica asked last. */
  isNew(repository: RepositoryName): Promise<boolean>
}

/** `newId` is unique for each announcement of each replica. */
export function createChanges(store: SharedStore, newId: () => string): ChangeMarks {
  const seen = new LRUCache<string, string>({ max: 10_000 })
  const keyOf = (repository: RepositoryName): string => `changed:${fullName(repository).toLowerCase()}`
  return {
    announce: (repository) => store.keep(keyOf(repository), newId(), toldFor),
    async isNew(repository) {
      const key = keyOf(repository)
      try {
        const last = (await store.read(key))?.value
        if (last === undefined || seen.get(key) === last) return false
        seen.set(key, last)
        return true
      } catch {
        return false
      }
    },
  }
}
