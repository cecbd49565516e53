import type { Redis } from 'ioredis'
import type { SharedStore } from './store.ts'

/** What is needed of the client. */
export type RedisCommands = Pick<Redis, 'eval' | 'get' | 'pttl' | 'set' | 'del'>

const claimScript = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

const now = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)`

const addScript = `${now}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`

const addedScript = `${now}
return redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')`

/** A store in Redis or Valkey; `prefix` stands before each key. */
export function createRedisStore(redis: RedisCommands, prefix: string): SharedStore {
  const named = (key: string): string => `${prefix}:kept:${key}`
  const whole = (ms: number): number => Math.max(1, Math.ceil(ms))
  return {
    async read(key) {
      const [value, left] = await Promise.all([redis.get(named(key)), redis.pttl(named(key))])
      return value === null ? null : { value, left: Math.max(0, left) }
    },
    async keep(key, value, ms) {
      await redis.set(named(key), value, 'PX', whole(ms))
    },
    async drop(key) {
      await redis.del(named(key))
    },
    claim: async (key, owner, ms) => (await redis.eval(claimScript, 1, named(key), owner, whole(ms))) === 1,
    async add(key, value, ms) {
      await redis.eval(addScript, 1, named(key), value, whole(ms))
    },
    async added(key) {
      const values = await redis.eval(addedScript, 1, named(key))
      return Array.isArray(values) ? values.map(String) : []
    },
  }
}
