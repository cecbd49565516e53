import { emptyPlan, type Plan } from '../domain/plan.ts'
import { type Ref, refKey, showRef } from '../domain/ref.ts'
import { answerTo, type Snapshot } from '../domain/snapshot.ts'
import type { Context } from './context.ts'
import { planIncident } from './incident/plan-incident.ts'
import { planMergeGroup } from './review/merge-group.ts'
import { planPull } from './review/pull.ts'
import { planReview } from './review/review.ts'
import { planRepository } from './sweep/repository.ts'

/**
 * Decides what a pass does, given what it has read. Pure and synchronous: no clock (`snapshot.now` is GitHub's), no
 * I/O. A plan with questions is to be planned again once they are answered; one without is the decision.
 */
export function plan(snapshot: Snapshot, context: Context): Plan {
  const { ref } = snapshot
  const present = underPresentName(snapshot)
  if (present !== null) {
    const note = `Since a rename it is ${showRef(present)}: its pass goes on under that name.`
    return { ...emptyPlan, followUps: [{ ref: present, fingerprint: null }], notes: [note] }
  }
  switch (ref.kind) {
    case 'incident':
      return planIncident(snapshot, ref, context)
    case 'pull':
      return planPull(snapshot, ref, context)
    case 'review':
      return planReview(snapshot, ref, context)
    case 'merge-group':
      return planMergeGroup(snapshot, ref, context)
    case 'repository':
      return planRepository(snapshot, ref, context)
  }
}

/**
 * The snapshot's ref as it is called now, `null` where that is its own name or not read yet. GitHub would lead requests
 * on from a former name, but one incident under two names would have two passes at once.
 */
export function underPresentName({ ref, answers }: Snapshot): Ref | null {
  const repository = answerTo<'repository'>(answers, { ask: 'repository' })
  if (repository === undefined) return null
  const present: Ref = { ...ref, owner: repository.owner, repo: repository.name }
  return refKey(present) === refKey(ref) ? null : present
}
