import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Probot } from 'probot'
import { crashOf, type Log } from '../reconcile/ports.ts'
import type { SharedWork } from '../replicas/memory/shared-work.ts'
import type { Replicas } from '../replicas/replicas.ts'
import { type App, type AppParts, createApp } from './app.ts'
import { withEnvFile } from './env-file.ts'
import { type AppCredentials, type Environment, parseEnvironment, publicSecret } from './environment.ts'
import { type ConnectionLimits, connectionLimits, createListener, type Handler, listen, refuse } from './http/http.ts'
import { createQuietProbot } from './http/probot.ts'
import { createDeliveryHandler } from './http/webhooks.ts'
import { askIdentity } from './identity.ts'
import { createLog } from './log.ts'
import { countedDeliveries } from './metrics/counting.ts'
import type { Meters } from './metrics/meters.ts'
import { version } from './package-root.ts'
import { readKeyFile } from './private-key.ts'
import { createReadiness } from './readiness.ts'
import { type RegularWork, regularly } from './regularly.ts'
import type { RunningServer } from './running-server.ts'
import { createPlanningThreads } from './threads/planning.ts'
import { createReadingThread } from './threads/reading.ts'
import { systemTimers } from './timers.ts'

export type { RunningServer } from './running-server.ts'

/** What tests and tools put in place of the real parts. */
export interface ServerOverrides extends Partial<AppParts> {
  readonly limits?: Partial<ConnectionLimits>
}

/** How often (ms) a replica looks whether regular work is due that none of them has done. */
const lookEvery = 5_000

const minute = 60_000

/** How long a stopping server waits for its running passes, in milliseconds. */
const grace = 20_000

/**
 * Starts the server, on a free port when the environment's is 0: the app where there are credentials, else the set-up
 * page. Sweeps and looks for missed deliveries, at once and then regularly. Throws with a sentence when the port is taken
 * or GitHub refuses the credentials; where GitHub cannot be reached it starts all the same.
 */
export async function startServer(environment: Environment, overrides: ServerOverrides = {}): Promise<RunningServer> {
  const parts = { ...overrides, log: overrides.log ?? logOf(environment), timers: overrides.timers ?? systemTimers() }
  if (environment.app === null) {
    const { startSetupPage } = await import('./setup/page.ts')
    return startSetupPage(environment, parts)
  }
  return startApp(environment, environment.app, parts, { ...connectionLimits, ...overrides.limits })
}

async function startApp(
  environment: Environment,
  credentials: AppCredentials,
  parts: AppParts,
  limits: ConnectionLimits,
): Promise<RunningServer> {
  const { log, timers } = parts
  const { webhookPath, apiUrl } = environment
  const probot = createQuietProbot(environment, credentials)
  const replica = randomBytes(3).toString('hex')
  const shared = parts.replicas ?? (await sharedOf(environment, credentials, { ...parts, replica }))
  const planning = createPlanningThreads()
  const reading = createReadingThread()
  const meters = parts.meters ?? (await metersOf(environment))
  const known = {
    planner: planning.plan,
    parse: reading.parse,
    replica,
    ...(shared && { replicas: shared }),
    ...(meters && { meters }),
  }
  const app = createApp(environment, { ...known, ...parts })
  const identity = await askIdentity(probot)
  if (!identity.known && identity.reason === 'refused') throw new Error(refusal(credentials, apiUrl, identity.message))
  if (identity.known) app.self.slug = identity.slug
  else log.warn({ api: apiUrl, because: identity.message }, 'GitHub cannot be reached, starting all the same')

  const { webhookSecrets: secrets } = credentials
  const handler = await createDeliveryHandler(probot, app, {
    webhookPath,
    secrets,
    log,
    now: timers.monotonic,
    readLong: reading.readDelivery,
  })
  if (secrets.current === publicSecret) {
    log.warn({}, 'WEBHOOK_SECRET is not set: deliveries are checked by a secret that everybody knows')
  }
  if (environment.trustedApps.some((one) => typeof one === 'number') && !environment.trustedApps.some(isLogin)) {
    const how = 'add the login of each, <slug>[bot]: GitHub often does not tell which app wrote something'
    log.warn({ how }, 'TRUSTED_APPS names apps by their id only')
  }
  const readiness = createReadiness(app, environment, shared)
  const counted = meters === null ? handler : countedDeliveries(handler, meters, webhookPath)
  const door = environment.role === 'worker' ? closedDoor : counted
  const numbers = environment.metrics && (await meters?.listen(environment.metrics))
  const server = await listen(createListener(door, { log, awaited: readiness.awaited }), environment, limits)
  const works = regularWork(app, environment, probot).map(readiness.noting)
  const stopWork = works.map((work) => regularly(shared ? sharedWork(work, shared.work) : work, { timers, log }))
  const name = identity.known ? identity.slug : credentials.id
  const told = numbers && { metrics: `${numbers.url}/metrics` }
  const among = shared && { replica, role: environment.role, queue: shared.address }
  log.info({ url: server.url, webhooks: webhookPath, app: name, api: apiUrl, ...told, ...among }, 'listening')
  return {
    url: server.url,
    webhookUrl: `${server.url}${webhookPath}`,
    app,
    async stop(graceMs = grace) {
      for (const stop of stopWork) stop()
      const [ended] = await Promise.all([app.stop(graceMs), server.close(), numbers?.close()])
      await Promise.all([planning.close(), reading.close()])
      log.info({ passes: ended ? 'all ended' : 'some were cut off; the next start repeats them' }, 'stopped')
      return ended
    },
  }
}

function isLogin(trusted: number | string): boolean {
  return typeof trusted === 'string'
}

/** The first sweep and look of each replica's start are one; after that, who comes first does it. */
function sharedWork({ name, run, interval }: RegularWork, work: SharedWork): RegularWork {
  return { name, interval: Math.min(interval, lookEvery), run: () => work.perform(name, interval, run) }
}

/** What runs passes takes no deliveries: whoever sends them here is told. */
const closedDoor: Handler = async (request, response) =>
  refuse(request, response, {
    status: 404,
    error: 'ROLE is worker here: send deliveries to a process that takes them.',
  })

/** What counts, where somebody is to see it. Its package is loaded for them alone. */
async function metersOf({ metrics }: Environment): Promise<Meters | null> {
  if (metrics === null) return null
  const { createPrometheusMeters } = await import('./metrics/prometheus.ts')
  return createPrometheusMeters()
}

/** What this process shares with others, where there is a queue for that. */
async function sharedOf(
  { queueUrl: url }: Environment,
  { id: appId, privateKey: secret }: AppCredentials,
  parts: AppParts & { readonly replica: string },
): Promise<Replicas | null> {
  if (url === null) return null
  const { joinReplicas } = await import('../replicas/replicas.ts')
  return joinReplicas({ ...parts, url, appId, secret, version, now: Date.now })
}

/** What the server does without being asked to, at its start and then regularly. */
function regularWork(app: App, environment: Environment, probot: Probot): readonly RegularWork[] {
  const { sweepInterval, redeliveryInterval, role, queueUrl } = environment
  const knowing = (run: () => Promise<unknown>) => async () => {
    await learnIdentity(app, probot)
    await run()
  }
  const identity = { name: 'identity', run: () => learnIdentity(app, probot), interval: queueUrl === null ? 0 : minute }
  if (role === 'web') return [identity]
  return [
    identity,
    { name: 'sweep', run: knowing(() => app.sweepNow()), interval: sweepInterval },
    { name: 'redelivery', run: knowing(() => app.redeliverMissed()), interval: redeliveryInterval },
  ]
}

/** Regular work is also the moment to learn who the app is, if GitHub could not be reached before. */
async function learnIdentity(app: App, probot: Probot): Promise<void> {
  if (app.self.slug !== null) return
  const identity = await askIdentity(probot)
  if (identity.known) app.self.slug = identity.slug
}

function refusal({ id }: AppCredentials, apiUrl: string, said: string): string {
  return `${apiUrl} does not accept APP_ID ${id} with this private key (${said}). Check that both belong to the same app, and that the clock of this machine is right.`
}

function logOf(environment: Environment): Log {
  return createLog({
    level: environment.logLevel,
    format: environment.logFormat,
    write: (line) => process.stdout.write(line),
    colour: process.stdout.isTTY && !process.env.NO_COLOR ? 'always' : 'never',
  })
}

/**
 * Runs the server by the environment and `.env` until a signal ends it: the first one gracefully, a second one at once.
 * Resolves once it listens; rejects with a sentence where it cannot start.
 */
export async function runServer(): Promise<void> {
  const variables = withEnvFile('.env', process.env)
  const parsed = parseEnvironment(variables, 'server', readKeyFile)
  if (!parsed.ok) {
    const lines = parsed.problems.map((problem) => `  - ${problem}`)
    process.stderr.write(`Aftermath cannot start:\n${lines.join('\n')}\nSee .env.example for every variable.\n`)
    process.exit(1)
  }
  const log = logOf(parsed.environment)
  const crash = (fault: unknown): void => {
    log.error(crashOf(fault), 'crashed')
    process.exit(1)
  }
  // Node would print the error with all that hangs on it: a request, its body, its token.
  process.on('uncaughtException', crash)
  const server = await startServer(parsed.environment, { log })
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    // Holds the process while passes wait for timers, which alone would not.
    const hold = setInterval(() => undefined, 1000)
    server.stop().then(() => process.exit(0), crash)
    hold.ref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  runServer().catch((fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exit(1)
  })
}
