import type { Requester, Store } from '../store.ts'
import type { Faults } from './faults.ts'
import { snapshot } from './snapshot.ts'

/** Which state a read sees: the present one, or for a while the one before somebody's write. */
export interface StaleReads {
  /** Keeps the state of now for the reads of this kind of actor; `begin` starts their time, in milliseconds. */
  keep(actor: Requester['kind']): { begin(ms: number): void }
  /** The state that a read of this actor sees; nothing for the present one. */
  seenBy(actor: Requester['kind']): Store | undefined
}

export function staleReads(store: Store, faults: Faults): StaleReads {
  let kept: { store: Store; actor: Requester['kind']; until: number; era: number } | undefined
  return {
    keep(actor) {
      const before = snapshot(store)
      const { era } = faults
      return {
        begin(ms) {
          kept = { store: before, actor, until: performance.now() + ms, era }
        },
      }
    },
    seenBy(actor) {
      if (!kept || kept.actor !== actor) return undefined
      if (kept.era === faults.era && performance.now() < kept.until) return kept.store
      kept = undefined
      return undefined
    },
  }
}
