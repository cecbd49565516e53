import type { LeftOut } from '../../domain/marker.ts'
import type { Refusal } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { sentence } from '../texts.ts'

/** A try at writing a document. `rule` names it, so that GitHub's refusal of one try leaves the next one possible. */
export interface Attempt {
  readonly rule: string
  /** What stays out of the document this time. */
  readonly leftOut: LeftOut | undefined
}

/** More and more of what people said, which is where a secret stands. */
const steps: readonly (LeftOut | undefined)[] = [undefined, 'timeline', 'timeline-and-summary']

/**
 * The next try at a write by `rule`, where push protection refused the ones before it: with less each time, from what was
 * left out last time on, down to `least`. `null` when nothing more can be left out.
 */
export function nextAttempt(
  rule: string,
  { from, least }: { readonly from: LeftOut | undefined; readonly least: LeftOut },
  refusals: readonly Refusal[],
): Attempt | null {
  const refused = new Set(refusals.filter(({ reason }) => reason === 'secret').map((refusal) => refusal.rule))
  return (
    steps
      .slice(steps.indexOf(from), steps.indexOf(least) + 1)
      .map((leftOut) => ({ rule: leftOut === undefined ? rule : `${rule} without-${leftOut}`, leftOut }))
      .find((attempt) => !refused.has(attempt.rule)) ?? null
  )
}

/** Whether push protection refused the write by `rule` in this pass. */
export function isSecret(rule: string, refusals: readonly Refusal[]): boolean {
  return refusals.some((refusal) => refusal.rule === rule && refusal.reason === 'secret')
}

/** What stays out of the document, for people; nothing where all is in. */
export function leftOutNotices(leftOut: LeftOut | undefined, context: Context): readonly string[] {
  if (leftOut === undefined) return []
  return [sentence(context.templates, 'notice-left-out', { summary: leftOut === 'timeline-and-summary' })]
}
