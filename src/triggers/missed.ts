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
 * What becomes of a missed delivery. `redeliver`: it is the one that speaks of its incident. `joined`: another one
 * speaks for it. `settled`: a later pass saw what it would tell. `pointless`: it hints at nothing. `resting`: an attempt was
 * made just now. `exhausted`: it failed too often, the sweep is left. `unread`: its payload has not been looked at.
 */
export type Verdict = 'redeliver' | 'joined' | 'settled' | 'pointless' | 'resting' | 'exhausted' | 'unread'

export interface EvaluatedDelivery {
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
function missedAmong(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries.filter((delivery) => !isDelivered(delivery) && canHint(delivery.event, delivery.action))
}

/**
 * Whose payloads tell what to do: those of missed deliveries, and of those that came through at a later attempt, since
 * they spoke for older ones of their incidents. None where nothing is missed. In the order in which they are worth
 * reading: what changed an incident before what was said about it, the latest event first.
 */
export function telling(deliveries: readonly Delivery[]): readonly Delivery[] {
  const missed = new Set(missedAmong(deliveries))
  if (missed.size === 0) return []
  const all = deliveries.filter((delivery) => missed.has(delivery) || isRecovered(delivery))
  const isTalk = ({ event }: Delivery) => event === 'issue_comment'
  return [...all.filter((delivery) => !isTalk(delivery)), ...all.filter(isTalk)]
}

/**
 * Decides for each missed delivery, the latest event first. A delivery only names what to look at, so of those that name
 * the same one is enough: the one that was tried just now, else the latest, also where it failed too often.
 */
export function evaluateMissed(deliveries: readonly Delivery[], known: Known): readonly EvaluatedDelivery[] {
  const missed = missedAmong(deliveries)
  const recovered = recoveredRefs(deliveries, known)
  const resting = missed.filter((delivery) => isResting(delivery, known))
  const claimed = new Set(resting.flatMap((delivery) => (known.refs(delivery) ?? []).map(refKey)))

  function isOpen(ref: Ref, event: number): boolean {
    const settledAt = Date.parse(known.settledAt(ref) ?? '')
    const spokenForAt = recovered.get(refKey(ref)) ?? Number.NaN
    return !(settledAt >= event + staleness || spokenForAt > event)
  }

  function verdictOn(delivery: Delivery): Verdict {
    const refs = known.refs(delivery)
    if (refs === null) return 'unread'
    if (refs.length === 0) return 'pointless'
    const open = refs.filter((ref) => isOpen(ref, happenedAt(delivery))).map(refKey)
    if (open.length === 0) return 'settled'
    const exhausted = isExhausted(delivery, known)
    if (!exhausted && resting.includes(delivery)) return 'resting'
    const unclaimed = open.filter((key) => !claimed.has(key))
    for (const key of unclaimed) claimed.add(key)
    if (exhausted) return 'exhausted'
    return unclaimed.length === 0 ? 'joined' : 'redeliver'
  }

  return missed.map((delivery) => ({ delivery, verdict: verdictOn(delivery) }))
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

function isExhausted({ guid, attempts }: Delivery, known: Known): boolean {
  // What was asked for may not stand in the log yet, and the log may show what another process asked for.
  return Math.max(attempts.length, 1 + (known.asked(guid)?.times ?? 0)) >= mostAttempts
}

function isResting({ guid, attempts }: Delivery, known: Known): boolean {
  // The first attempt is the event's own: nothing has been tried since.
  const tried = attempts.filter(({ redelivery }) => redelivery).map(({ deliveredAt }) => deliveredAt)
  const latest = Math.max(...[known.asked(guid)?.at ?? '', ...tried].map((at) => Date.parse(at) || 0))
  return latest + rest > Date.parse(known.now)
}

/** When its event happened, at the latest: the time of the first attempt that the log shows. In milliseconds. */
function happenedAt({ attempts }: Delivery): number {
  return Math.min(...attempts.map(({ deliveredAt }) => Date.parse(deliveredAt)))
}
