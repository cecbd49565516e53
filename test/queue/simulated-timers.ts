import type { Timers } from '../../src/reconcile/ports.ts'

/** Timers whose time passes only when the test says so. */
export interface SimulatedTimers extends Timers {
  /** Lets `ms` milliseconds pass: each timer that is due runs in order, and what it set off settles first. */
  advance(ms: number): Promise<void>
  /** How many timers are set. */
  pending(): number
}

export function simulatedTimers(): SimulatedTimers {
  let now = 0
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const nextDue = (until: number) =>
    [...timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
  return {
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    monotonic: () => now,
    pending: () => timers.size,
    async advance(ms) {
      const end = now + ms
      await microtasks()
      for (let due = nextDue(end); due !== undefined; due = nextDue(end)) {
        timers.delete(due)
        now = Math.max(now, due.at)
        due.run()
        await microtasks()
      }
      now = end
    },
  }
}

/** Lets every promise that can settle now settle. */
export async function microtasks(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
