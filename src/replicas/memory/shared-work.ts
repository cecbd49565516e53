import type { Timers } from '../../reconcile/ports.ts'
import type { SharedStore } from './store.ts'

/** Who does regular work is known for so long (ms) after it was heard of last; it says so three times as often. */
const heldMs = 15_000

/** Work that failed is tried again after so long (ms). */
const retryMs = 60_000

/** Regular work of which one replica does each run. */
export interface SharedWork {
  /**
   * Does the work where no replica has done it within `interval` ms and none is doing it; looks, and does nothing, otherwise.
   * Rejects with the work's own fault; where the store does not answer, nothing is done.
   */
  perform(name: string, interval: number, run: () => Promise<unknown>): Promise<void>
  /** Whether any replica has done it within its interval. Rejects where the store does not answer. */
  isDone(name: string): Promise<boolean>
  /** Forgets that it was done, so that the next look does it. */
  again(name: string): Promise<void>
}

/** `replica` is the name of this process. */
export function createSharedWork(store: SharedStore, replica: string, timers: Timers): SharedWork {
  const doneKey = (name: string): string => `done:${name}`
  const doingKey = (name: string): string => `doing:${name}`

  async function claim(name: string): Promise<boolean> {
    if ((await store.read(doneKey(name))) !== null) return false
    if (!(await store.claim(doingKey(name), replica, heldMs))) return false
    // Looked at again: whoever was at it may have ended between the two.
    if ((await store.read(doneKey(name))) === null) return true
    await store.drop(doingKey(name))
    return false
  }

  /** Says again and again that this replica is at it; returns how to end that. */
  function holding(name: string): () => void {
    let cancel = (): void => undefined
    let over = false
    const renew = (): void => {
      if (over) return
      cancel = timers.after(heldMs / 3, () => {
        void store.claim(doingKey(name), replica, heldMs).then(renew, renew)
      })
    }
    renew()
    return () => {
      over = true
      cancel()
    }
  }

  async function unlessAway(asking: Promise<unknown>): Promise<boolean> {
    try {
      return Boolean(await asking)
    } catch {
      return false
    }
  }

  return {
    async perform(name, interval, run) {
      if (!(await unlessAway(claim(name)))) return
      const end = holding(name)
      let outcome: 'done' | 'failed' = 'failed'
      try {
        await run()
        outcome = 'done'
      } finally {
        end()
        const wait = outcome === 'done' ? interval : Math.min(interval, retryMs)
        await unlessAway(store.keep(doneKey(name), outcome, wait))
        await unlessAway(store.drop(doingKey(name)))
      }
    },
    isDone: async (name) => (await store.read(doneKey(name)))?.value === 'done',
    again: (name) => store.drop(doneKey(name)),
  }
}
