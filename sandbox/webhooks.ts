import { createHmac, randomUUID } from 'node:crypto'

export interface Delivery {
  readonly guid: string
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The exact text that was signed and sent. */
  readonly body: string
  /** `sha256=` and the HMAC of `body` with the webhook secret, in hex. */
  readonly signature: string
  /** The app's answer; nothing when it was not sent, or not reached. */
  status?: number
}

export interface Webhooks {
  /** Records an event and sends it after all earlier ones, when there is somewhere to send it. */
  send(event: string, payload: Readonly<Record<string, unknown>>): void
  list(): readonly Delivery[]
  clear(): void
  /** Resolves when no delivery is on its way. */
  idle(): Promise<void>
  setUrl(url: string | undefined): void
}

/**
 * One hook: signed deliveries with GUIDs of their own, in order, at most one on its way, given up after 10 s and never
 * repeated, as GitHub does it.
 */
export function webhooks(options: { secret: string; hookId: number; appId: number }): Webhooks {
  let url: string | undefined
  let recorded: Delivery[] = []
  let tail = Promise.resolve()

  async function post(delivery: Delivery, target: string): Promise<void> {
    try {
      const answer = await fetch(target, {
        method: 'POST',
        headers: {
          accept: '*/*',
          'content-type': 'application/json',
          'user-agent': 'GitHub-Hookshot/sandbox',
          'x-github-delivery': delivery.guid,
          'x-github-event': delivery.event,
          'x-github-hook-id': String(options.hookId),
          'x-github-hook-installation-target-id': String(options.appId),
          'x-github-hook-installation-target-type': 'integration',
          'x-hub-signature-256': delivery.signature,
        },
        body: delivery.body,
        signal: AbortSignal.timeout(10_000),
      })
      await answer.arrayBuffer()
      delivery.status = answer.status
    } catch {
      // An app that cannot be reached loses the delivery, as on GitHub: it stays in the list without a status.
    }
  }

  return {
    send(event, payload) {
      const body = JSON.stringify(payload)
      const signature = `sha256=${createHmac('sha256', options.secret).update(body).digest('hex')}`
      const delivery: Delivery = { guid: randomUUID(), event, payload, body, signature }
      recorded.push(delivery)
      const target = url
      if (target !== undefined) tail = tail.then(() => post(delivery, target))
    },
    list: () => recorded.slice(),
    clear() {
      recorded = []
    },
    async idle() {
      let seen: Promise<void> | undefined
      while (seen !== tail) {
        seen = tail
        await seen
      }
    },
    setUrl(next) {
      url = next
    },
  }
}
