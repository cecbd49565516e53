import { z } from 'zod'
import type { DeliveryAttempt, DeliveryLog } from '../../reconcile/ports.ts'
import type { Calls } from '../requests/calls.ts'

const path = '/app/hook/deliveries'

/** Octokit gives a number beyond 2^53 as a BigInt, which no JSON can hold. */
const id = z.union([z.number(), z.bigint(), z.string()]).transform(String)

const wireAttempt = z.object({
  id,
  guid: z.string(),
  event: z.string(),
  action: z.string().nullish(),
  delivered_at: z.string(),
  redelivery: z.boolean(),
  status: z.string(),
  status_code: z.number(),
})

const wireDetail = z.object({ request: z.object({ payload: z.unknown() }) })

/** The log of the app's deliveries. `calls` speak as the app itself: neither a token nor an installation may look. */
export function createDeliveryLog(calls: Calls): DeliveryLog {
  return {
    async *pages() {
      const what = 'read the log of its deliveries'
      for await (const page of calls.pages({ path, schema: wireAttempt, what, numbers: 'exact' }))
        yield page.map(toAttempt)
    },
    async payload(delivery) {
      const what = `read the delivery ${delivery}`
      // Up to 25 MB, and asked for once.
      const read = { path: `${path}/${delivery}`, schema: wireDetail, what, remember: 'never' } as const
      return (await calls.read(read)).data.request.payload
    },
    async redeliver(delivery) {
      const what = `ask for the delivery ${delivery} once more`
      await calls.write({ method: 'POST', path: `${path}/${delivery}/attempts`, schema: z.unknown(), what })
    },
    now: calls.now,
  }
}

/** GitHub calls delivered what the server answered with success, in the word `OK`. */
function toAttempt(wire: z.infer<typeof wireAttempt>): DeliveryAttempt {
  return {
    id: wire.id,
    guid: wire.guid,
    event: wire.event,
    action: wire.action ?? null,
    deliveredAt: wire.delivered_at,
    redelivery: wire.redelivery,
    outcome: wire.status === 'OK' ? 'delivered' : 'failed',
    status: wire.status,
    statusCode: wire.status_code,
  }
}
