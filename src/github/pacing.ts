import Bottleneck from 'bottleneck'
import type { Priority } from '../reconcile/ports.ts'

/** `github`: writes wait so that GitHub's limits for content creation hold. `none`: for tests and sandboxes. */
export type Pacing = 'github' | 'none'

/** GitHub allows 80 content-creating requests a minute: 20 at once and one more a second never pass that. */
export const perMinute = {
  reservoir: 20,
  reservoirIncreaseAmount: 1,
  reservoirIncreaseInterval: 1000,
  reservoirIncreaseMaximum: 20,
} as const

/**
 * GitHub allows 500 content-creating requests an hour. A bucket of 250 that fills by 248 an hour stays below that in
 * every hour, where a counter reset on the hour would let 1,000 through around the reset. Bottleneck wants intervals
 * that are multiples of 250 ms.
 */
export const perHour = {
  reservoir: 250,
  reservoirIncreaseAmount: 1,
  reservoirIncreaseInterval: 14_500,
  reservoirIncreaseMaximum: 250,
} as const

/**
 * GitHub allows 900 points a minute, where a read costs one and a write five. A burst of 300 and nine more a second
 * never pass that, and a merge of twenty items (62 requests, 43 of them writes) still goes through at once.
 */
export const pointsPerMinute = {
  reservoir: 300,
  reservoirIncreaseAmount: 9,
  reservoirIncreaseInterval: 1000,
  reservoirIncreaseMaximum: 300,
} as const

/** A limiter left alone for this long is forgotten by Bottleneck; by then its bucket has long been full again. */
const forgetAfter = 2 * 60 * 60 * 1000

export interface PacingGroups {
  readonly global: Bottleneck.Group
  readonly search: Bottleneck.Group
  readonly write: Bottleneck.Group
  readonly notifications: Bottleneck.Group
  /** Asking for tokens; the plugin's own group lets only one request of all installations through at a time. */
  readonly auth: Bottleneck.Group
}

/**
 * The queues of `@octokit/plugin-throttling`, one limiter an installation: a token bucket for writes instead of the
 * stock 1 s (3 s where somebody is notified) between any two of them, search every 2 s, and at most `concurrency`
 * requests at a time.
 */
export function createPacingGroups(concurrency: number): PacingGroups {
  const hour = new Bottleneck.Group({ ...perHour, timeout: forgetAfter })
  const write = new Bottleneck.Group({ ...perMinute, timeout: forgetAfter })
  write.on('created', (limiter: Bottleneck, key: string) => limiter.chain(hour.key(key)))
  return {
    global: new Bottleneck.Group({ maxConcurrent: concurrency, timeout: forgetAfter }),
    search: new Bottleneck.Group({ maxConcurrent: 1, minTime: 2000, timeout: forgetAfter }),
    write,
    notifications: new Bottleneck.Group({ timeout: forgetAfter }),
    auth: new Bottleneck.Group({ maxConcurrent: concurrency, timeout: forgetAfter }),
  }
}

/** GitHub's points, an installation each. What somebody waits for goes before what a sweep asks. */
export interface Points {
  /** Resolves when a request of `method` may leave. */
  spend(installation: string, method: string, priority: Priority): Promise<void>
  close(): Promise<void>
}

/** Points enough for `pointsPerMinute`, for each installation of its own. */
export function createPoints(): Points {
  const group = new Bottleneck.Group({ ...pointsPerMinute, timeout: forgetAfter })
  return {
    async spend(installation, method, priority) {
      const weight = method === 'GET' || method === 'HEAD' ? 1 : 5
      const rank = priority === 'interactive' ? 4 : 6
      await group.key(installation).schedule({ weight, priority: rank }, () => Promise.resolve())
    },
    close: () => stopAll([group]),
  }
}

/** Ends the limiters' timers. What waits is given up. */
export async function closePacingGroups(groups: PacingGroups): Promise<void> {
  await stopAll(Object.values(groups))
}

async function stopAll(groups: readonly Bottleneck.Group[]): Promise<void> {
  const limiters = groups.flatMap((group) => group.limiters())
  await Promise.allSettled(limiters.map(({ limiter }) => limiter.stop({ dropWaitingJobs: true })))
}
