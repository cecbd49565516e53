import type { PassPriority } from '../reconcile/ports.ts'
import { behind, type Count } from './tally.ts'

/** How many times as many passes may have begun as there are places: more of them wait for GitHub, each with what it read. */
const crowdFactor = 8

/** Places that those who can wait leave to what somebody waits for. */
const keptFree = 2

/** Passes of one kind in the whole process, and those of one lane. */
export interface Counts {
  readonly all: Count
  readonly here: Count
}

/** Whether one more pass may work, by those that do: no lane has more than half of the `places`. */
export function mayHold(priority: PassPriority, { all, here }: Counts, places: number): boolean {
  const half = Math.max(1, Math.floor(places / 2))
  if (all.all >= places || here.all >= half) return false
  if (priority === 'interactive') return true
  return behind(all) < Math.max(1, places - keptFree) && behind(here) < Math.max(1, half - 1)
}

/** Whether one more pass may begin, by those that have begun and not ended. */
export function mayBegin(priority: PassPriority, { all, here }: Counts, places: number): boolean {
  const crowd = places * crowdFactor
  if (here.all >= places) return false
  const room = Math.max(1, places - keptFree)
  if (priority !== 'interactive' && behind(here) >= room) return false
  // Who is outside leaves a sweep its place, here and in all: what they ask for may wait for hours.
  if (priority === 'outside' && here.outside >= Math.max(1, room - 1)) return false
  if (priority !== 'interactive' && all[priority] >= crowd / 2) return priority === 'outside' && here.all === 0
  return all.all < crowd || here.all === 0
}
