import type { Timers } from '../reconcile/ports.ts'

/** When a delayed ref is looked at again, in milliseconds of the monotonic clock. */
export interface Delay {
  /** Until then nothing shortens it. */
  readonly heldUntil: number
  readonly until: number
  cancel(): void
}

/** A wait of `ms` milliseconds, `held` of them whatever comes. */
export interface Wait {
  readonly held: number
  readonly ms: number
}

export interface Delays {
  begin(wait: Wait, wake: () => void): Delay
  /** `delay`, or a shorter one in its place: after `ms` from now, but not before it is held no longer. */
  hasten(delay: Delay, ms: number, wake: () => void): Delay
  /** From now on nobody is woken. */
  close(): void
}

/** Delays on a clock that never goes back. */
export function createDelays(timers: Timers): Delays {
  let closed = false

  function wakeAt(heldUntil: number, until: number, wake: () => void): Delay {
    const run = (): void => {
      if (!closed) wake()
    }
    const cancel = closed ? () => undefined : timers.after(Math.max(0, until - timers.monotonic()), run)
    return { heldUntil, until, cancel }
  }

  return {
    begin({ held, ms }, wake) {
      const now = timers.monotonic()
      return wakeAt(now + Math.max(0, held), now + Math.max(0, ms), wake)
    },
    hasten(delay, ms, wake) {
      const sooner = Math.max(timers.monotonic() + ms, delay.heldUntil)
      if (sooner >= delay.until) return delay
      delay.cancel()
      return wakeAt(delay.heldUntil, sooner, wake)
    },
    close() {
      closed = true
    },
  }
}
