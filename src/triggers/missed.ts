import { type Ref, refKey } from '../domain/ref.ts'
import type { DeliveryAttempt } from '../reconcile/ports.ts'
import { canHint } from './deliveries.ts'

/** One event that GitHub tried to deliver, once or more often. */
export interface Delivery {
  readonly guid: string
  readonly event: string
  readonly action: string | null
  /** Newest first, one at least. */
  readonly attempts: readonly [DeliveryAttempt, ...DeliveryAttempt[]]
}

/** What is known besides GitHub's log. */
export interface Known {
  /** GitHub's clock, ISO 8601. */
  readonly now: string
  /** What a delivery hints at, `null` while nobody has looked. */
  refs(delivery: Delivery): readonly Ref[] | null
  /** GitHub's time of what the last pass that left nothing to do had read; `null` where there was none. */
  settledAt(ref: Ref): string | null
  /** The redeliveries that this process has asked for, whether or not the log shows them yet; `null` for none. */
  asked(guid: string): Asked | null
}

export interface Asked {
  readonly times: number
  /** GitHub's time of the last one, ISO 8601. */
  readonly at: string
}

/**
 * What becomes of a missed delivery. `redeliver`: it is the newest that speaks of its incident. `joined`: a newer one
 * speaks for it. `settled`: a later pass saw what it would tell. `pointless`: it hints at nothing. `resting`: an attempt was
 * made just now. `exhausted`: it failed too often, the sweep is left. `unread`: its payload has not been looked at.
 */
export type Verdict = 'redeliver' | 'joined' | 'settled' | 'pointless' | 'resting' | 'exhausted' | 'unread'

export interface Judged {
  readonly delivery: Delivery
  readonly verdict: Verdict
}

/** How far back GitHub's log goes, in milliseconds. */
export const logAge = 3 * 86_400_000

/** The first attempt and three more. */
const mostAttempts = 4

/** Between two attempts at one delivery, in milliseconds. */
const rest = 5 * 60_000

/** What a pass reads may be a minute old: it shares some answers with others. In milliseconds. */
const staleness = 60_000

/** Attempts, newest first, by the event that they deliver; the latest event first. */
export function deliveriesOf(attempts: readonly DeliveryAttempt[]): readonly Delivery[] {
  const found = new Map<string, Delivery>()
  for (const attempt of attempts) {
    const { guid, event, action } = attempt
    const known = found.get(guid)
    found.set(guid, { guid, event, action, attempts: known ? [...known.attempts, attempt] : [attempt] })
  }
  return [...found.values()].sort((one, other) => happenedAt(other) - happenedAt(one))
}

/** Those that never arrived and may have something to say. */
export function missedAmong(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries.filter((delivery) => !isDelivered(delivery) && canHint(delivery.event, delivery.action))
}

/**
 * Whose payloads tell what to do, the latest event first: those of missed deliveries, and of those that came through at a
 * later attempt, since they spoke for older ones of their incidents. None where nothing is missed.
 */
export function telling(deliveries: readonly Delivery[]): readonly Delivery[] {
  const missed = new Set(missedAmong(deliveries))
  return missed.size === 0 ? [] : deliveries.filter((delivery) => missed.has(delivery) || isRecovered(delivery))
}

/**
 * Decides for each missed delivery, the latest event first. A delivery only names what to look at, so of those that name
 * the same one is enough: the newest, whether it is redelivered now, was just now, or failed too often.
 */
export function judge(deliveries: readonly Delivery[], known: Known): readonly Judged[] {
  const recovered = recoveredRefs(deliveries, known)
  const claimed = new Set<string>()

  function verdictOn(delivery: Delivery): Verdict {
    const refs = known.refs(delivery)
    if (refs === null) return 'unread'
    if (refs.length === 0) return 'pointless'
    const event = happenedAt(delivery)
    const open = refs.filter((ref) => {
      const settled = known.settledAt(ref)
      return (
        (settled === null || Date.parse(settled) < event + staleness) && !(Number(recovered.get(refKey(ref))) > event)
      )
    })
    if (open.length === 0) return 'settled'
    const own = open.map(refKey).filter((key) => !claimed.has(key))
    if (own.length === 0) return 'joined'
    for (const key of own) claimed.add(key)
    const asked = known.asked(delivery.guid)
    if (Math.max(delivery.attempts.length, 1 + (asked?.times ?? 0)) >= mostAttempts) return 'exhausted'
    return isResting(delivery, asked, known.now) ? 'resting' : 'redeliver'
  }

  return missedAmong(deliveries).map((delivery) => ({ delivery, verdict: verdictOn(delivery) }))
}

/**
 * Whether GitHub reaches this server, as far as the log tells: not when the last redelivery failed and nothing has been
 * delivered since. `attempts` come newest first.
 */
export function isReached(attempts: readonly DeliveryAttempt[]): boolean {
  const telling = attempts.find(({ redelivery, outcome }) => redelivery || outcome === 'delivered')
  return telling?.outcome !== 'failed'
}

/** Whether a later look needs this delivery: it is missed, or came through at a later attempt. */
export function isToRemember(delivery: Delivery): boolean {
  return canHint(delivery.event, delivery.action) && (!isDelivered(delivery) || isRecovered(delivery))
}

/** The refs that redelivered deliveries named, each with the time of the arrival, in milliseconds. */
function recoveredRefs(deliveries: readonly Delivery[], known: Known): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const delivery of deliveries.filter(isRecovered)) {
    const arrival = delivery.attempts.find(({ outcome }) => outcome === 'delivered')
    const at = Date.parse(arrival?.deliveredAt ?? '')
    for (const key of (known.refs(delivery) ?? []).map(refKey)) times.set(key, Math.max(at, times.get(key) ?? at))
  }
  return times
}

function isDelivered({ attempts }: Delivery): boolean {
  return attempts.some(({ outcome }) => outcome === 'delivered')
}

function isRecovered({ attempts }: Delivery): boolean {
  return attempts.some(({ outcome, redelivery }) => outcome === 'delivered' && redelivery)
}

function isResting({ attempts }: Delivery, asked: Asked | null, now: string): boolean {
  // The first attempt is the event's own: nothing has been tried since.
  const tried = [asked?.at, ...attempts.filter(({ redelivery }) => redelivery).map(({ deliveredAt }) => deliveredAt)]
  return tried.some((at) => at !== undefined && Date.parse(at) + rest > Date.parse(now))
}

/** When its event happened, at the latest: the time of the first attempt that the log shows. In milliseconds. */
function happenedAt({ attempts }: Delivery): number {
  return Math.min(...attempts.map(({ deliveredAt }) => Date.parse(deliveredAt)))
}
