import type { Templates } from '../../plan/context.ts'
import { plan } from '../../plan/plan.ts'
import type { Planner } from '../../reconcile/ports.ts'
import { loadTemplates } from '../templates.ts'

/** Plans where it is called, without any limit: for programs that answer nobody meanwhile. The built-in texts when left out. */
export function planningHere(templates: Templates = loadTemplates()): Planner {
  return async (snapshot, situation) => plan(snapshot, { ...situation, templates })
}
