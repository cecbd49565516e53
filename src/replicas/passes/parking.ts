/** A job that is put back waits at least so long (ms), and longer the more there are: its replica may have died meanwhile. */
const [shortest, each, longest] = [10_000, 20, 60_000]

/** Jobs that are remembered; those beyond come back by themselves. */
const most = 10_000

/** Jobs that were put back since there was no room for their lane here, and come again when there is. */
export interface Parking {
  /** Remembers a job; returns for how long (ms) it is to be put back. */
  park(lane: string, id: string): number
  /** The next job of a lane that `mayEnter`, lanes taking turns; it is parked no longer. */
  next(mayEnter: (lane: string) => boolean): string | undefined
}

/** Nothing parked yet. */
export function createParking(): Parking {
  const lanes = new Map<string, string[]>()
  let count = 0
  return {
    park(lane, id) {
      if (count < most) {
        const ids = lanes.get(lane)
        if (ids === undefined) lanes.set(lane, [id])
        else ids.push(id)
        count += 1
      }
      return Math.min(longest, shortest + each * count)
    },
    next(mayEnter) {
      for (const [lane, ids] of lanes) {
        if (!mayEnter(lane)) continue
        const id = ids.shift()
        // The lane goes to the end of the round.
        lanes.delete(lane)
        if (ids.length > 0) lanes.set(lane, ids)
        if (id === undefined) continue
        count -= 1
        return id
      }
      return undefined
    },
  }
}
