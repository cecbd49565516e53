import type { LeftOut } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { type Refusal, writeName } from '../../domain/refusal.ts'
import type { PlanRule } from '../../domain/rules.ts'
import type { Context } from '../context.ts'
import { refusedWrites } from '../status/refused.ts'
import { sentence } from '../texts.ts'

/** A try at writing a document. `of` names it, so that GitHub's refusal of one try leaves the next one possible. */
export interface Attempt extends Pick<Mutation, 'rule' | 'of'> {
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
  rule: PlanRule,
  { from, least }: { readonly from: LeftOut | undefined; readonly least: LeftOut },
  refusals: readonly Refusal[],
): Attempt | null {
  const secret = refusedWrites(refusals, rule).filter(({ cause }) => cause.kind === 'secret')
  const refused = new Set(secret.map(({ key }) => key))
  return (
    steps
      .slice(steps.indexOf(from), steps.indexOf(least) + 1)
      .map((leftOut) => ({ rule, of: leftOut === undefined ? undefined : `without-${leftOut}`, leftOut }))
      .find((attempt) => !refused.has(writeName(attempt))) ?? null
  )
}

/** What push protection refused of the whole documents that these rules write, and was written with less. */
export function writtenWithLess(refusals: readonly Refusal[], ...rules: readonly PlanRule[]): readonly string[] {
  return refusedWrites(refusals, ...rules)
    .filter(({ cause, rule, key }) => cause.kind === 'secret' && key === rule)
    .map(({ key }) => key)
}

/** What stays out of the document, for people; nothing where all is in. */
export function leftOutNotices(leftOut: LeftOut | undefined, context: Context): readonly string[] {
  if (leftOut === undefined) return []
  return [sentence(context.templates, 'notice-left-out', { summary: leftOut === 'timeline-and-summary' })]
}
