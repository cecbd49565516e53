import { z } from 'zod'
import { noStreak, type Streak } from '../../queue/after-pass.ts'
import type { Wait } from '../../queue/delays.ts'
import type { SharedStore } from '../memory/store.ts'

/** A ref that fails is remembered as failing for so long (ms) after it may be tried again. */
const rememberedMs = 3_600_000

/** What a ref's passes in a row came to, whichever replica ran them. */
export interface Streaks {
  /** `held`: so long (ms) yet nothing may run it. */
  of(key: string): Promise<Streak & { readonly held: number }>
  keep(key: string, streak: Streak, wait: Wait): Promise<void>
  forget(key: string): Promise<void>
}

const shape = z.object({ failures: z.number(), agains: z.number() })

/** Kept in `store`. Where that does not answer nothing is known of a ref: its passes look before they write. */
export function createStreaks(store: SharedStore): Streaks {
  const streakKey = (key: string): string => `streak:${key}`
  const heldKey = (key: string): string => `held:${key}`
  return {
    async of(key) {
      const [streak, held] = await Promise.all([store.read(streakKey(key)), store.read(heldKey(key))])
      const known = shape.safeParse(parsed(streak?.value)).data ?? noStreak
      return { ...known, held: held?.left ?? 0 }
    },
    async keep(key, streak, { held, ms }) {
      const waiting = held > 0 ? store.keep(heldKey(key), '', held) : Promise.resolve()
      await Promise.all([waiting, store.keep(streakKey(key), JSON.stringify(streak), ms + rememberedMs)])
    },
    async forget(key) {
      await store.drop(streakKey(key))
    },
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
