import { contractOf } from './contract.ts'
import { readDescription } from './description.ts'
import type { Recording } from './recording.ts'

export interface Verdict {
  /** Each kind of mismatch once; empty when all that passed fits. */
  readonly mismatches: readonly string[]
  /** The operations that were answered with success, as `GET /repos/{owner}/{repo}`. */
  readonly succeeded: ReadonlySet<string>
  /** `event.action` of the webhooks sent. */
  readonly sent: ReadonlySet<string>
}

/** Validates all that was recorded, and prints how much it was. */
export function evaluate(recording: Recording, what: string): Verdict {
  const contract = contractOf(readDescription())
  const [exchanges, deliveries] = [recording.exchanges(), recording.deliveries()]
  const mismatches = [
    ...exchanges.flatMap((one) => contract.checkExchange(one)),
    ...deliveries.flatMap((one) => contract.checkDelivery(one)),
  ]
  const coverage = [...contract.coverage()]
  const succeeded = coverage.filter(([, statuses]) => [...statuses.keys()].some((status) => status < 300))
  console.log(
    `contract, ${what}: ${exchanges.length} requests of ${coverage.length} operations, ` +
      `${deliveries.length} webhooks of ${contract.deliveries().size} kinds, ${mismatches.length} mismatches`,
  )
  return {
    mismatches: [...new Set(mismatches)],
    succeeded: new Set(succeeded.map(([name]) => name)),
    sent: new Set(contract.deliveries().keys()),
  }
}
