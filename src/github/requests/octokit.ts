import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import { LRUCache } from 'lru-cache'
import type { Log, PassPriority } from '../../reconcile/ports.ts'
import { appAuthBy, type PrivateKeySource } from '../access/app-auth.ts'
import { createGate, type OtherGates, type Send } from '../limits/gate.ts'
import { createPace, createSharedPace, type Pace, type Pacing } from '../limits/pacing.ts'
import type { SharedLimits } from '../limits/shared-limits.ts'
import { createTransport } from './transport.ts'

export interface OctokitOptions {
  /** Where GitHub's REST API stands, without a slash at the end. */
  readonly baseUrl: string
  readonly version: string
  readonly log: Log
  readonly pacing: Pacing
  /** Requests of one installation under way at the same time. */
  readonly concurrency: number
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number
  /** How long a request may stay without an answer, in milliseconds. */
  readonly patience: number
  /** How requests leave; over the network when left out. */
  readonly fetch?: Fetch
  /** What other processes use up of the same limits; nothing when left out. */
  readonly sharedLimits?: SharedLimits
  /** Told of each answer: whose request it was (an installation's id, or `app`), and what GitHub says of its limits. */
  readonly answered?: (id: string, answer: Pick<Response, 'status' | 'headers'>) => void
}

/** `fetch`, as far as it is used here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface AppKey {
  readonly appId: number
  readonly privateKey: PrivateKeySource
}

export interface Octokits {
  /** An Octokit that queues with all others of this id (an installation's), and sends no credentials of its own. */
  for(id: string): Octokit
  /** The Octokit that speaks as the app itself (JWT), and whose `auth` gives installation tokens. */
  asApp(key: AppKey): Octokit
  /** Gives up what still waits in the queues, and their timers. */
  close(): Promise<void>
}

/** No status below 500 gets better by asking again: limits are waited out by the queue, conflicts by the next pass. */
const doNotRetry = Array.from({ length: 100 }, (_, index) => 400 + index)

const Composed = Octokit.plugin(throttling, retry)

/**
 * The one place where Octokits are made. Only GET and HEAD are repeated (twice at most, after 5xx and network faults):
 * a repeated write after an unclear answer makes things twice. Rate limits are never waited for here; until one is over,
 * its installation's gate lets nothing through. `request.priority` says who waits, `interactive` when left out.
 */
export function createOctokits(options: OctokitOptions): Octokits {
  const send = createTransport(options)
  const log = quiet(options.log)
  const pace = paceOf(options)

  function othersFor(id: string): OtherGates & { readonly ask: () => Promise<void> } {
    const { sharedLimits: shared, now } = options
    let openAt = Number.NEGATIVE_INFINITY
    return {
      async ask() {
        if (shared !== undefined && pace !== null) openAt = now() + (await shared.closedFor(id))
      },
      openAt: () => openAt,
      tell: (ms) => void shared?.close(id, ms),
    }
  }

  function telling(id: string): Send {
    const { answered } = options
    if (answered === undefined) return send
    return async (url, init) => {
      const answer = await send(url, init)
      answered(id, answer)
      return answer
    }
  }

  function make(id: string, extra: object): Octokit {
    const neverWait = () => undefined
    const throttle = pace
      ? { ...pace.groups, id, onRateLimit: neverWait, onSecondaryRateLimit: neverWait }
      : ({ enabled: false } as const)
    const others = othersFor(id)
    const octokit = new Composed({
      baseUrl: options.baseUrl,
      userAgent: `aftermath/${options.version}`,
      log,
      throttle,
      retry: { doNotRetry, retries: 2, retryAfterBaseValue: pace ? 250 : 0 },
      // Without a log of its own, a request warns on the console, with its path.
      request: { fetch: createGate(telling(id), options.now, others), log },
      ...extra,
    })
    octokit.hook.before('request', (request) => {
      if (!isRead(request)) request.request.retries = 0
    })
    // Bottleneck's timers do not keep a process alive: without this one, a command line that waits for its next write
    // would end in the middle.
    octokit.hook.wrap('request', async (request, parameters) => {
      const alive = setInterval(() => undefined, 60_000)
      try {
        await pace?.leave({ installation: id, writes: isWrite(parameters), priority: priorityOf(parameters.request) })
        await others.ask()
        return await request(parameters)
      } finally {
        clearInterval(alive)
      }
    })
    return octokit
  }

  const made = new LRUCache<string, Octokit>({ max: 500 })
  return {
    for(id) {
      const octokit = made.get(id) ?? make(id, {})
      made.set(id, octokit)
      return octokit
    },
    asApp: ({ appId, privateKey }) => make('app', { authStrategy: appAuthBy(privateKey), auth: { appId } }),
    close: async () => {
      await pace?.close()
    },
  }
}

function paceOf({ pacing, concurrency, sharedLimits }: OctokitOptions): Pace | null {
  if (pacing === 'none') return null
  return sharedLimits === undefined ? createPace(concurrency) : createSharedPace(concurrency, sharedLimits)
}

function isRead({ method }: { readonly method: string }): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Asking for a token makes nothing that GitHub's limits for content count. */
function isWrite(request: { readonly method: string; readonly url: string; readonly data?: unknown }): boolean {
  return !isRead(request) && !request.url.endsWith('/access_tokens') && !isQuery(request)
}

/** The GraphQL API is asked by POST, too. */
function isQuery({ url, data }: { readonly url: string; readonly data?: unknown }): boolean {
  if (!url.endsWith('/graphql') || typeof data !== 'object' || data === null) return false
  return 'query' in data && typeof data.query === 'string' && data.query.startsWith('query')
}

function priorityOf(options: object): PassPriority {
  const priority = 'priority' in options ? options.priority : undefined
  return priority === 'sweep' || priority === 'outside' ? priority : 'interactive'
}

/**
 * Octokit logs each failed request as an error, also those that are answers; what matters is translated and thrown. Its
 * warnings quote addresses, which hold titles and file names, so they are told in other words, each once.
 */
export function quiet(log: Log) {
  const nothing = () => undefined
  const logged = new Set<string>()
  return {
    debug: nothing,
    info: nothing,
    error: nothing,
    warn(message: string) {
      const ends = /is scheduled to be removed on (?:\w{3}, )?(\d{1,2} \w{3} \d{4})/.exec(message)?.[1] ?? null
      const what = ends === null ? 'Octokit warns of something' : 'GitHub will remove something that the app asks for'
      const key = `${what} ${ends}`
      if (logged.has(key) || logged.size >= 100) return
      logged.add(key)
      log.warn({ source: 'octokit', ...(ends !== null && { ends }) }, what)
    },
  }
}
