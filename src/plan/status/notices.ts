import { showProblem } from '../../config/problem.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { IncidentPass } from '../pass.ts'
import { sayer } from '../texts.ts'
import { causesOf } from './refused.ts'
import type { StatusContent } from './status.ts'

/** Mistakes in the configuration and what GitHub refused, beside what the phase has to say. */
export function withNotices(
  { incident, context }: IncidentPass,
  content: StatusContent,
  refusals: readonly Refusal[],
): StatusContent {
  const say = sayer(context.templates)
  return {
    ...content,
    notices: [
      ...content.notices,
      ...(incident.comments.some(({ cut }) => cut) ? [say('notice-long-talk')] : []),
      ...causesOf(refusals).map((cause) => say('notice-retry', { sentence: cause })),
      ...incident.problems.map((problem) => say('notice-configuration', { problem: showProblem(problem) })),
    ],
  }
}
