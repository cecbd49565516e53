import { parseConfiguration } from '../config/configuration.ts'
import { emptyPlan, type Plan } from '../domain/plan.ts'
import { incidentOfBranch, type ReviewRef } from '../domain/ref.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Context } from './context.ts'
import { inquire } from './inquiry.ts'
import { answerOther } from './post-check.ts'
import { waiting } from './speaking.ts'

/** Plans a pass over the check on a pull request's head. */
export function planReview(snapshot: Snapshot, { number }: ReviewRef, context: Context): Plan {
  const inquiry = inquire(snapshot)
  const repository = inquiry.ask<'repository'>({ ask: 'repository' })
  const texts = inquiry.ask<'configuration'>({ ask: 'configuration' })
  const pull = inquiry.ask<'pull'>({ ask: 'pull', number })
  if (repository === undefined || texts === undefined || pull === undefined) return waiting(inquiry, snapshot)
  const { configuration } = parseConfiguration(texts)
  if (!configuration.enabled) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  if (pull === null || pull.state === 'closed') return { ...emptyPlan, notes: ['No open pull request.'] }
  const place = { subject: { pull: number }, head: pull.head.sha }
  const asking = { snapshot, inquiry, configuration, context }
  const own = pull.head.repositoryId === repository.id && incidentOfBranch(pull.head.ref) !== null
  return own ? emptyPlan : answerOther(place, pull.base.ref, asking)
}
