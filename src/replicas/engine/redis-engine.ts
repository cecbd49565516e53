import { Queue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { createRedisStore } from '../memory/redis-store.ts'
import { createEngineFaults, type Engine, listenToJobs, queueName } from './engine.ts'
import { EngineUnusable, redisTooOld } from './engine-problem.ts'

/** A command that gets no answer for so long (ms) has failed: a delivery is answered within a second. */
const commandTimeout = 900

/** Half a second between two tries to connect, and no longer: all is to be well again soon after the engine is. */
const retryStrategy = (): number => 500

/** For what somebody waits for: fails at once while there is no connection. */
const impatient: RedisOptions = {
  commandTimeout,
  connectTimeout: 2_000,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
}

/** For what takes jobs: waits for the connection to come back. BullMQ asks for this. */
const patient: RedisOptions = { connectTimeout: 2_000, maxRetriesPerRequest: null }

/** Connects to Redis or Valkey. Throws what the driver throws, and `EngineUnusable` where it is too old. */
export async function connectRedis(
  url: string,
  { address, prefix }: { readonly address: string; readonly prefix: string },
): Promise<Engine> {
  await probe(url, address)
  const { hear, onFault } = createEngineFaults()
  const open = (options: RedisOptions): Redis => new Redis(url, { ...options, retryStrategy }).on('error', hear)
  const redis = open({ ...impatient, lazyConnect: true })
  await redis.connect()
  // One slot, so that a cluster keeps all of it on one server.
  const names = `{${prefix}}`
  const queue = new Queue(queueName, { connection: redis, prefix: names, streams: { events: { maxLen: 100 } } })
  queue.on('error', hear)
  const opened = [redis]
  return {
    address,
    jobs: queue,
    store: createRedisStore(redis, names),
    work(run, { events, ...options }) {
      const connection = open(patient)
      opened.push(connection)
      const worker = new Worker(queueName, (job, token = '') => run(job, token), {
        connection,
        prefix: names,
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        runRetryDelay: 1_000,
        ...options,
      })
      worker.on('error', hear)
      listenToJobs(worker, events)
      return worker
    },
    window: ({ name, points, seconds }) =>
      new RateLimiterRedis({
        storeClient: redis,
        rejectIfRedisNotReady: true,
        keyPrefix: `${names}:window:${name}`,
        points,
        duration: seconds,
        insuranceLimiter: new RateLimiterMemory({ points, duration: seconds }),
      }),
    onFault,
    async close() {
      await queue.close()
      for (const one of opened) one.disconnect()
    },
  }
}

/** Connects once and looks at what is there. */
async function probe(url: string, address: string): Promise<void> {
  const redis = new Redis(url, { ...impatient, lazyConnect: true, retryStrategy: () => null })
  let cause: Error | null = null
  redis.on('error', (fault) => {
    cause = fault
  })
  try {
    await redis.connect()
    const old = redisTooOld(await redis.info('server'))
    if (old !== null) throw new EngineUnusable(address, old)
  } catch (fault) {
    // The driver says only that the connection is closed; why, it said before.
    throw cause ?? fault
  } finally {
    redis.disconnect()
  }
}
