import type { Timers } from '../../../src/reconcile/ports.ts'

/** Timers on a story's clock: they come due as the story moves on, and nobody waits for them. */
export interface StoryTimers extends Timers {
  /** The story's moment at which the next timer is due, in milliseconds since 1970; nothing when none is set. */
  next(): number | undefined
  /** Runs, in order, every timer that the story has reached. */
  ring(): void
}

/** `monotonic` counts the story's milliseconds since 1970, and stands still while the clock is set back. */
export function storyTimers(clock: { now(): string }): StoryTimers {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  let reached = 0
  const monotonic = () => {
    reached = Math.max(reached, Date.parse(clock.now()))
    return reached
  }
  const soonest = () => [...timers].sort((one, other) => one.at - other.at)[0]
  return {
    monotonic,
    after(ms, run) {
      const timer = { at: monotonic() + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    next: () => soonest()?.at,
    ring() {
      for (let timer = soonest(); timer && timer.at <= monotonic(); timer = soonest()) {
        timers.delete(timer)
        timer.run()
      }
    },
  }
}
