import type { Log, Timers } from '../reconcile/ports.ts'

/** How often (ms) the engine is asked whether it is there. */
const every = 2_000

/** Whether the engine answers. */
export interface Presence {
  isThere(): boolean
  stop(): void
}

export interface PresenceOptions {
  /** Rejects where the engine does not answer. */
  readonly ask: () => Promise<unknown>
  /** It answers again. */
  readonly onReturn: () => void
  readonly address: string
  readonly timers: Timers
  readonly log: Log
}

/** Asks the engine every two seconds, and tells the log when it goes and when it comes back. */
export function watchPresence({ ask, onReturn, address, timers, log }: PresenceOptions): Presence {
  let there = true
  let cancel = (): void => undefined
  let stopped = false

  function note(now: boolean): void {
    if (stopped || now === there) return
    there = now
    if (there) {
      log.info({ queue: address }, 'the queue answers again')
      onReturn()
    } else log.error({ queue: address }, 'the queue does not answer: deliveries are refused, so that GitHub keeps them')
  }

  function goOn(): void {
    if (stopped) return
    cancel = timers.after(every, () => {
      ask()
        .then(
          () => note(true),
          () => note(false),
        )
        .finally(goOn)
    })
  }

  goOn()
  return {
    isThere: () => there,
    stop() {
      stopped = true
      cancel()
    },
  }
}
