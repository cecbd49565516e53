import type { Mutation } from '../domain/mutation.ts'
import { holdsUp } from '../domain/mutation-traits.ts'
import { showRef } from '../domain/ref.ts'
import { type Refusal, refusedWrite, writeName } from '../domain/refusal.ts'
import { apply } from './apply.ts'
import { GitHubError, type Hint, type Log, type PassPlace, type Session } from './ports.ts'
import type { RecentWrites } from './recent-writes.ts'
import { type OnUnknownOutcome, refusalOf } from './refusal.ts'

/** How writes are carried out. */
export interface CarryOutParts {
  readonly recent: RecentWrites
  readonly log: Log
  readonly onUnknownOutcome: OnUnknownOutcome
  readonly place: PassPlace
  /** Told of each write that GitHub took. */
  readonly wrote?: (write: Mutation['do']) => void
}

/**
 * Carries the writes out in order, up to the first that waits for one that GitHub refused. Returns
 * what was refused, nothing when all are done.
 */
export async function carryOut(
  hint: Hint,
  mutations: readonly Mutation[],
  session: Session,
  { recent, log, onUnknownOutcome, place, wrote }: CarryOutParts,
): Promise<readonly Refusal[]> {
  const { owner, repo } = hint.ref
  const refusals: Refusal[] = []
  const failed: Mutation[] = []
  for (const mutation of mutations) {
    if (failed.some((earlier) => holdsUp(earlier, mutation))) return refusals
    const what = { write: mutation.do, where: placeOf(hint, mutation), rule: writeName(mutation), hint: hint.reason }
    try {
      await place.lendUntil(apply(mutation, { repository: { owner, repo }, writer: session.writer, recent }))
      log.info(what, 'wrote')
      wrote?.(mutation.do)
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      const refused = refusalOf(error, onUnknownOutcome)
      if (refused === null) throw error
      log.warn({ ...what, reason: refused.cause.kind, because: error.logged }, 'GitHub refused a write')
      refusals.push(refusedWrite(mutation, refused))
      failed.push(mutation)
    }
  }
  return refusals
}

/** Where a write goes: `acme/shop#12`, with the branch or comment when it names one. */
function placeOf(hint: Hint, mutation: Mutation): string {
  const { owner, repo } = hint.ref
  const number = 'number' in mutation ? mutation.number : 'incident' in mutation ? mutation.incident : null
  const at = number === null ? showRef(hint.ref) : `${owner}/${repo}#${number}`
  return 'branch' in mutation ? `${at} ${mutation.branch}` : at
}
