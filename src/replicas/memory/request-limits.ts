import { RateLimiterRes } from 'rate-limiter-flexible'
import type { Budget, SharedLimits } from '../../github/limits/shared-limits.ts'
import type { WindowOptions } from '../engine/engine.ts'
import type { SharedStore } from './store.ts'

/**
 * Half of what GitHub allows in as long a time: two windows that touch never pass it. GitHub allows 80 content-creating
 * requests a minute and 500 an hour, and 900 points a minute; people from outside get half of the hour's.
 */
export const budgets: Readonly<Record<Budget, Omit<WindowOptions, 'name'>>> = {
  writes: { points: 40, seconds: 60 },
  hour: { points: 250, seconds: 3_600 },
  outside: { points: 125, seconds: 3_600 },
  points: { points: 450, seconds: 60 },
}

/** What counts points in windows, as `rate-limiter-flexible` does it. */
export interface LimitWindow {
  consume(key: string, points: number): Promise<unknown>
}

/** Limits that replicas share in `store`. */
export function createRequestLimits(
  store: SharedStore,
  windowOf: (options: WindowOptions) => LimitWindow,
): SharedLimits {
  const window = (name: Budget): LimitWindow => windowOf({ name, ...budgets[name] })
  const windows: Readonly<Record<Budget, LimitWindow>> = {
    writes: window('writes'),
    hour: window('hour'),
    outside: window('outside'),
    points: window('points'),
  }
  return {
    async take(budget, installation, cost) {
      try {
        await windows[budget].consume(installation, cost)
        return 0
      } catch (refused) {
        // Anything else is a fault of the store's, where its stand-in counts: then nobody is kept waiting.
        return refused instanceof RateLimiterRes ? Math.max(1, refused.msBeforeNext) : 0
      }
    },
    async closedFor(installation) {
      try {
        return (await store.read(`gate:${installation}`))?.left ?? 0
      } catch {
        return 0
      }
    },
    async close(installation, ms) {
      try {
        // A shorter wait never takes the place of a longer one.
        const known = await store.read(`gate:${installation}`)
        if (known === null || known.left < ms) await store.keep(`gate:${installation}`, '', ms)
      } catch {
        // The others learn of it by asking GitHub.
      }
    },
  }
}
