import type { Priority } from '../reconcile/ports.ts'

/** How many there are, and how many of them somebody waits for the least: those of sweeps and of people from outside. */
export interface Count {
  readonly all: number
  readonly behind: number
}

/** Counts passes, in all and by lane. */
export interface Tally {
  add(pass: Counted): void
  remove(pass: Counted): void
  total(): Count
  of(lane: string): Count
}

export interface Counted {
  readonly lane: string
  readonly priority: Priority
}

const none: Count = { all: 0, behind: 0 }

/** Nothing counted yet. Lanes without anything cost nothing. */
export function createTally(): Tally {
  const lanes = new Map<string, Count>()
  let total = none

  function change({ lane, priority }: Counted, by: 1 | -1): void {
    const plus = ({ all, behind }: Count): Count => {
      return { all: all + by, behind: priority === 'interactive' ? behind : behind + by }
    }
    const count = plus(lanes.get(lane) ?? none)
    total = plus(total)
    if (count.all === 0) lanes.delete(lane)
    else lanes.set(lane, count)
  }

  return {
    add: (pass) => change(pass, 1),
    remove: (pass) => change(pass, -1),
    total: () => total,
    of: (lane) => lanes.get(lane) ?? none,
  }
}
