import { z } from 'zod'
import { type Benchmark, type Measurement, median, rounded } from './harness.ts'
import { flood, inTurn, type Rate } from './load.ts'
import { type ServerProgram, untilQuiet } from './servers.ts'
import { apiLatency, startWebhookGround } from './webhook-ground.ts'

/**
 * GitHub lets an installation make 900 requests a minute, which the embedded one does not enforce: answers this slow (ms)
 * hold the app's passes to that rate.
 */
const limitedLatency = 1_200

const rounds = 5
const roundSeconds = 1.5
const connections = 10

/**
 * Deliveries acknowledged a second by the app's server, divided by a bare Probot's: the median of rounds, in each of
 * which both are measured one after the other, so that what else the machine does hits both. The app carries out its
 * passes meanwhile, as fast as GitHub's limits let it; `unlimitedApi` says what it is when nothing holds them back.
 */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  const world = await startWebhookGround(say)
  try {
    const { app, bare, sandbox } = world
    const next = inTurn(world.deliveries)
    const rate = async (server: ServerProgram) => {
      await untilQuiet(app)
      const [end, busy] = [performance.now() + roundSeconds * 1000, server.processorSeconds()]
      const run = await flood(server.webhookUrl, next, { connections, enough: () => performance.now() >= end })
      return { ...run, processor: server.processorSeconds() - busy }
    }
    const compare = async (count: number) => {
      const pairs: { app: Run; bare: Run }[] = []
      for (let round = 1; round <= count; round += 1) {
        say(`round ${round} of ${count}`)
        // Who goes first changes from round to round.
        const first = await rate(round % 2 === 0 ? app : bare)
        const second = await rate(round % 2 === 0 ? bare : app)
        pairs.push(round % 2 === 0 ? { app: first, bare: second } : { app: second, bare: first })
      }
      return pairs
    }
    const requests = async () => z.array(z.unknown()).parse(await sandbox.control('GET', 'requests')).length
    const at = async (latency: number, count: number) => {
      await sandbox.control('POST', 'latency', { ms: latency })
      await compare(1)
      await sandbox.control('DELETE', 'requests')
      const start = performance.now()
      const pairs = await compare(count)
      const apiRequestsPerSecond = Math.round((await requests()) / ((performance.now() - start) / 1000))
      return { ...summary(pairs), apiLatency: latency, apiRequestsPerSecond }
    }
    const measured = await at(limitedLatency, rounds)
    const detail = {
      ...measured,
      unlimitedApi: await at(apiLatency, 3),
      connections,
      incidents: world.deliveries.length,
      payloadBytes: world.deliveries[0]?.body.length,
    }
    return { value: detail.ratio, detail }
  } finally {
    await world.stop()
  }
}

type Run = Rate & { readonly processor: number }

function summary(pairs: readonly { readonly app: Run; readonly bare: Run }[]) {
  const ratios = pairs.map(({ app, bare }) => app.perSecond / bare.perSecond)
  const side = (runs: readonly Run[]) => ({
    perSecond: Math.round(median(runs.map(({ perSecond }) => perSecond))),
    microsecondsEach: Math.round(median(runs.map(({ processor, answered }) => (processor / answered) * 1e6))),
  })
  return {
    ratio: median(ratios),
    ratios: ratios.map(rounded),
    app: side(pairs.map(({ app }) => app)),
    bareProbot: side(pairs.map(({ bare }) => bare)),
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
