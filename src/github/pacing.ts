import Bottleneck from 'bottleneck'

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

/** A limiter left alone for this long is forgotten by Bottleneck; by then its bucket has long been full again. */
const forgetAfter = 2 * 60 * 60 * 1000

export interface PacingGroups {
  readonly global: Bottleneck.Group
  readonly search: Bottleneck.Group
  readonly write: Bottleneck.Group
  readonly notifications: Bottleneck.Group
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
  }
}

/** Ends the limiters' timers. What waits is given up. */
export async function closePacingGroups(groups: PacingGroups): Promise<void> {
  const limiters = Object.values(groups).flatMap((group: Bottleneck.Group) => group.limiters())
  await Promise.allSettled(limiters.map(({ limiter }) => limiter.stop({ dropWaitingJobs: true })))
}
