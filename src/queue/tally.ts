import type { PassPriority } from '../reconcile/ports.ts'

/** How many there are, and how many of them are of people from outside and of sweeps. */
export interface Count {
  readonly all: number
  readonly outside: number
  readonly sweep: number
}

/** How many of them go behind what somebody waits for. */
export function behind({ outside, sweep }: Count): number {
  return outside + sweep
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
  readonly priority: PassPriority
}

const none: Count = { all: 0, outside: 0, sweep: 0 }

/** Nothing counted yet. Lanes without anything cost nothing. */
export function createTally(): Tally {
  const lanes = new Map<string, Count>()
  let total = none

  function change({ lane, priority }: Counted, by: 1 | -1): void {
    const plus = ({ all, outside, sweep }: Count): Count => ({
      all: all + by,
      outside: priority === 'outside' ? outside + by : outside,
      sweep: priority === 'sweep' ? sweep + by : sweep,
    })
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
