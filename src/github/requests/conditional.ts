import { LRUCache } from 'lru-cache'

/** An answer that can be asked for again without cost: GitHub answers 304 while it is still true. */
export interface Remembered {
  readonly etag: string
  /** As the schema left it: the parts of GitHub's answer that the app reads. Plain data. */
  readonly data: unknown
  readonly link: string
}

/** The answers that all sessions remember. What is lost costs one request. */
export interface ConditionalCache {
  /** `key` names who asks, for what and in which media type. */
  get(key: string): Promise<Remembered | undefined>
  set(key: string, answer: Remembered): Promise<void>
}

/**
 * Answers with their ETags, of all sessions, the least recently used ones given up at `maxBytes`, about. A 304 to a
 * conditional request is free of the primary limit.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function createConditionalCache(maxBytes: number): ConditionalCache {
  const answers = new LRUCache<string, Remembered>({ maxSize: maxBytes })
  return {
    get: async (key) => answers.get(key),
    async set(key, answer) {
      answers.set(key, answer, { size: key.length + sizeOf(answer.data) + 200 })
    },
  }
}

/** About as long as the JSON of what a schema left, which would take far longer to write out. */
function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length + 2
  if (typeof data !== 'object' || data === null) return 8
  return Object.entries(data).reduce((size, [name, value]) => size + name.length + 4 + sizeOf(value), 2)
}
