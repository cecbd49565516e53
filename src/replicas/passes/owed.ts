import { joined } from '../../queue/joined.ts'
import type { Hint, Timers } from '../../reconcile/ports.ts'

/** How soon (ms) what could not be added is tried again. */
const retryAfter = 1_000

/** Hints that must not be lost while the engine is away. */
export interface Owed {
  /** Adds the hint, now or as soon as the engine answers. Never rejects. */
  add(hint: Hint, delay: number): Promise<void>
  /** Hints that could not be added yet. */
  size(): number
  close(): void
}

/** Tries each hint by `add` until that succeeds; of several at one ref one is kept. */
export function createOwed(
  add: (hint: Hint, delay: number) => Promise<void>,
  { timers, key }: { readonly timers: Timers; readonly key: (ref: Hint['ref']) => string },
): Owed {
  const owed = new Map<string, { readonly hint: Hint; readonly delay: number }>()
  let cancel: (() => void) | null = null
  let closed = false

  function retrySoon(): void {
    if (closed || cancel !== null) return
    cancel = timers.after(retryAfter, () => {
      cancel = null
      const again = [...owed.values()]
      owed.clear()
      for (const { hint, delay } of again) void attempt(hint, delay)
    })
  }

  async function attempt(hint: Hint, delay: number): Promise<void> {
    try {
      await add(hint, delay)
    } catch {
      const name = key(hint.ref)
      const before = owed.get(name)
      owed.set(
        name,
        before ? { hint: joined(before.hint, hint), delay: Math.min(before.delay, delay) } : { hint, delay },
      )
      retrySoon()
    }
  }

  return {
    add: attempt,
    size: () => owed.size,
    close() {
      closed = true
      cancel?.()
    },
  }
}
