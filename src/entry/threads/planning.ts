import type { Plan } from '../../domain/plan.ts'
import { type Planner, PlanningLimit } from '../../reconcile/ports.ts'
import { createLane, type Lane, LaneLimit, type LaneLimits } from './lane.ts'
import type { PlanningTask } from './planning-thread.ts'
import { holdsMoreText } from './text-size.ts'

/** A planner in threads of its own. */
export interface PlanningThreads {
  readonly plan: Planner
  close(): Promise<void>
}

/** How much text is planned over beside what takes long, in UTF-16 code units: nearly every incident has less. */
const short = 64 * 1024

const limits = {
  short: { time: 10_000, memory: 192 },
  long: { time: 10_000, memory: 384 },
} satisfies Record<string, LaneLimits>

/**
 * Plans beside the process's own thread, so that no text keeps deliveries from being answered, and within limits. What
 * holds much text has a lane of its own: nobody else's incident waits for it. In each lane accounts take turns.
 */
export function createPlanningThreads(given: Partial<typeof limits> = {}): PlanningThreads {
  const { short: quick, long } = { ...limits, ...given }
  const lanes = {
    short: createLane<PlanningTask, Plan>('planning-thread', quick),
    long: createLane<PlanningTask, Plan>('planning-thread', long),
  } satisfies Record<string, Lane<PlanningTask, Plan>>
  return {
    async plan(snapshot, situation, priority) {
      const lane = holdsMoreText(snapshot, short) ? lanes.long : lanes.short
      try {
        return await lane.run({ snapshot, situation }, { account: snapshot.ref.owner.toLowerCase(), priority })
      } catch (fault) {
        throw fault instanceof LaneLimit ? new PlanningLimit(fault.limit) : fault
      }
    },
    async close() {
      await Promise.all(Object.values(lanes).map((lane) => lane.close()))
    },
  }
}
