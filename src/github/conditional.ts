import { LRUCache } from 'lru-cache'

/** An answer that can be asked for again without cost: GitHub answers 304 while it is still true. */
export interface Remembered {
  readonly etag: string
  /** As the schema left it: the parts of GitHub's answer that the app reads. */
  readonly data: unknown
  readonly link: string
}

export interface ConditionalCache {
  /** `key` names who asks, for what and in which media type. */
  get(key: string): Remembered | undefined
  set(key: string, answer: Remembered): void
}

/**
 * Answers with their ETags, of all sessions, the least recently used ones given up at `maxBytes` (as JSON). A 304 to a
 * conditional request is free of the primary limit.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function createConditionalCache(maxBytes: number): ConditionalCache {
  const answers = new LRUCache<string, Remembered>({ maxSize: maxBytes })
  return {
    get: (key) => answers.get(key),
    set(key, answer) {
      const size = key.length + String(JSON.stringify(answer.data)).length + 200
      answers.set(key, answer, { size })
    },
  }
}
