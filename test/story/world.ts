import { type Delivery, type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts'
import { type App, createApp } from '../../src/entry/app.ts'
import { type Environment, parseEnvironment } from '../../src/entry/environment.ts'
import { systemTimers } from '../../src/entry/timers.ts'
import type { Hint, Log } from '../../src/reconcile/ports.ts'
import { bypassNetwork, endBypass } from './shortcuts.ts'

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
  /** Waits until nothing is left to do at once. What waits out a delay does not count. */
  idle(): Promise<void>
  /** Resolves once the passes of the sweep are over; a GitHub that does not answer ends it early. */
  sweep(scope?: 'recent' | 'all'): Promise<void>
  stop(): Promise<void>
}

/** An embedded GitHub at a fixed story time, and the app to be started against it. */
export interface World {
  readonly sandbox: Sandbox
  /** A process without memory, as after a restart. */
  startApp(): AppProcess
  close(): Promise<void>
}

export interface WorldOptions extends SandboxOptions {
  /** `none` leads requests past HTTP: faster, but the sandbox does not log, delay or cut them. `loopback` when left out. */
  readonly network?: 'loopback' | 'none'
}

/** Starts a world. The story begins on a Monday at noon, so that reminders are easy to reason about. */
export async function startWorld({ network, ...options }: WorldOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ now: '2026-03-02T12:00:00Z', ...options })
  if (network === 'none') bypassNetwork(sandbox)
  const running: AppProcess[] = []
  return {
    sandbox,
    startApp() {
      const app = startApp(sandbox)
      running.push(app)
      return app
    },
    async close() {
      await Promise.all(running.map((app) => app.stop()))
      endBypass(sandbox)
      await sandbox.close()
    },
  }
}

function startApp(sandbox: Sandbox): AppProcess {
  const lines: LogLine[] = []
  const log: Log = {
    info: (fields, message) => lines.push({ level: 'info', fields, message }),
    warn: (fields, message) => lines.push({ level: 'warn', fields, message }),
    error: (fields, message) => lines.push({ level: 'error', fields, message }),
  }
  const environment = environmentOf(sandbox)
  const timers = systemTimers()
  const begun = Date.parse(sandbox.clock.now())
  // What a process remembers for a minute it forgets when the story moves on, not when the machine does.
  const monotonic = () => timers.monotonic() + Date.parse(sandbox.clock.now()) - begun
  const app = createApp(environment, { log, timers: { ...timers, monotonic } })
  app.self.slug = 'aftermath'
  return {
    log: lines,
    deliver: ({ event, payload }) => void app.handle(event, payload),
    enqueue: app.queue.enqueue,
    idle: () => app.queue.idle(),
    sweep: (scope = 'recent') => sweep(app, scope, log),
    stop: async () => void (await app.stop(5_000)),
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

function environmentOf({ env }: Sandbox): Environment {
  const parsed = parseEnvironment({ ...env, WRITE_PACING: 'none', SWEEP_INTERVAL: '0' }, 'server', () => {
    throw new Error('The key stands in the environment.')
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  return parsed.environment
}
