import { z } from 'zod'
import type { LogMemory, RedeliveryMemory } from '../../triggers/redelivery-memory.ts'
import { createRedeliveryMemory } from '../../triggers/redelivery-memory.ts'
import { refShape } from '../passes/job-hint.ts'
import type { Seal } from './seal.ts'
import type { SharedStore } from './store.ts'

/** GitHub's log goes three days back. In milliseconds. */
const keptFor = 3 * 24 * 3_600_000

const key = 'redelivery'

const attempt = z.object({
  id: z.string(),
  guid: z.string(),
  event: z.string(),
  action: z.string().nullable(),
  deliveredAt: z.string(),
  redelivery: z.boolean(),
  outcome: z.enum(['delivered', 'failed']),
  status: z.string(),
  statusCode: z.number(),
})

const shape = z.object({
  attempts: z.array(attempt),
  readUntil: z.number().nullable(),
  refs: z.array(z.tuple([z.string(), z.array(refShape)])),
  asked: z.array(z.tuple([z.string(), z.object({ times: z.number(), at: z.string() })])),
})

/** What the last look at GitHub's log left, whichever replica looked. Without the store, what this one's last look left. */
export function createSharedRedeliveryMemory(store: SharedStore, seal: Seal): RedeliveryMemory {
  const own = createRedeliveryMemory()
  return {
    async load() {
      try {
        const kept = await store.read(key)
        const text = kept && seal.open(kept.value)
        const known = text ? shape.safeParse(JSON.parse(text)).data : undefined
        return known === undefined ? await own.load() : memoryOf(known)
      } catch {
        return own.load()
      }
    },
    async save(memory) {
      await own.save(memory)
      try {
        await store.keep(key, seal.close(textOf(memory)), keptFor)
      } catch {
        // The next look reads further back.
      }
    },
  }
}

function textOf({ attempts, readUntil, refs, asked }: LogMemory): string {
  return JSON.stringify({
    attempts,
    readUntil: Number.isFinite(readUntil) ? readUntil : null,
    refs: [...refs],
    asked: [...asked],
  })
}

function memoryOf({ attempts, readUntil, refs, asked }: z.infer<typeof shape>): LogMemory {
  return { attempts, readUntil: readUntil ?? Number.NEGATIVE_INFINITY, refs: new Map(refs), asked: new Map(asked) }
}
