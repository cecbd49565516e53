import type { Mutation } from '../../domain/mutation.ts'
import { isByItself } from '../../domain/mutation-traits.ts'
import type { Topic } from '../../domain/question.ts'
import { type Refusal, type RefusalReason, type RefusedWrite, writeName } from '../../domain/refusal.ts'
import { type PlanRule, planRules, type Reporting } from '../../domain/rules.ts'
import { topicTraits } from '../../domain/topic-traits.ts'

/** Of more follow-ups than this that one cause stands in the way of, one speaks for all. */
const mostOfOneCause = 10

/**
 * What GitHub refused, one sentence a cause: a missing permission stops several reads and writes at once. Of follow-ups each has
 * its own, as long as they are few.
 */
export function causesOf(refusals: readonly Refusal[]): readonly string[] {
  const told = refusals.filter((refusal) => reportingOf(refusal) !== 'in-place')
  const sentences = new Map<string, string>()
  for (const refusal of told) {
    const { because } = refusal.cause
    const like = told.filter((one) => one.cause.because === because)
    const apart =
      reportingOf(refusal) === 'each' && new Set(like.map(({ sentence }) => sentence)).size <= mostOfOneCause
    const key = apart ? refusal.sentence : because
    if (!sentences.has(key)) sentences.set(key, refusal.sentence)
  }
  return [...new Set(sentences.values())]
}

function reportingOf(refusal: Refusal): Reporting {
  return refusal.kind === 'write' ? planRules[refusal.rule] : topicTraits[refusal.topic].reported
}

/** The writes of these rules that GitHub refused in this pass. */
export function refusedWrites(refusals: readonly Refusal[], ...wanted: readonly PlanRule[]): readonly RefusedWrite[] {
  return refusals.filter((refusal) => refusal.kind === 'write').filter(({ rule }) => wanted.includes(rule))
}

/** Whether GitHub refused to answer a question of this topic. */
export function isUnreadable(topic: Topic, refusals: readonly Refusal[]): boolean {
  return refusals.some((refusal) => refusal.kind === 'read' && refusal.topic === topic)
}

/** Reasons that are no matter of the one write: its like would be refused too. */
const general: readonly (RefusalReason | 'outcome-unknown')[] = [
  'permission',
  'rules',
  'archived',
  'issues-disabled',
  'empty-repository',
]
/** After so many refusals of one rule the rest waits for the next pass, so that the status comment gets written. */
const enough = 3

/** Whether GitHub refused this write in this pass, or its like in a way that makes trying pointless. */
export function isRefused(mutation: Mutation, refusals: readonly Refusal[]): boolean {
  const like = refusedWrites(refusals, mutation.rule)
  const itself = like.some(({ key }) => key === writeName(mutation))
  // Each follow-up is followed by itself: one that is locked, or three, stop no other's reminders.
  if (isByItself(mutation)) return itself
  return itself || like.length >= enough || like.some(({ cause }) => general.includes(cause.kind))
}
