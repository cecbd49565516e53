import { type Sandbox, type SandboxOptions, type SentDelivery, startSandbox } from '../../../sandbox/server.ts'
import { type App, connect, createApp } from '../../../src/entry/app.ts'
import { type Environment, parseEnvironment } from '../../../src/entry/environment.ts'
import { connectionLimits, createListener, type Listening, listen } from '../../../src/entry/http/http.ts'
import { createQuietProbot } from '../../../src/entry/http/probot.ts'
import { createDeliveryHandler } from '../../../src/entry/http/webhooks.ts'
import { regularly } from '../../../src/entry/regularly.ts'
import type { Hint, Log } from '../../../src/reconcile/ports.ts'
import { type StoryTimers, storyTimers } from './story-timers.ts'
import { type Between, type Fetch, overNetwork, passing, pastNetwork } from './wire.ts'

export interface LogLine {
  /** Story time, ISO 8601. */
  readonly at: string
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** The app as one process of it: started, fed with hints, stopped. Several can run against one sandbox. */
export interface AppProcess {
  readonly log: readonly LogLine[]
  deliver(delivery: SentDelivery): void
  /** Its log begins with what another process wrote. */
  recall(log: readonly LogLine[]): void
  enqueue(hint: Hint): void
  /** Waits until nothing is left to do at once. What waits out a delay in the story does not count. */
  idle(): Promise<void>
  /** Resolves once the passes of the sweep are over; a GitHub that does not answer ends it early. */
  sweep(scope?: 'recent' | 'all'): Promise<void>
  /** Listens on loopback as the server does, and returns where it takes signed deliveries. */
  listen(): Promise<string>
  stop(): Promise<void>
}

export interface StartOptions {
  readonly sweepEvery?: number
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>
  /** Who it is in deliveries. */
  readonly slug?: string
}

/** An embedded GitHub at a fixed story time, and the app to be started against it. */
export interface World {
  readonly sandbox: Sandbox
  /** A process without memory, as after a restart. It sweeps when told, or by itself every `sweepEvery` ms of the story. */
  startApp(options?: StartOptions): AppProcess
  /**
   * Lets the story come to a moment (ISO 8601). On the way each back-off and sweep has its time, and time stands still
   * until what it leads to is done: until `settle` resolves, or no app has anything left to do at once.
   */
  wait(until: string, settle?: () => Promise<unknown>): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions extends SandboxOptions {
  /** `none`, when left out, leads the app's requests past HTTP, which is faster. */
  readonly network?: 'loopback' | 'none'
  /** For how many milliseconds of real time the app waits for an answer. */
  readonly patience?: number
  /** What stands between the app and GitHub; it may become more or less while the world goes on. */
  readonly between?: readonly Between[]
}

/** Starts a world. The story begins on a Monday at noon, so that reminders are easy to reason about. */
export async function startWorld({ network, patience, between = [], ...options }: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ now: '2026-03-02T12:00:00Z', keyBits: 1024, ...options })
  const fetch = passing(between, network === 'loopback' ? overNetwork : pastNetwork(sandbox))
  const { clock } = sandbox
  const timers = storyTimers(clock)
  const running: AppProcess[] = []
  const idle = () => Promise.all(running.map((app) => app.idle()))
  return {
    sandbox,
    startApp({ sweepEvery = 0, variables = {}, slug = 'aftermath' } = {}) {
      const app = startApp(sandbox, {
        timers,
        sweepEvery,
        variables,
        slug,
        fetch,
        ...(patience !== undefined && { patience }),
      })
      running.push(app)
      return app
    },
    async wait(until, settle = idle) {
      // The clock shows whole seconds and never goes back.
      const moveTo = (at: number) =>
        clock.set(new Date(Math.max(timers.monotonic(), Math.ceil(at / 1000) * 1000)).toISOString())
      const end = Date.parse(until)
      await settle()
      for (let next = timers.next(); next !== undefined && next <= end; next = timers.next()) {
        moveTo(next)
        await settle()
      }
      moveTo(end)
    },
    async close() {
      await Promise.all(running.map((app) => app.stop()))
      await sandbox.close()
    },
  }
}

interface ProcessOptions extends Required<StartOptions> {
  readonly timers: StoryTimers
  readonly fetch: Fetch
  readonly patience?: number
}

function startApp(sandbox: Sandbox, started: ProcessOptions): AppProcess {
  const { timers, sweepEvery, variables, slug, ...options } = started
  const lines: LogLine[] = []
  const write = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) =>
    lines.push({ at: sandbox.clock.now(), level, fields, message })
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') }
  const environment = environmentOf(sandbox, variables)
  const github = connect(environment, { log, timers, ...options })
  const app = createApp(environment, { log, timers, github })
  app.self.slug = slug
  let listing: Promise<unknown> = Promise.resolve()
  const sweepNow = () => {
    listing = app.sweepNow()
    return listing
  }
  let listening: Listening | undefined
  const sweeps = { name: 'sweep', run: sweepNow, interval: sweepEvery }
  const stopSweeps = regularly(sweeps, { timers, log, random: () => 0 })
  return {
    log: lines,
    deliver: ({ event, payload }) => void app.handle(event, payload),
    recall: (log) => void lines.unshift(...log),
    enqueue: app.queue.enqueue,
    async idle() {
      timers.ring()
      await listing.catch(() => 'told and tried again by the sweeps')
      await app.queue.idle()
      // The sweeps set their next timer once they know how this one went.
      await new Promise((resolve) => setImmediate(resolve))
    },
    sweep: (scope = 'recent') => sweep(app, scope, log),
    async listen() {
      listening = await openDoor(app, environment, { log, timers })
      return `${listening.url}${environment.webhookPath}`
    },
    async stop() {
      stopSweeps()
      await Promise.all([app.stop(5_000), listening?.close()])
    },
  }
}

/** The server's door, without the server. */
async function openDoor(
  app: App,
  environment: Environment,
  parts: { readonly log: Log; readonly timers: StoryTimers },
) {
  if (environment.app === null) throw new Error('The sandbox gives an app its credentials.')
  const { log, timers } = parts
  const { webhookPath, app: credentials } = environment
  const options = { webhookPath, secrets: credentials.webhookSecrets, log, now: timers.monotonic }
  const handler = await createDeliveryHandler(createQuietProbot(environment, credentials), app, options)
  return listen(createListener(handler, { log }), { host: '127.0.0.1', port: 0 }, connectionLimits)
}

async function sweep(app: App, scope: 'recent' | 'all', log: Log): Promise<void> {
  try {
    await app.sweepNow({ scope })
  } catch (fault) {
    // As the server does it: a sweep that failed is told, and the next one comes.
    log.warn({ because: String(fault) }, 'the sweep failed')
  }
  await app.queue.idle()
}

/**
 * The environment of an app that is installed there, with nothing that it does by the clock; `more` says what else stands
 * in it.
 */
export function environmentOf({ env }: Sandbox, more: Readonly<Record<string, string>> = {}): Environment {
  const quiet = { WRITE_PACING: 'none', SWEEP_INTERVAL: '0', REDELIVERY_INTERVAL: '0' }
  const parsed = parseEnvironment({ ...env, ...quiet, ...more }, 'server', () => {
    throw new Error('The key stands in the environment.')
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.environment
}
