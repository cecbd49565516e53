import type { LoggedRequest } from '../sandbox/server.ts'
import { parseEnvironment } from '../src/entry/environment.ts'
import { type RunningServer, startServer } from '../src/entry/server.ts'
import { rounded } from './harness.ts'
import { endState, goThroughOutage, type OutageSize, wrongIn } from './outage.ts'
import { kindsOf, writesOf } from './requests.ts'
import { startEngine, startWorld, type World } from './world.ts'

/** What one run prints: a start after the outage, until nothing is left to do. */
export interface RecoveryRun {
  /** From the first request until the last write: from then on everything is true. */
  readonly seconds: number
  /** Until the app knows that, too. */
  readonly secondsUntilQuiet: number
  readonly requests: number
  /** With the app's own credentials, apart from those that give tokens: these count against no installation's limit. */
  readonly appRequests: number
  readonly writes: number
  readonly redelivered: number
  /** Over incidents. */
  readonly passes: number
  readonly kinds: Readonly<Record<string, number>>
  readonly endState: readonly string[]
  /** What is missing or there twice, and what another sweep would still write. */
  readonly wrong: readonly string[]
}

export type Manner = 'redelivery' | 'sweep'

/** Problems show on the console; what goes well does not. */
const log = {
  info() {},
  warn: (fields: object, message: string) => console.error(message, fields),
  error: (fields: object, message: string) => console.error(message, fields),
}

function environmentOf({ sandbox }: World) {
  const parsed = parseEnvironment(
    { ...sandbox.env, HOST: '127.0.0.1', PORT: '0', SWEEP_INTERVAL: '0', REDELIVERY_INTERVAL: '0' },
    'server',
    () => '',
  )
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.environment
}

/** What the server does at its start, until nothing is left to do: the sweep, or that and redelivery. */
async function recover({ sandbox }: World, manner: Manner, server: RunningServer): Promise<void> {
  const { app } = server
  if (app === null) throw new Error('The server has no credentials.')
  sandbox.setWebhookUrl(server.webhookUrl)
  sandbox.requests.clear()
  await Promise.all([app.sweepNow(), manner === 'redelivery' && app.redeliverMissed()])
  do {
    await sandbox.deliveries.idle()
    await app.queue.idle({ delayed: 'included' })
  } while (app.queue.size() > 0)
}

/** Goes through an outage and starts the server after it; answers of GitHub take `latency` ms. */
export async function recoverFrom(size: OutageSize, manner: Manner, latency: number): Promise<RecoveryRun> {
  const world = await startWorld()
  const { sandbox } = world
  await goThroughOutage(world, size)
  sandbox.setLatency(latency)
  const server = await startServer(environmentOf(world), { log })
  const begun = performance.now()
  await recover(world, manner, server)
  const secondsUntilQuiet = rounded((performance.now() - begun) / 1000)
  const requests = sandbox.requests.list()
  const redelivered = sandbox.deliveries.list().filter(({ redelivery }) => redelivery).length
  await server.stop()
  const state = await endState(world)
  const wrong = [...wrongIn(state, size), ...(await leftToWrite(world))]
  return { ...summaryOf(requests), secondsUntilQuiet, redelivered, endState: state, wrong }
}

function summaryOf(requests: readonly LoggedRequest[]) {
  const asked = requests.filter(({ path }) => !path.endsWith('/access_tokens'))
  const writes = writesOf(asked).filter(({ path }) => !path.startsWith('/app/'))
  const first = Math.min(...requests.map(({ at }) => at))
  const last = Math.max(...writes.map(({ end }) => end))
  const kinds = kindsOf(requests)
  return {
    seconds: rounded((last - first) / 1000),
    requests: requests.length,
    appRequests: asked.filter(({ actor }) => actor.endsWith('(jwt)')).length,
    writes: writes.length,
    // Each of them reads its issue, once.
    passes: kinds['GET /issues/N'] ?? 0,
    kinds,
  }
}

/** The writes of a process that knows nothing and looks at everything. */
async function leftToWrite(world: World): Promise<readonly string[]> {
  const engine = startEngine({ env: world.sandbox.env })
  world.sandbox.setLatency(0)
  world.sandbox.requests.clear()
  await engine.sweep()
  await engine.stop()
  const late = writesOf(world.sandbox.requests.list()).filter(({ path }) => !path.endsWith('/access_tokens'))
  return late.map(({ method, path }) => `${method} ${path} came too late`)
}
