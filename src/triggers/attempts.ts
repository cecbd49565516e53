import type { DeliveryAttempt, DeliveryLog } from '../reconcile/ports.ts'
import { logAge } from './missed.ts'

/** An attempt may come to stand in the log after one that was made later. In milliseconds. */
const overlap = 5 * 60_000

/** What was known of the log. */
export interface ReadBefore {
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[]
  /** In milliseconds. */
  readonly readUntil: number
}

export interface ReadNow extends ReadBefore {
  /** The ids of the attempts that were not known before. */
  readonly fresh: ReadonlySet<string>
}

/** Reads what is new in the log, `mostPages` at most, and lays it over what was known. Throws `GitHubError`. */
export async function readAttempts(log: DeliveryLog, before: ReadBefore, mostPages: number): Promise<ReadNow> {
  const found: DeliveryAttempt[] = []
  let begun = Number.NaN
  let pages = 0
  for await (const page of log.pages()) {
    if (pages === 0) begun = Date.parse(log.now())
    pages += 1
    found.push(...page)
    const enough = Math.max(begun - logAge, before.readUntil - overlap)
    if (pages === mostPages || page.some(({ deliveredAt }) => Date.parse(deliveredAt) < enough)) break
  }
  const known = new Set(before.attempts.map(({ id }) => id))
  const read = new Set(found.map(({ id }) => id))
  const merged = [...found, ...before.attempts.filter(({ id }) => !read.has(id))]
  return {
    attempts: merged.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= begun - logAge),
    readUntil: begun,
    fresh: new Set([...read].filter((id) => !known.has(id))),
  }
}
