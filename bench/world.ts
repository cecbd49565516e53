import { Octokit } from '@octokit/rest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/server.ts'
import { accountKey, type IncidentRef, refKey } from '../src/domain/ref.ts'
import { planningHere } from '../src/entry/threads/plan-here.ts'
import { systemTimers } from '../src/entry/timers.ts'
import { createGitHub, type GitHubAdapter } from '../src/github/app.ts'
import type { Pacing } from '../src/github/limits/pacing.ts'
import { createMemoryQueue } from '../src/queue/memory.ts'
import type { WorkQueue } from '../src/queue/work-queue.ts'
import { createPass } from '../src/reconcile/pass.ts'
import type { GitHub, Hint, Log, Queue, RunPass } from '../src/reconcile/ports.ts'
import { createRecentWrites } from '../src/reconcile/recent-writes.ts'
import { createSkipCache } from '../src/reconcile/skip-cache.ts'
import { sweep } from '../src/reconcile/sweep.ts'

export const place = { owner: 'acme', repo: 'shop' }

/** Where a story begins: a Monday at noon. */
const storyStart = '2026-03-02T12:00:00Z'

/** The parts of the app that turn hints into requests, without its server. */
export interface Engine {
  readonly queue: WorkQueue
  /** Passes so far: a pass that plans anew after a refused write counts once. */
  passes(): number
  /** Enqueues a hint at one incident of `acme/shop` and waits until nothing is left to do. */
  pass(incident: number): Promise<void>
  /** The same at the review of one pull request. */
  review(pull: number): Promise<void>
  sweep(): Promise<void>
  stop(): Promise<void>
}

export interface EngineOptions {
  readonly env: Sandbox['env']
  readonly pacing?: Pacing
  /** Another GitHub than the app's own adapter. */
  readonly github?: GitHub
}

/** A benchmark in which a pass crashes measures something else: that must show. */
const log: Log = {
  info() {},
  warn() {},
  error: (fields, message) => console.error(message, fields),
}

/** The app's own adapter, with the credentials that a sandbox gives. */
export function connectTo(env: Sandbox['env'], pacing: Pacing): GitHubAdapter {
  return createGitHub({
    baseUrl: env.GITHUB_API_URL,
    credentials: { kind: 'app', appId: Number(env.APP_ID), privateKey: () => env.PRIVATE_KEY },
    trustedApps: [],
    log,
    version: 'bench',
    pacing,
  })
}

/** Starts the app against a GitHub, without its server. */
export function startEngine({ env, pacing = 'none', github: given }: EngineOptions): Engine {
  const timers = systemTimers()
  const adapter = connectTo(env, pacing)
  const github = given ?? adapter
  // The pass hands follow-ups to the queue that runs it.
  const late: Queue = { enqueue: (hint) => queue.enqueue(hint) }
  const pass = createPass({
    github,
    planner: planningHere(),
    queue: late,
    log,
    recent: createRecentWrites(timers.monotonic),
    skipCache: createSkipCache(),
  })
  let passes = 0
  const counted: RunPass = (hint, failures, place) => {
    passes += 1
    return pass(hint, failures, place)
  }
  const queue = createMemoryQueue(counted, { timers, log, key: refKey, lane: accountKey })
  return {
    queue,
    passes: () => passes,
    async pass(incident) {
      queue.enqueue(hintAt(incident))
      await queue.idle()
    },
    async review(pull) {
      queue.enqueue({
        ref: { kind: 'review', ...place, number: pull },
        reason: 'pull_request',
        priority: 'interactive',
      })
      await queue.idle()
    },
    async sweep() {
      await sweep({ github, queue, log }, { scope: 'recent', reason: 'sweep' })
      await queue.idle()
    },
    async stop() {
      await queue.stop(5_000)
      await adapter.close()
    },
  }
}

/** A hint as a delivery gives it, at one incident of `acme/shop`. */
export function hintAt(number: number): Hint {
  const ref: IncidentRef = { kind: 'incident', ...place, number }
  return { ref, reason: 'issues.labeled', priority: 'interactive' }
}

/** An embedded GitHub with the app beside it, in this process. */
export interface World {
  readonly sandbox: Sandbox
  readonly engine: Engine
  /** Somebody with a token. What people do is neither delayed nor logged. */
  as(login: string): Octokit
  close(): Promise<void>
}

export async function startWorld(
  options: SandboxOptions & { readonly pacing?: Pacing; readonly engine?: (sandbox: Sandbox) => Engine } = {},
): Promise<World> {
  const { pacing = 'none', engine: own, ...rest } = options
  const sandbox = await startSandbox({ now: storyStart, ...rest })
  const engine = own ? own(sandbox) : startEngine({ env: sandbox.env, pacing })
  return {
    sandbox,
    engine,
    as: (login) =>
      new Octokit({
        baseUrl: sandbox.url,
        auth: sandbox.tokens[login],
        log: { debug() {}, info() {}, warn() {}, error() {} },
        request: { fetch: (url: string, init: RequestInit) => sandbox.fetch(new Request(url, init)) },
      }),
    async close() {
      await engine.stop()
      await sandbox.close()
    },
  }
}
