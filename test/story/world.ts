import { type Delivery, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts'
import { type App, connect, createApp } from '../../src/entry/app.ts'
import { type Environment, parseEnvironment } from '../../src/entry/environment.ts'
import { regularly } from '../../src/entry/regularly.ts'
import type { Hint, Log } from '../../src/reconcile/ports.ts'
import { bypassNetwork, endBypass } from './shortcuts.ts'
import { type StoryTimers, storyTimers } from './story-timers.ts'

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** The app as one process of it: started, fed with hints, stopped. Several can run against one sandbox. */
export interface AppProcess {
  readonly log: readonly LogLine[]
  deliver(delivery: Delivery): void
  enqueue(hint: Hint): void
  /** Waits until nothing is left to do at once. What waits out a delay in the story does not count. */
  idle(): Promise<void>
  /** Resolves once the passes of the sweep are over; a GitHub that does not answer ends it early. */
  sweep(scope?: 'recent' | 'all'): Promise<void>
  stop(): Promise<void>
}

/** An embedded GitHub at a fixed story time, and the app to be started against it. */
export interface World {
  readonly sandbox: Sandbox
  /** A process without memory, as after a restart. It sweeps when told, or by itself every `sweepEvery` ms of the story. */
  startApp(options?: { readonly sweepEvery?: number }): AppProcess
  /**
   * Lets the story come to a moment (ISO 8601). On the way each back-off and sweep has its time, and time stands still
   * until what it leads to is done.
   */
  wait(until: string): Promise<void>
  close(): Promise<void>
}

export interface WorldOptions extends SandboxOptions {
  /** `none` leads requests past HTTP, which is faster. `loopback` when left out. */
  readonly network?: 'loopback' | 'none'
  /** For how many milliseconds of real time the app waits for an answer. */
  readonly patience?: number
}

/** Starts a world. The story begins on a Monday at noon, so that reminders are easy to reason about. */
export async function startWorld({ network, patience, ...options }: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ now: '2026-03-02T12:00:00Z', ...options })
  if (network === 'none') bypassNetwork(sandbox)
  const { clock } = sandbox
  const timers = storyTimers(clock)
  const running: AppProcess[] = []
  const idle = () => Promise.all(running.map((app) => app.idle()))
  return {
    sandbox,
    startApp({ sweepEvery = 0 } = {}) {
      const app = startApp(sandbox, { timers, sweepEvery, ...(patience !== undefined && { patience }) })
      running.push(app)
      return app
    },
    async wait(until) {
      await idle()
      for (let next = timers.next(); next !== undefined && next <= until; next = timers.next()) {
        if (next > clock.now()) clock.set(next)
        await idle()
      }
      if (until > clock.now()) clock.set(until)
    },
    async close() {
      await Promise.all(running.map((app) => app.stop()))
      endBypass(sandbox)
      await sandbox.close()
    },
  }
}

interface ProcessOptions {
  readonly timers: StoryTimers
  readonly sweepEvery: number
  readonly patience?: number
}

function startApp(sandbox: Sandbox, { timers, sweepEvery, ...wishes }: ProcessOptions): AppProcess {
  const lines: LogLine[] = []
  const log: Log = {
    info: (fields, message) => lines.push({ level: 'info', fields, message }),
    warn: (fields, message) => lines.push({ level: 'warn', fields, message }),
    error: (fields, message) => lines.push({ level: 'error', fields, message }),
  }
  const environment = environmentOf(sandbox)
  const github = connect(environment, { log, timers, ...wishes })
  const app = createApp(environment, { log, timers, github })
  app.self.slug = 'aftermath'
  let listing: Promise<unknown> = Promise.resolve()
  const sweepNow = () => {
    listing = app.sweepNow()
    return listing
  }
  const sweeps = { name: 'sweep', run: sweepNow, interval: sweepEvery }
  const stopSweeps = regularly(sweeps, { timers, log, random: () => 0 })
  return {
    log: lines,
    deliver: ({ event, payload }) => void app.handle(event, payload),
    enqueue: app.queue.enqueue,
    async idle() {
      timers.ring()
      await listing.catch(() => 'told and tried again by the sweeps')
      await app.queue.idle()
    },
    sweep: (scope = 'recent') => sweep(app, scope, log),
    async stop() {
      stopSweeps()
      await app.stop(5_000)
    },
  }
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
