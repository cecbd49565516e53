import type { Plan } from '../../domain/plan.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Situation } from '../../plan/context.ts'
import { plan } from '../../plan/plan.ts'
import { loadTemplates } from '../templates.ts'

/** What a planning thread is told. */
export interface PlanningTask {
  readonly snapshot: Snapshot
  readonly situation: Situation
}

const templates = loadTemplates()

/** The tasks of a planning lane. */
export function run({ snapshot, situation }: PlanningTask): Plan {
  return plan(snapshot, { ...situation, templates })
}
