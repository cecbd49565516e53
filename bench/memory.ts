import type { Benchmark, Measurement } from './harness.ts'
import { rounded } from './harness.ts'
import { flood, inTurn } from './load.ts'
import { startWebhookGround } from './webhook-ground.ts'

const count = 10_000

/** Resident megabytes of the app's server after 10,000 deliveries and their passes, minus a bare Probot's after the same. */
async function measure(say: (doing: string) => void): Promise<Measurement> {
  const world = await startWebhookGround(say)
  try {
    const { app, bare } = world
    const next = inTurn(world.deliveries)
    const before = { app: rounded(app.residentMegabytes()), bareProbot: rounded(bare.residentMegabytes()) }
    for (const server of [bare, app]) {
      say(`${count} deliveries to ${server === app ? 'the app' : 'a bare Probot'}`)
      await flood(server.webhookUrl, next, { connections: 10, enough: (answered) => answered > count - 10 })
    }
    const after = { app: rounded(app.residentMegabytes()), bareProbot: rounded(bare.residentMegabytes()) }
    return { value: after.app - after.bareProbot, detail: { deliveries: count, before, after } }
  } finally {
    await world.stop()
  }
}

export const memory: Benchmark = {
  key: 'memory',
  what: 'resident memory after 10,000 deliveries, minus a bare Probot’s',
  unit: 'MB',
  budget: 60,
  keeps: 'at-most',
  runs: 'alone',
  measure,
}
