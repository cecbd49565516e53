import { Octokit } from '@octokit/rest'
import {
  type Delivery,
  type RepositoryState,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../sandbox/server.ts'
import { refKey } from '../../src/domain/ref.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { systemTimers } from '../../src/entry/timers.ts'
import { createGitHub } from '../../src/github/app.ts'
import { createMemoryQueue } from '../../src/queue/memory.ts'
import { createPass } from '../../src/reconcile/pass.ts'
import type { Hint, Log, Queue } from '../../src/reconcile/ports.ts'
import { createRecent } from '../../src/reconcile/recent.ts'
import { createSettledRefs } from '../../src/reconcile/settled.ts'
import { sweep } from '../../src/reconcile/sweep.ts'
import { refsOf } from '../../src/triggers/deliveries.ts'

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
  /** Waits until nothing is left to do at once. */
  idle(): Promise<void>
  sweep(scope?: 'recent' | 'all'): Promise<void>
  stop(): Promise<void>
}

/** An embedded GitHub at a fixed story time, people with tokens, and the app to be started against it. */
export interface World {
  readonly sandbox: Sandbox
  as(login: string): Octokit
  startApp(): AppProcess
  /** The end state with addresses made comparable between sandboxes. */
  state(repo?: string): Promise<RepositoryState>
  close(): Promise<void>
}

const templates = loadTemplates()

/** Starts a world. The story begins on a Monday at noon, so that reminders are easy to reason about. */
export async function startWorld(options: SandboxOptions = {}): Promise<World> {
  const sandbox = await startSandbox({ now: '2026-03-02T12:00:00Z', ...options })
  const running: AppProcess[] = []
  return {
    sandbox,
    as: (login) => new Octokit({ baseUrl: sandbox.url, auth: sandbox.tokens[login], log: silent }),
    startApp() {
      const app = startApp(sandbox)
      running.push(app)
      return app
    },
    async state(repo = 'shop') {
      const state = await sandbox.dump('acme', repo)
      return JSON.parse(JSON.stringify(state).replaceAll(sandbox.url, 'https://github.example')) as RepositoryState
    },
    async close() {
      await Promise.all(running.map((app) => app.stop()))
      await sandbox.close()
    },
  }
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

function startApp(sandbox: Sandbox): AppProcess {
  const lines: LogLine[] = []
  const log: Log = {
    info: (fields, message) => lines.push({ level: 'info', fields, message }),
    warn: (fields, message) => lines.push({ level: 'warn', fields, message }),
    error: (fields, message) => lines.push({ level: 'error', fields, message }),
  }
  const timers = systemTimers()
  const { APP_ID, PRIVATE_KEY, GITHUB_API_URL } = sandbox.env
  const github = createGitHub({
    baseUrl: GITHUB_API_URL,
    credentials: { kind: 'app', appId: Number(APP_ID), privateKey: PRIVATE_KEY },
    trustedApps: [],
    log,
    version: 'test',
    pacing: 'none',
  })
  const settled = createSettledRefs()
  const recent = createRecent(timers.monotonic)
  // The pass hands follow-ups to the queue that runs it.
  const late: Queue = { enqueue: (hint) => queue.enqueue(hint) }
  const pass = createPass({ github, templates, queue: late, log, recent, settled })
  const queue = createMemoryQueue(pass, { timers, log, key: refKey })
  return {
    log: lines,
    deliver({ event, payload }) {
      for (const hint of refsOf(event, payload, { slug: 'aftermath' })) queue.enqueue(hint)
    },
    enqueue: (hint) => queue.enqueue(hint),
    idle: () => queue.idle(),
    async sweep(scope = 'recent') {
      await sweep({ github, queue, log }, { scope, reason: 'sweep' })
      await queue.idle()
    },
    async stop() {
      await queue.stop(5_000)
      await github.close()
    },
  }
}
