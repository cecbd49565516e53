import type { Plan } from '../domain/plan.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { Context } from './context.ts'
import { planIncident } from './incident.ts'
import { planPull } from './pull.ts'
import { planRepository } from './repository.ts'

/**
 * Decides what a pass does, given what it has read. Pure and synchronous: no clock (`snapshot.now` is GitHub's), no
 * I/O. A plan with questions is to be planned again once they are answered; one without is the decision.
 */
export function plan(snapshot: Snapshot, context: Context): Plan {
  const { ref } = snapshot
  switch (ref.kind) {
    case 'incident':
      return planIncident(snapshot, ref, context)
    case 'pull':
      return planPull(snapshot, ref)
    case 'repository':
      return planRepository(snapshot, ref, context)
  }
}
