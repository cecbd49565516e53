import type { RefusalWords } from '../domain/refusal.ts'
import { GitHubError } from './ports.ts'

/** What becomes of a request that may pass another time: it ends the pass, or the pass goes on without and says so. */
export type OnUnknownOutcome = 'throw' | 'tell'

/** Why GitHub did not do one thing, where the pass can go on without it; `null` for everything that ends the pass. */
export function refusalOf(error: unknown, onUnknownOutcome: OnUnknownOutcome): RefusalWords | null {
  if (!(error instanceof GitHubError)) return null
  const { fault, because, message: sentence } = error
  // What ends pass after pass is no race any more, whatever GitHub calls it.
  const passing = fault.kind === 'outcome-unknown' || fault.kind === 'stale' || fault.kind === 'exists'
  if (passing) return onUnknownOutcome === 'tell' ? { cause: { kind: 'outcome-unknown', because }, sentence } : null
  if (fault.kind !== 'refused' || fault.reason === 'not-installed') return null
  return { cause: { kind: fault.reason, because }, sentence }
}
