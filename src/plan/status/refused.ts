import type { Mutation } from '../../domain/mutation.ts'
import type { Refusal } from '../../domain/snapshot.ts'

/** Told where they are missed: in the status comment's own words, or in the facts of the document. */
const quiet: ReadonlySet<string> = new Set([
  'write-back',
  'marks',
  'deployments',
  'deploymentStatuses',
  'releases',
  'recentPulls',
  'failedRuns',
  'commits',
  'serviceRepository',
])

/** What GitHub refused, one sentence a cause: a missing permission stops several reads and writes at once. */
export function causesOf(refusals: readonly Refusal[]): readonly string[] {
  const causes = new Map<string, string>()
  for (const { rule, sentence: text } of refusals) {
    const cause = text.slice(Math.max(0, text.indexOf(', because ')))
    if (!quiet.has(rule) && !causes.has(cause)) causes.set(cause, text)
  }
  return [...causes.values()]
}

/** Reasons that are no matter of the one write: its like would be refused too. */
const general: readonly Refusal['reason'][] = ['permission', 'rules', 'archived', 'issues-disabled', 'empty-repository']
/** After so many refusals of one kind the rest waits for the next pass, so that the status comment gets written. */
const enough = 3

/** Whether GitHub refused this write in this pass, or its like in a way that makes trying pointless. */
export function isRefused(mutation: Mutation, refusals: readonly Refusal[]): boolean {
  const kind = (rule: string) => rule.split(' ', 1)[0]
  const like = refusals.filter(({ question, rule }) => question === null && kind(rule) === kind(mutation.rule))
  // Each follow-up is followed by itself: one that is locked, or three, stop no other's reminders.
  if (mutation.do === 'remind') return like.some(({ rule }) => rule === mutation.rule)
  return like.length >= enough || like.some(({ rule, reason }) => rule === mutation.rule || general.includes(reason))
}
