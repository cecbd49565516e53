import type { Refusal } from '../domain/snapshot.ts'
import { GitHubError } from './ports.ts'

/** What becomes of a request that may pass another time: it ends the pass, or the pass goes on without and says so. */
export type Unclear = 'throw' | 'tell'

/** Why GitHub did not do one thing, where the pass can go on without it; `null` for everything that ends the pass. */
export function refusalOf(error: unknown, unclear: Unclear): Pick<Refusal, 'reason' | 'sentence'> | null {
  if (!(error instanceof GitHubError)) return null
  const { fault, message } = error
  // What ends pass after pass is no race any more, whatever GitHub calls it.
  const passing = fault.kind === 'unclear' || fault.kind === 'stale' || fault.kind === 'exists'
  if (passing) return unclear === 'tell' ? { reason: 'unclear', sentence: message } : null
  if (fault.kind !== 'refused' || fault.reason === 'not-installed') return null
  return { reason: fault.reason, sentence: message }
}
