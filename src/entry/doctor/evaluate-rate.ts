import type { RateFacts } from '../../github/access/checkup.ts'
import { type CheckupFinding, type FindingSubject, ok, warning } from './finding.ts'

/** Below this share of an hour's requests something is eating them. */
const low = 0.2

/** What is left of an installation's requests in this hour. */
export function evaluateRate(subject: string, { limit, remaining, resetAt }: RateFacts): CheckupFinding {
  const about: FindingSubject = { check: 'rate-limit', subject }
  const left = `${count(remaining)} of ${count(limit)} requests are left until ${resetAt.slice(11, 16)} UTC.`
  if (remaining >= limit * low) return ok(about, left)
  const why = 'At none left the app waits until then; nothing is lost, but everything is late.'
  const todo = 'If this stays, see in the log what is looked at again and again, and set SWEEP_INTERVAL higher.'
  return warning(about, left, { why, todo })
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}
