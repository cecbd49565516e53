import type { Ref } from '../domain/ref.ts'
import { type DeliveryAttempt, type DeliveryLog, GitHubError, type Log } from '../reconcile/ports.ts'
import { type DeliverySelf, refsOf } from './deliveries.ts'
import {
  type Asked,
  type Delivery,
  deliveriesOf,
  isReached,
  isToRemember,
  judge,
  type Known,
  logAge,
  telling,
} from './missed.ts'

export interface RedeliveryParts {
  readonly deliveries: DeliveryLog
  readonly self: DeliverySelf
  readonly settledAt: Known['settledAt']
  readonly log: Log
}

export interface Redelivery {
  /**
   * Looks for missed deliveries and asks for them once more; one look at a time. What GitHub refuses, limits or does not
   * answer ends the look, and the next one goes on where it stopped. Never throws for that.
   */
  look(): Promise<void>
}

/** What one look costs at most: what is beyond waits for the next one, or is the sweep's. */
const most = {
  /** Of a hundred attempts each. */
  pages: 50,
  payloads: 500,
  /** Payloads in a row that ask for nothing: then the others hardly will, either. */
  inVain: 100,
  redeliveries: 50,
  /** Redeliveries while nothing comes through. */
  probes: 1,
  /** Payloads at the same time: each may have 25 MB. */
  atOnce: 5,
  /** Attempts that are remembered from look to look. */
  remembered: 10_000,
} as const

/** An attempt may come to stand in the log after one that was made later. In milliseconds. */
const overlap = 5 * 60_000

/**
 * Finds in GitHub's log the deliveries that never arrived, and asks for them again. It remembers what it has read, so that
 * a look reads no further back than the one before; without memory it reads three days.
 */
export function createRedelivery({ deliveries, self, settledAt, log }: RedeliveryParts): Redelivery {
  /** Newest first, and by the event that they deliver. */
  let attempts: readonly DeliveryAttempt[] = []
  let all: readonly Delivery[] = []
  let readUntil = Number.NEGATIVE_INFINITY
  let reported = false
  const refs = new Map<string, readonly Ref[]>()
  const asked = new Map<string, Asked>()

  function judged() {
    return judge(all, {
      now: deliveries.now(),
      refs: ({ guid }) => refs.get(guid) ?? null,
      settledAt,
      asked: (guid) => asked.get(guid) ?? null,
    })
  }

  /** Reads what is new in the log, and gives the ids of these attempts. */
  async function readLog(): Promise<ReadonlySet<string>> {
    const found: DeliveryAttempt[] = []
    let begun = Number.NaN
    let pages = 0
    for await (const page of deliveries.pages()) {
      if (pages === 0) begun = Date.parse(deliveries.now())
      pages += 1
      found.push(...page)
      const enough = Math.max(begun - logAge, readUntil - overlap)
      if (pages === most.pages || page.some(({ deliveredAt }) => Date.parse(deliveredAt) < enough)) break
    }
    const known = new Set(attempts.map(({ id }) => id))
    const read = new Set(found.map(({ id }) => id))
    const merged = [...found, ...attempts.filter(({ id }) => !read.has(id))]
    attempts = merged.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= begun - logAge)
    all = deliveriesOf(attempts)
    readUntil = begun
    return new Set([...read].filter((id) => !known.has(id)))
  }

  /** Reads payloads, the most telling first, and redelivers as soon as one turns out to be worth it. */
  async function redeliver(note: (guid: string) => void): Promise<void> {
    const unread = telling(all).filter(({ guid }) => !refs.has(guid))
    let allowed = isReached(attempts) ? most.redeliveries : most.probes
    let inVain = 0
    for (let at = 0; allowed > 0 && inVain < most.inVain; at += most.atOnce) {
      const batch = unread.slice(at, Math.min(at + most.atOnce, most.payloads))
      await Promise.all(batch.map(readPayload))
      const due = judged().filter(({ verdict }) => verdict === 'redeliver')
      inVain = due.length > 0 ? 0 : inVain + batch.length
      for (const { delivery } of due.slice(0, allowed)) {
        allowed -= 1
        await askFor(delivery)
        note(delivery.guid)
      }
      if (batch.length < most.atOnce) return
    }
  }

  async function readPayload({ guid, event, attempts: [{ id }] }: Delivery): Promise<void> {
    const payload = await unlessGone(deliveries.payload(id))
    const hints = refsOf(event, payload, self)
    refs.set(
      guid,
      hints.map(({ ref }) => ref),
    )
  }

  async function askFor({ guid, attempts: [{ id }] }: Delivery): Promise<void> {
    // Counted before the answer: a request whose answer is lost may have been obeyed.
    asked.set(guid, { times: (asked.get(guid)?.times ?? 0) + 1, at: deliveries.now() })
    await unlessGone(deliveries.redeliver(id))
  }

  function report(fresh: ReadonlySet<string>, redelivered: ReadonlySet<string>): void {
    const missed = judged()
    const news = missed.some(({ delivery }) => delivery.attempts.some(({ id }) => fresh.has(id)))
    if (!news && redelivered.size === 0) return
    const skipped: Record<string, number> = {}
    for (const { delivery, verdict } of missed) {
      if (!redelivered.has(delivery.guid)) skipped[verdict] = (skipped[verdict] ?? 0) + 1
    }
    log.info({ missed: missed.length, redelivered: redelivered.size, skipped }, 'missed deliveries')
  }

  function explain({ fault, message: because }: GitHubError): void {
    if (fault.kind !== 'refused') log.info({ because }, 'missed deliveries wait for the next look')
    else if (!reported)
      log.warn({ because }, 'missed deliveries cannot be redelivered, so the sweep alone finds what they tell')
    reported = fault.kind === 'refused'
  }

  function forgetWhatIsOver(): void {
    const open = new Set(all.filter(isToRemember).map(({ guid }) => guid))
    const arrival = attempts.find(({ outcome }) => outcome === 'delivered')
    const kept = attempts.filter((attempt) => open.has(attempt.guid) || attempt === arrival)
    attempts = kept.slice(0, most.remembered)
    for (const memory of [refs, asked]) for (const guid of memory.keys()) if (!open.has(guid)) memory.delete(guid)
  }

  return {
    async look() {
      const redelivered = new Set<string>()
      let fresh: ReadonlySet<string> = new Set()
      try {
        fresh = await readLog()
        await redeliver((guid) => redelivered.add(guid))
        reported = false
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error
        explain(error)
      }
      report(fresh, redelivered)
      forgetWhatIsOver()
    },
  }
}

/** What `asking` gives, `null` where the log does not know the delivery any more. */
async function unlessGone(asking: Promise<unknown>): Promise<unknown> {
  try {
    return await asking
  } catch (error) {
    const gone =
      error instanceof GitHubError && error.fault.kind === 'refused' && [404, 422].includes(error.fault.status)
    if (gone) return null
    throw error
  }
}
