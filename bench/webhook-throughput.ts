import type { Benchmark, Measurement } from './harness.ts'
import { median, rounded } from './harness.ts'
import { flood, inTurn } from './load.ts'
import type { ServerProgram } from './servers.ts'
import { apiLatency, startWebhookGround } from './webhook-ground.ts'

const rounds = 7
const roundSeconds = 1.5
const connections = 10

/**
 * Deliveries acknowledged a second by the app's server, divided by a bare Probot's: the median of rounds, in each of
 * which both are measured one after the other, so that what else the machine does hits both. The app carries out its
 * passes meanwhile.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  const ground = await startWebhookGround(say)
  try {
    const next = inTurn(ground.deliveries)
    const rate = async (server: ServerProgram, seconds: number) => {
      const end = performance.now() + seconds * 1000
      return flood(server.webhookUrl, next, { connections, enough: () => performance.now() >= end })
    }
    say('warming up')
    await rate(ground.app, 2)
    await rate(ground.bare, 2)
    await ground.sandbox.control('DELETE', 'requests')
    const app: number[] = []
    const bare: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round} of ${rounds}`)
      // Whoever goes first changes from round to round.
      const order =
        round % 2 === 0
          ? ([
              [ground.app, app],
              [ground.bare, bare],
            ] as const)
          : ([
              [ground.bare, bare],
              [ground.app, app],
            ] as const)
      for (const [server, rates] of order) rates.push(await rate(server, roundSeconds))
    }
    const asked = await ground.sandbox.control('GET', 'requests')
    const ratios = app.map((value, round) => value / (bare[round] ?? Number.NaN))
    const detail = {
      app: Math.round(median(app)),
      bareProbot: Math.round(median(bare)),
      ratios: ratios.map(rounded),
      connections,
      incidents: ground.deliveries.length,
      payloadBytes: ground.deliveries[0]?.body.length,
      apiLatency,
      apiRequests: Array.isArray(asked) ? asked.length : null,
    }
    return { value: median(ratios), detail }
  } finally {
    await ground.stop()
  }
}

export const webhookThroughput: Benchmark = {
  key: 'webhook-throughput',
  what: 'signed deliveries acknowledged a second, divided by a bare Probot’s',
  unit: 'ratio',
  budget: 0.9,
  keeps: 'at-least',
  runs: 'alone',
  measure,
}
