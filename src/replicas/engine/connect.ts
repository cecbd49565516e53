import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './engine.ts'
import { EngineUnusable, problemOf } from './engine-problem.ts'

/** How long (ms) a start waits for an engine that starts beside it, and between two tries. */
const [startPatience, between] = [5_000, 250]

export interface EngineOptions {
  readonly url: string
  /** Letters, digits and `_`: what stands before all names, so that two apps can share one engine. */
  readonly prefix: string
  /** For how long (ms) an engine that is not there is waited for, 5 s when left out. */
  readonly patience?: number
}

/**
 * Connects to the engine of an address that begins with `redis:`, `rediss:`, `postgres:` or `postgresql:`. Throws
 * `EngineUnusable` where it is not there, refuses, is too old, or may not be used.
 */
export async function connectEngine({ url, prefix, patience = startPatience }: EngineOptions): Promise<Engine> {
  const { protocol } = new URL(url)
  const address = addressOf(url)
  const redis = protocol === 'redis:' || protocol === 'rediss:'
  // Loaded where it is used: each brings its own driver.
  const connect = redis
    ? (await import('./redis-engine.ts')).connectRedis
    : (await import('./postgres-engine.ts')).connectPostgres
  for (let waited = 0; ; waited += between) {
    try {
      return await connect(url, { address, prefix })
    } catch (fault) {
      const known = fault instanceof EngineUnusable ? fault : new EngineUnusable(address, problemOf(fault))
      if (known.problem.is !== 'away' || waited >= patience) throw known
    }
    await sleep(between)
  }
}

/** The address as people may read it: without name, password and options. */
export function addressOf(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
}
