import { accountKey, type Ref, refKey } from '../domain/ref.ts'
import { createGitHub, type GitHubAdapter, type GitHubOptions } from '../github/app.ts'
import type { ParseJson } from '../github/requests/parse-json.ts'
import { createMemoryQueue } from '../queue/memory.ts'
import { QueueAway, type WorkQueue } from '../queue/work-queue.ts'
import { createKnownRoles, learning } from '../reconcile/known-roles.ts'
import { createPass } from '../reconcile/pass.ts'
import type { Hint, Log, Planner, RunPass, Timers } from '../reconcile/ports.ts'
import { createRecentWrites } from '../reconcile/recent-writes.ts'
import { createSkipCache } from '../reconcile/skip-cache.ts'
import { sweep } from '../reconcile/sweep.ts'
import type { Replicas } from '../replicas/replicas.ts'
import { refsOf } from '../triggers/deliveries.ts'
import { createOutsiders } from '../triggers/outsiders.ts'
import { createRedelivery } from '../triggers/redelivery.ts'
import { createRedeliveryMemory } from '../triggers/redelivery-memory.ts'
import type { DeliverySelf } from '../triggers/self.ts'
import type { Environment } from './environment.ts'
import { answersFor, createCounting } from './metrics/counting.ts'
import type { Meters } from './metrics/meters.ts'
import { version } from './package-root.ts'
import { privateKeyOf, readKeyFile } from './private-key.ts'
import type { LongDelivery } from './threads/reading-thread.ts'

/** What tests and tools put in place of the real parts. */
export interface AppParts {
  readonly log: Log
  readonly timers: Timers
  readonly github?: GitHubAdapter
  readonly pass?: RunPass
  /** Where passes are planned; where the app runs when left out. */
  readonly planner?: Planner
  /** How long answers of GitHub's are parsed; where they arrive when left out. */
  readonly parse?: ParseJson
  /** What it shares with other processes of the same app; nothing when left out. */
  readonly replicas?: Replicas
  /** The name of this process among those. */
  readonly replica?: string
  /** What counts its work; nothing when left out. */
  readonly meters?: Meters
}

/** The app without a process around it: deliveries and sweeps go in, passes come out. */
export interface App {
  readonly github: GitHubAdapter
  readonly queue: WorkQueue
  /** Who the app is in deliveries. `slug` may be set once GitHub has told it. */
  readonly self: DeliverySelf & { slug: DeliverySelf['slug'] }
  /**
   * Asks for the passes that a delivery hints at, and resolves with their number once that is kept. Throws `QueueAway` within
   * a second where it cannot be.
   */
  handle(event: string, payload: unknown): Promise<number>
  /** The same for a delivery that was read elsewhere. */
  enqueue(delivery: LongDelivery): Promise<void>
  /**
   * Asks for a pass over every repository and returns their number; `queue.idle()` tells when the passes are over.
   * Throws `GitHubError` where GitHub does not list the repositories.
   */
  sweepNow(options?: { readonly scope?: 'recent' | 'all'; readonly reason?: string }): Promise<number>
  /** Finds the deliveries that GitHub could not make and asks for them again; never throws for what GitHub does. */
  redeliverMissed(): Promise<void>
  /** Ends the running passes, waiting at most `graceMs`; whether all of them ended. */
  stop(graceMs: number): Promise<boolean>
}

/** Wires the parts together. Throws when the environment has neither an app nor a token. */
export function createApp(environment: Environment, parts: AppParts): App {
  const { log, timers, replicas, meters } = parts
  const github = parts.github ?? connect(environment, wishesOf(parts))
  const counting = meters && createCounting(meters, () => timers.monotonic())
  const runKnowing: RunPass = async (hint, failures, place) => {
    if (await replicas?.changes.isNew(hint.ref)) github.forget(hint.ref)
    return pass(hint, failures, place)
  }
  const run = counting?.passes(runKnowing) ?? runKnowing
  const naming = { key: refKey, lane: accountKey }
  const given =
    replicas?.queue({ ...naming, run: environment.role === 'web' ? null : run }) ??
    createMemoryQueue(run, { ...naming, timers, log })
  const queue = counting?.queue(given, replicas === undefined ? 'own' : 'shared') ?? given
  const skipCache = createSkipCache()
  const roles = createKnownRoles()
  const outsiders = createOutsiders({ now: () => timers.monotonic(), standingOf: roles.of })
  const pass =
    parts.pass ??
    createPass({
      github: learning(github, roles),
      planner: parts.planner ?? planHere,
      queue,
      log,
      recent: replicas?.recent ?? createRecentWrites(() => timers.monotonic()),
      skipCache,
      ...(meters && { wrote: meters.wrote }),
    })
  const self: App['self'] = { slug: null, formerly: environment.trustedApps.filter((one) => typeof one === 'string') }
  const memory = replicas?.redelivery ?? createRedeliveryMemory()
  const { settledAt } = skipCache
  const redelivery =
    github.deliveries && createRedelivery({ deliveries: github.deliveries, self, settledAt, log, memory })
  async function ask(hints: readonly Hint[]): Promise<void> {
    // Its configuration or what the app may do there has changed: what was remembered of it is old, here and elsewhere.
    const changed = hints.flatMap(({ ref }) => (ref.kind === 'repository' ? [ref] : []))
    for (const ref of changed) github.forget(ref)
    if (replicas !== undefined) await announce(changed, replicas)
    await queue.accept(hints)
  }
  return {
    github,
    queue,
    self,
    async handle(event, payload) {
      const hints = refsOf(event, payload, self, outsiders)
      await ask(hints)
      return hints.length
    },
    async enqueue({ hints, doer }) {
      await ask(hints.map((hint) => ({ ...hint, ...(doer && outsiders.urgencyOf(doer, refKey(hint.ref))) })))
    },
    sweepNow(options = {}) {
      return sweep({ github, queue, log }, { scope: options.scope ?? 'recent', reason: options.reason ?? 'sweep' })
    },
    async redeliverMissed() {
      await redelivery?.look()
    },
    async stop(graceMs) {
      const ended = await queue.stop(graceMs)
      await github.close()
      await replicas?.close()
      return ended
    },
  }
}

async function announce(changed: readonly Ref[], { changes }: Replicas): Promise<void> {
  try {
    await Promise.all(changed.map(changes.announce))
  } catch {
    throw new QueueAway()
  }
}

function wishesOf({ log, timers, parse, replicas, replica, meters }: AppParts): Parameters<typeof connect>[1] {
  return {
    log,
    timers,
    ...(parse && { parse }),
    ...(replicas && { sharedLimits: replicas.limits }),
    ...(replica !== undefined && { replica }),
    ...(meters && { answered: answersFor(meters) }),
  }
}

/** Plans in this thread. What that takes is loaded for the first pass: a server whose threads plan never needs it. */
const planHere: Planner = async (snapshot, situation, priority) => {
  const { planningHere } = await import('./threads/plan-here.ts')
  here ??= planningHere()
  return here(snapshot, situation, priority)
}
let here: Planner | null = null

/** GitHub by the environment's credentials: the app's, else a personal token's. Throws when there is neither. */
export function connect(
  environment: Environment,
  {
    log,
    timers,
    ...wishes
  }: Pick<AppParts, 'log' | 'timers'> &
    Pick<GitHubOptions, 'patience' | 'fetch' | 'parse' | 'sharedLimits' | 'replica' | 'answered'>,
): GitHubAdapter {
  return createGitHub({
    ...wishes,
    baseUrl: environment.apiUrl,
    credentials: credentialsOf(environment, log),
    trustedApps: environment.trustedApps,
    log,
    version,
    pacing: environment.pacing,
    now: () => timers.monotonic(),
  })
}

function credentialsOf({ app, token }: Environment, log: Log): Parameters<typeof createGitHub>[0]['credentials'] {
  if (app !== null) return { kind: 'app', appId: app.id, privateKey: privateKeyOf(app, readKeyFile, log) }
  if (token !== null) return { kind: 'token', token }
  throw new Error('There are no credentials: neither APP_ID and PRIVATE_KEY nor GITHUB_TOKEN.')
}
