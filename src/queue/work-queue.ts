import type { Hint, Queue } from '../reconcile/ports.ts'

/** A queue as who runs the app sees it. What it remembers may lie in this process or in a store that several share. */
export interface WorkQueue extends Queue {
  /**
   * The same as `enqueue` for the hints of a delivery, which its sender can send again: resolves once they are kept, and
   * throws `QueueAway` within a second where they cannot be.
   */
  accept(hints: readonly Hint[]): Promise<void>
  /**
   * Resolves when nothing runs and nothing waits. Refs that wait for a delay to pass do not count, unless `delayed` is
   * `included`. After `stop` only what runs counts.
   */
  idle(options?: { readonly delayed: 'included' | 'ignored' }): Promise<void>
  /**
   * Starts no more passes and waits at most `graceMs` for the running ones; whether all of them ended. What still
   * waited is forgotten: the sweep of the next start finds it.
   */
  stop(graceMs: number): Promise<boolean>
  /** Refs that run, wait or are delayed, as far as this process knows. */
  size(): number
}

/** The queue does not answer: what it was to keep has to come again. */
export class QueueAway extends Error {
  constructor() {
    super('The queue does not answer.')
    this.name = 'QueueAway'
  }
}
