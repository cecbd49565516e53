import { parseConfiguration } from '../../config/configuration.ts'
import { isEnabledForSome } from '../../config/overrides.ts'
import { emptyPlan, type Plan } from '../../domain/plan.ts'
import type { MergeGroupRef } from '../../domain/ref.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Context } from '../context.ts'
import { startPass } from '../pass.ts'
import { waiting } from '../status/speaking.ts'
import { answerOther } from './post-check.ts'

/**
 * Plans a pass over a merge group: where rules require the check, it passes, since each pull request in the group had its
 * review before it was queued.
 */
export function planMergeGroup(snapshot: Snapshot, { base, sha }: MergeGroupRef, context: Context): Plan {
  const pass = startPass(snapshot, context)
  const repository = pass.ask({ ask: 'repository' })
  const texts = pass.ask({ ask: 'configuration' })
  if (repository === undefined || texts === undefined) return waiting(pass)
  const { configuration } = parseConfiguration(texts)
  if (!isEnabledForSome(configuration)) return { ...emptyPlan, notes: ['Switched off here: enabled is false.'] }
  return answerOther({ ...pass, configuration }, { subject: { base }, head: sha }, base)
}
