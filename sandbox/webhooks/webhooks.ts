import { createHmac, randomUUID } from 'node:crypto'
import { dispatcher } from '../faults/dispatcher.ts'
import type { Faults } from '../faults/faults.ts'
import { type AttemptOutcome, type Parcel, post, unreached } from './posting.ts'

const threeDays = 3 * 86_400_000

export interface SentDelivery {
  /** A number in decimal digits, since it may lie beyond 2^53. Each attempt has its own. */
  readonly id: string
  readonly guid: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The exact text that was signed and sent. */
  readonly body: string
  /** `sha256=` and the HMAC of `body` with the webhook secret, in hex. */
  readonly signature: string
  readonly redelivery: boolean
  /** Story time, ISO 8601. */
  readonly deliveredAt: string
  /** The app's answer; nothing when it was not sent, or not reached. */
  status?: number
  /** How it ended; nothing when it was never tried, or is on its way. */
  outcome?: AttemptOutcome
}

export interface Webhooks {
  /** Records an event and sends it after all earlier ones, when there is somewhere to send it. */
  send(event: string, payload: Readonly<Record<string, unknown>>): void
  /** All events, sent or not, and all redeliveries, oldest first. */
  list(): readonly SentDelivery[]
  /** The attempts of the last three days of the story, newest first. */
  log(): readonly SentDelivery[]
  /** Sends the delivery of that attempt once more, under its GUID. False for an id that the log does not show. */
  redeliver(id: string): boolean
  clear(): void
  /** Resolves when no delivery is on its way. */
  idle(): Promise<void>
  url(): string | undefined
  setUrl(url: string | undefined): void
}

export interface HookOptions {
  readonly secret: string
  readonly hookId: number
  readonly appId: () => number
  /** The story's time, ISO 8601. */
  readonly now: () => string
  readonly faults: Faults
  /** Where the ids of deliveries start. */
  readonly firstId: bigint
}

/**
 * One hook: signed deliveries with GUIDs of their own, in order, at most one on its way, given up after 10 s and never
 * repeated by itself, as GitHub does it.
 */
export function webhooks(options: HookOptions): Webhooks {
  const { now, faults } = options
  const line = dispatcher()
  let url: string | undefined
  let recorded: SentDelivery[] = []
  let last = options.firstId - 1n

  function start(event: Pick<SentDelivery, 'guid' | 'event' | 'payload' | 'body' | 'signature' | 'redelivery'>): void {
    last += 1n
    const delivery: SentDelivery = { id: String(last), ...event, deliveredAt: now() }
    recorded.push(delivery)
    if (url === undefined) return
    const parcel = { url, headers: headersOf(delivery, options), body: delivery.body }
    const effect = faults.strikeDelivery({ event: delivery.event, action: delivery.payload.action })
    line.dispatch(effect, {
      send: () => settle(delivery, post(parcel)),
      fail: () => settle(delivery, Promise.resolve(unreached(parcel))),
      forge: () => settle(delivery, post(forged(parcel))),
    })
  }

  return {
    send(event, payload) {
      const body = JSON.stringify(payload)
      const signature = sign(options.secret, body)
      start({ guid: randomUUID(), event, payload, body, signature, redelivery: false })
    },
    list: () => recorded.slice(),
    log,
    redeliver(id) {
      const found = log().find((one) => one.id === id)
      if (!found) return false
      const { guid, event, payload, body, signature } = found
      start({ guid, event, payload, body, signature, redelivery: true })
      return true
    },
    clear() {
      recorded = []
    },
    idle: line.idle,
    url: () => url,
    setUrl(next) {
      url = next
    },
  }

  function log(): readonly SentDelivery[] {
    const since = Date.parse(now()) - threeDays
    return recorded.filter(({ outcome, deliveredAt }) => outcome && Date.parse(deliveredAt) >= since).reverse()
  }
}

async function settle(delivery: SentDelivery, ending: Promise<AttemptOutcome>): Promise<void> {
  const outcome = await ending
  delivery.outcome = outcome
  if (outcome.statusCode !== 0) delivery.status = outcome.statusCode
}

function sign(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

function forged(parcel: Parcel): Parcel {
  return { ...parcel, headers: { ...parcel.headers, 'x-hub-signature-256': sign('not the secret', parcel.body) } }
}

function headersOf(delivery: SentDelivery, options: HookOptions): Record<string, string> {
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/sandbox',
    'x-github-delivery': delivery.guid,
    'x-github-event': delivery.event,
    'x-github-hook-id': String(options.hookId),
    'x-github-hook-installation-target-id': String(options.appId()),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': delivery.signature,
  }
}
