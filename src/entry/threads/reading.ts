import type { ParseJson } from '../../github/requests/parse-json.ts'
import { createLane, type LaneLimits } from './lane.ts'
import type { ReadDelivery, ReadingResult, ReadingTask, SignedDelivery } from './reading-thread.ts'

/** Reads long JSON in a thread of its own. */
export interface ReadingThread {
  /** Parses an answer of GitHub's: a short one here, a long one there. */
  readonly parse: ParseJson
  /** Who signed a long delivery, and what it says. */
  readDelivery(body: Uint8Array, signed: SignedDelivery): Promise<ReadDelivery>
  close(): Promise<void>
}

/** JSON up to this many bytes is parsed where it arrives: in a few milliseconds, whatever it holds. */
export const shortJson = 256 * 1024

/** Of 25 MB, the largest delivery, some JSON makes 300 MB of objects. */
const limits: LaneLimits = { time: 8_000, memory: 768 }

/** Nobody knows whose they are before they are read. GitHub waits for a delivery's answer, but for none of its own. */
const deliveries = { account: 'deliveries', priority: 'interactive' } as const
const answers = { account: 'answers', priority: 'outside' } as const

/** One thread for all: what is long is rare, and GitHub sends and answers it slowly. */
export function createReadingThread(): ReadingThread {
  const lane = createLane<ReadingTask, ReadingResult>('reading-thread', limits)
  return {
    async parse(bytes) {
      if (bytes.byteLength <= shortJson) return JSON.parse(new TextDecoder().decode(bytes))
      const read = await lane.run({ read: 'answer', bytes }, answers, [bytes])
      return 'data' in read ? read.data : null
    },
    async readDelivery(body, { self, ...signed }) {
      // A copy of its own, which can be moved there; the body may be a part of a larger buffer.
      const bytes = Uint8Array.from(body).buffer
      const read = await lane.run({ read: 'delivery', bytes, ...signed, self: { ...self } }, deliveries, [bytes])
      return 'signer' in read ? read : { signer: null, delivery: null }
    },
    close: () => lane.close(),
  }
}
