import { LRUCache } from 'lru-cache'

/** An answer that can be asked for again without cost: GitHub answers 304 while it is still true. */
export interface Remembered {
  readonly etag: string
  /** As the schema left it: the parts of GitHub's answer that the app reads. */
  readonly data: unknown
  readonly link: string
}

/** Gives what JSON says in UTF-8, and throws where it is none. The buffer may be empty afterwards. */
export type ParseJson = (bytes: ArrayBuffer) => Promise<unknown>

/** What all sessions share of GitHub's answers: those that are remembered, and how they are parsed. */
export interface ConditionalCache {
  /** `key` names who asks, for what and in which media type. */
  get(key: string): Remembered | undefined
  set(key: string, answer: Remembered): void
  readonly parse: ParseJson
}

const parseHere: ParseJson = async (bytes) => JSON.parse(new TextDecoder().decode(bytes))

/**
 * Answers with their ETags, of all sessions, the least recently used ones given up at `maxBytes`, about. A 304 to a
 * conditional request is free of the primary limit.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function createConditionalCache(maxBytes: number, parse: ParseJson = parseHere): ConditionalCache {
  const answers = new LRUCache<string, Remembered>({ maxSize: maxBytes })
  return {
    get: (key) => answers.get(key),
    set(key, answer) {
      answers.set(key, answer, { size: key.length + sizeOf(answer.data) + 200 })
    },
    parse,
  }
}

/** About as long as the JSON of what a schema left, which would take far longer to write out. */
function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length + 2
  if (typeof data !== 'object' || data === null) return 8
  return Object.entries(data).reduce((size, [name, value]) => size + name.length + 4 + sizeOf(value), 2)
}
