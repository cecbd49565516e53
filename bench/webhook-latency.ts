import type { Benchmark, Measurement } from './harness.ts'
import { percentile, rounded } from './harness.ts'
import { inTurn, openLoop } from './load.ts'
import { apiLatency, startWebhookGround } from './webhook-ground.ts'

const perSecond = 500
const seconds = 10

/** The 99th percentile of the answers' times at 500 deliveries a second, in milliseconds. */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  const world = await startWebhookGround(say)
  try {
    const next = inTurn(world.deliveries)
    say('warming up')
    await openLoop(world.app.webhookUrl, next, { perSecond, seconds: 2 })
    await openLoop(world.bare.webhookUrl, next, { perSecond, seconds: 2 })
    say(`${perSecond} deliveries a second for ${seconds} s`)
    const took = await openLoop(world.app.webhookUrl, next, { perSecond, seconds })
    const bare = await openLoop(world.bare.webhookUrl, next, { perSecond, seconds: 4 })
    const spread = (times: readonly number[]) => ({
      p50: rounded(percentile(times, 0.5)),
      p99: rounded(percentile(times, 0.99)),
      max: rounded(percentile(times, 1)),
    })
    const detail = {
      perSecond,
      seconds,
      answered: took.length,
      app: spread(took),
      bareProbot: spread(bare),
      apiLatency,
    }
    return { value: percentile(took, 0.99), detail }
  } finally {
    await world.stop()
  }
}

export const webhookLatency: Benchmark = {
  key: 'webhook-latency',
  what: `p99 of the answer at ${perSecond} deliveries a second`,
  unit: 'ms',
  budget: 50,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
