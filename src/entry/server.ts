import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Probot } from 'probot'
import { crashOf, type Log } from '../reconcile/ports.ts'
import { type App, type AppParts, createApp } from './app.ts'
import { withEnvFile } from './env-file.ts'
import { type AppCredentials, type Environment, parseEnvironment, publicSecret } from './environment.ts'
import { type ConnectionLimits, connectionLimits, createListener, listen } from './http/http.ts'
import { createQuietProbot } from './http/probot.ts'
import { createDeliveryHandler } from './http/webhooks.ts'
import { askIdentity } from './identity.ts'
import { createLog } from './log.ts'
import { readKeyFile } from './private-key.ts'
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
  const planning = createPlanningThreads()
  const reading = createReadingThread()
  const app = createApp(environment, { planner: planning.plan, parse: reading.parse, ...parts })
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
  const server = await listen(createListener(handler, { log }), environment, limits)
  const stopWork = regularWork(app, environment, probot).map((work) => regularly(work, { timers, log }))
  const name = identity.known ? identity.slug : credentials.id
  log.info({ url: server.url, webhooks: webhookPath, app: name, api: apiUrl }, 'listening')
  return {
    url: server.url,
    webhookUrl: `${server.url}${webhookPath}`,
    app,
    async stop(graceMs = grace) {
      for (const stop of stopWork) stop()
      const [ended] = await Promise.all([app.stop(graceMs), server.close()])
      await Promise.all([planning.close(), reading.close()])
      log.info({ passes: ended ? 'all ended' : 'some were cut off; the next start repeats them' }, 'stopped')
      return ended
    },
  }
}

function isLogin(trusted: number | string): boolean {
  return typeof trusted === 'string'
}

/** What the server does without being asked to, at its start and then regularly. */
function regularWork(app: App, environment: Environment, probot: Probot): readonly RegularWork[] {
  const { sweepInterval, redeliveryInterval } = environment
  const knowing = (run: () => Promise<unknown>) => async () => {
    await learnIdentity(app, probot)
    await run()
  }
  return [
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
