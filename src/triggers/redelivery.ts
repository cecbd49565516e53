import type { Ref } from '../domain/ref.ts'
import { type DeliveryLog, GitHubError, type Log } from '../reconcile/ports.ts'
import { type ReadNow, readAttempts } from './attempts.ts'
import { refsOf } from './deliveries.ts'
import {
  type Asked,
  type Delivery,
  deliveriesOf,
  type EvaluatedDelivery,
  evaluateMissed,
  isReached,
  telling,
} from './missed.ts'
import { type LogMemory, type RedeliveryMemory, withoutWhatIsOver } from './redelivery-memory.ts'
import type { DeliverySelf } from './self.ts'

export interface RedeliveryParts {
  readonly deliveries: DeliveryLog
  readonly self: DeliverySelf
  /** GitHub's time of what the last pass that left nothing to do had read; `null` where there was none. */
  readonly settledAt: (ref: Ref) => Promise<string | null>
  readonly log: Log
  readonly memory: RedeliveryMemory
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

/**
 * Finds in GitHub's log the deliveries that never arrived, and asks for them again. It remembers what it has read, so that
 * a look reads no further back than the one before.
 */
export function createRedelivery(parts: RedeliveryParts): Redelivery {
  const { deliveries, log, memory } = parts
  let refusalTold = false
  return {
    async look() {
      const look = lookFrom(await memory.load())
      try {
        look.read = await readAttempts(deliveries, look.read, most.pages)
        look.all = deliveriesOf(look.read.attempts)
        await redeliver(look, parts)
        refusalTold = false
      } catch (error) {
        if (!(error instanceof GitHubError)) throw error
        explain(error, log, refusalTold ? 'told' : 'new')
        refusalTold = error.fault.kind === 'refused'
      }
      report(look, await judged(look, parts), log)
      await memory.save(withoutWhatIsOver({ ...look.read, refs: look.refs, asked: look.asked }, most.remembered))
    },
  }
}

/** One look while it goes on. */
interface Look {
  read: ReadNow
  /** The same attempts by the event that they deliver. */
  all: readonly Delivery[]
  readonly refs: Map<string, readonly Ref[]>
  readonly asked: Map<string, Asked>
  /** The GUIDs of what this look asked for. */
  readonly redelivered: Set<string>
}

function lookFrom({ attempts, readUntil, refs, asked }: LogMemory): Look {
  const read = { attempts, readUntil, fresh: new Set<string>() }
  return { read, all: deliveriesOf(attempts), refs: new Map(refs), asked: new Map(asked), redelivered: new Set() }
}

async function judged({ all, refs, asked }: Look, parts: RedeliveryParts): Promise<readonly EvaluatedDelivery[]> {
  const { deliveries } = parts
  const named = [...refs.values()].flat()
  const settled = new Map(await Promise.all(named.map(async (ref) => [ref, await parts.settledAt(ref)] as const)))
  return evaluateMissed(all, {
    now: deliveries.now(),
    refs: ({ guid }) => refs.get(guid) ?? null,
    settledAt: (ref) => settled.get(ref) ?? null,
    asked: (guid) => asked.get(guid) ?? null,
  })
}

/** Reads payloads, the most telling first, and redelivers as soon as one turns out to be worth it. */
async function redeliver(look: Look, parts: RedeliveryParts): Promise<void> {
  const unread = telling(look.all).filter(({ guid }) => !look.refs.has(guid))
  let allowed = isReached(look.read.attempts) ? most.redeliveries : most.probes
  let inVain = 0
  for (let at = 0; allowed > 0 && inVain < most.inVain; at += most.atOnce) {
    const batch = unread.slice(at, Math.min(at + most.atOnce, most.payloads))
    await Promise.all(batch.map((delivery) => readPayload(delivery, look, parts)))
    const due = (await judged(look, parts)).filter(({ verdict }) => verdict === 'redeliver')
    inVain = due.length > 0 ? 0 : inVain + batch.length
    for (const { delivery } of due.slice(0, allowed)) {
      allowed -= 1
      await askFor(delivery, look, parts.deliveries)
    }
    if (batch.length < most.atOnce) return
  }
}

async function readPayload(
  { guid, event, attempts: [{ id }] }: Delivery,
  { refs }: Look,
  { deliveries, self }: RedeliveryParts,
): Promise<void> {
  const hints = refsOf(event, await unlessGone(deliveries.payload(id)), self)
  refs.set(
    guid,
    hints.map(({ ref }) => ref),
  )
}

async function askFor(
  { guid, attempts: [{ id }] }: Delivery,
  { asked, redelivered }: Look,
  deliveries: DeliveryLog,
): Promise<void> {
  // Counted before the answer: a request whose answer is lost may have been obeyed.
  asked.set(guid, { times: (asked.get(guid)?.times ?? 0) + 1, at: deliveries.now() })
  await unlessGone(deliveries.redeliver(id))
  redelivered.add(guid)
}

function report({ read, redelivered }: Look, missed: readonly EvaluatedDelivery[], log: Log): void {
  const news = missed.some(({ delivery }) => delivery.attempts.some(({ id }) => read.fresh.has(id)))
  if (!news && redelivered.size === 0) return
  const skipped: Record<string, number> = {}
  for (const { delivery, verdict } of missed) {
    if (!redelivered.has(delivery.guid)) skipped[verdict] = (skipped[verdict] ?? 0) + 1
  }
  log.info({ missed: missed.length, redelivered: redelivered.size, skipped }, 'missed deliveries')
}

/** A refusal is told once until it is over: it lasts, and each look would say the same. */
function explain({ fault, message: because }: GitHubError, log: Log, refusal: 'told' | 'new'): void {
  if (fault.kind !== 'refused') log.info({ because }, 'missed deliveries wait for the next look')
  else if (refusal === 'new')
    log.warn({ because }, 'missed deliveries cannot be redelivered, so the sweep alone finds what they tell')
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
