import { z } from 'zod'
import type { Ref } from '../../domain/ref.ts'
import type { Hint, PassPriority } from '../../reconcile/ports.ts'

/** Half of the priorities that BullMQ knows, 1 to 2,097,151 of which the smallest goes first. */
const band = 2 ** 20

/**
 * Behind what somebody waits for, a sweep's goes as if it had come so many seconds later than what comes from outside:
 * however many are outside, it is its turn after that.
 */
const sweepLag = 60

/**
 * The number by which BullMQ puts jobs in order: what somebody waits for goes before all else, then by time. `second` counts
 * seconds; each band takes twelve days, and around its end some jobs trade places for once.
 */
export function jobPriority(priority: PassPriority, second: number): number {
  const at = Math.max(0, Math.floor(second))
  if (priority === 'interactive') return 1 + (at % (band - 1))
  return band + ((at + (priority === 'sweep' ? sweepLag : 0)) % band)
}

/** The name by which hints of one ref are told to be the same. BullMQ keeps colons for itself. */
export function dedupId(refKey: string): string {
  return refKey.replaceAll(':', '_')
}

const place = { owner: z.string(), repo: z.string() }
const numbered = { ...place, number: z.number().int() }

/** A ref as it stands in the store. */
export const refShape: z.ZodType<Ref> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), ...numbered }),
  z.strictObject({ kind: z.literal('pull'), ...numbered }),
  z.strictObject({ kind: z.literal('review'), ...numbered }),
  z.strictObject({ kind: z.literal('merge-group'), ...place, base: z.string(), sha: z.string() }),
  z.strictObject({ kind: z.literal('repository'), ...place }),
])

const hint = z.object({
  ref: refShape,
  reason: z.string(),
  priority: z.enum(['interactive', 'outside', 'sweep']),
  admit: z.enum(['normal', 'backfill']).exactOptional(),
  scope: z.enum(['recent', 'all']).exactOptional(),
})

/** The hint that a job stands for: a ref, and why. `null` where it holds something else, as another version may write it. */
export function parseJobHint(data: unknown): Hint | null {
  return hint.safeParse(data).data ?? null
}
