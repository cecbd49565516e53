import { setTimeout as sleep } from 'node:timers/promises'
import Bottleneck from 'bottleneck'
import type { PassPriority } from '../../reconcile/ports.ts'
import type { Budget, SharedLimits } from './shared-limits.ts'

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

/** What people from outside make the app write in an hour: half of it, so that they cannot use up what the others wait for. */
export const perHourOutside = {
  reservoir: 125,
  reservoirIncreaseAmount: 1,
  reservoirIncreaseInterval: 29_000,
  reservoirIncreaseMaximum: 125,
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

/** Bottleneck's numbers: the smaller goes first. */
const ranks: Readonly<Record<PassPriority, number>> = { interactive: 4, outside: 5, sweep: 6 }

/** A limiter left alone for this long is forgotten by Bottleneck; by then its bucket has long been full again. */
const forgetAfter = 2 * 60 * 60 * 1000

/** The queues of `@octokit/plugin-throttling`, one limiter an installation. */
export type ThrottleGroups = Readonly<
  Record<'global' | 'search' | 'write' | 'notifications' | 'auth', Bottleneck.Group>
>

/** A request about to be made. */
export interface Leaving {
  readonly installation: string
  /** Whether it makes or changes something that people see; asking for a token does not. */
  readonly writes: boolean
  readonly priority: PassPriority
}

export interface Pace {
  readonly groups: ThrottleGroups
  /** Resolves when the request may leave. What somebody waits for goes before what a sweep asks. */
  leave(request: Leaving): Promise<void>
  /** Ends the limiters' timers. What waits is given up. */
  close(): Promise<void>
}

/**
 * The pace of requests, each installation's its own: token buckets for writes and for points, search every 2 s, at most
 * `concurrency` requests at a time. The plugin's own queues for writes (1 s, 3 s where somebody is notified) know
 * nothing of priorities and are slower than GitHub asks for, so they let everything through.
 */
export function createPace(concurrency: number): Pace {
  const hour = limited(perHour)
  const writes = limited(perMinute)
  writes.on('created', (limiter: Bottleneck, key: string) => limiter.chain(hour.key(key)))
  const outside = limited(perHourOutside)
  const points = limited(pointsPerMinute)
  const groups = throttleGroups(concurrency)
  return {
    groups,
    async leave({ installation, writes: isWrite, priority: who }) {
      const priority = ranks[who]
      if (isWrite && who === 'outside') await outside.key(installation).schedule(go)
      if (isWrite) await writes.key(installation).schedule({ priority }, go)
      await points.key(installation).schedule({ priority, weight: isWrite ? 5 : 1 }, go)
    },
    async close() {
      await stopAll([...Object.values(groups), writes, hour, outside, points])
    },
  }
}

async function go(): Promise<void> {}

/**
 * The same pace for an installation whose requests leave from several processes: within this one they stand in line as
 * above, and the first asks what all of them share.
 */
export function createSharedPace(concurrency: number, shared: SharedLimits): Pace {
  const groups = throttleGroups(concurrency)
  const one = { maxConcurrent: 1 }
  const [writes, outside, points] = [limited(one), limited(one), limited(one)]
  const closing = new AbortController()

  async function until(budget: Budget, installation: string, cost: number): Promise<void> {
    for (let ms = await shared.take(budget, installation, cost); ms > 0; ) {
      await sleep(ms, undefined, { signal: closing.signal, ref: false })
      ms = await shared.take(budget, installation, cost)
    }
  }

  return {
    groups,
    async leave({ installation: its, writes: isWrite, priority: who }) {
      const priority = ranks[who]
      if (isWrite && who === 'outside') await outside.key(its).schedule(() => until('outside', its, 1))
      if (isWrite) {
        await writes.key(its).schedule({ priority }, async () => {
          await until('hour', its, 1)
          await until('writes', its, 1)
        })
      }
      await points.key(its).schedule({ priority }, () => until('points', its, isWrite ? 5 : 1))
    },
    async close() {
      closing.abort()
      await stopAll([...Object.values(groups), writes, outside, points])
    },
  }
}

function limited(options: Bottleneck.ConstructorOptions): Bottleneck.Group {
  return new Bottleneck.Group({ ...options, timeout: forgetAfter })
}

function throttleGroups(concurrency: number): ThrottleGroups {
  return {
    global: limited({ maxConcurrent: concurrency }),
    search: limited({ maxConcurrent: 1, minTime: 2_000 }),
    write: limited({}),
    notifications: limited({}),
    // The plugin's own lets only one request of all installations through at a time.
    auth: limited({ maxConcurrent: concurrency }),
  }
}

async function stopAll(groups: readonly Bottleneck.Group[]): Promise<void> {
  const limiters = groups.flatMap((group) => group.limiters())
  await Promise.allSettled(limiters.map(({ limiter }) => limiter.stop({ dropWaitingJobs: true })))
}
