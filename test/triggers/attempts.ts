import type { DeliveryAttempt } from '../../src/reconcile/ports.ts'

/** An attempt on 2 March 2026 at `at` (`10:05`); failed, the first one at an issue's label, unless told. */
export function attempt(at: string, more: Partial<DeliveryAttempt> = {}): DeliveryAttempt {
  const delivered = more.outcome === 'delivered'
  return {
    id: `${at} ${more.guid ?? 'a'}`,
    guid: 'a',
    event: 'issues',
    action: 'labeled',
    deliveredAt: `2026-03-02T${at}:00Z`,
    redelivery: false,
    outcome: 'failed',
    status: delivered ? 'OK' : 'failed to connect',
    statusCode: delivered ? 200 : 502,
    ...more,
  }
}

/** The same, asked for once more. */
export function again(at: string, more: Partial<DeliveryAttempt> = {}): DeliveryAttempt {
  return attempt(at, { redelivery: true, ...more })
}
