import { setTimeout as sleep } from 'node:timers/promises'
import type { DeliveryEffect } from './fault.ts'

/** The ways in which one delivery can go out. */
export interface Ways {
  send(): Promise<void>
  /** Ends it without sending, as failed. */
  fail(): Promise<void>
  /** Sends it with a wrong signature. */
  forge(): Promise<void>
}

export interface Dispatcher {
  /** Lets a delivery go out in its turn, or as the fault has it. */
  dispatch(effect: DeliveryEffect | undefined, ways: Ways): void
  /** Resolves when nothing is on its way, held back or delayed. */
  idle(): Promise<void>
}

const patience = 1_000

type Wait = (ms: number) => Promise<void>

const waitReally: Wait = (ms) => sleep(ms, undefined, { ref: false })

/** One line of deliveries, at most one on its way; faults take some of them out of the line. A delay passes by `wait`. */
export function dispatcher(wait: Wait = waitReally): Dispatcher {
  let tail = Promise.resolve()
  let held: (() => Promise<void>)[] = []
  const delayed = new Set<Promise<void>>()

  function queue(job: () => Promise<void>): void {
    tail = tail.then(job)
  }

  function release(): void {
    const waiting = held
    held = []
    for (const job of waiting) queue(job)
  }

  function later(ms: number, job: () => Promise<void>): void {
    const done = wait(ms)
      .then(job)
      .finally(() => delayed.delete(done))
    delayed.add(done)
  }

  function hold(job: () => Promise<void>): void {
    held.push(job)
    // Not in `delayed`: whoever waits for idleness does not wait for this.
    setTimeout(release, patience).unref()
  }

  return {
    dispatch(effect, ways) {
      switch (effect?.kind) {
        case undefined:
          queue(ways.send)
          return release()
        case 'lose':
          return
        case 'drop':
          return queue(ways.fail)
        case 'forge':
          return queue(ways.forge)
        case 'double':
          queue(ways.send)
          return queue(ways.send)
        case 'delay':
          return later(effect.ms, ways.send)
        case 'reorder':
          return hold(ways.send)
      }
    },
    async idle() {
      let seen: Promise<void> | undefined
      while (seen !== tail || held.length > 0 || delayed.size > 0) {
        release()
        seen = tail
        await Promise.all([seen, ...delayed])
      }
    },
  }
}
