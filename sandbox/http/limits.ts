import type { Requester } from '../actor.ts'
import { primaryLimit, secondaryLimit } from '../faults/limit-texts.ts'
import type { HttpRefusal } from './refusal.ts'

/** How much one installation, one person or the app itself may ask for, in real time. */
export interface Limits {
  /** Requests an hour; a 304 is free. */
  readonly primary: number
  /** New issues, comments, pull requests, reviews and the like. */
  readonly contentPerMinute: number
  readonly contentPerHour: number
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export const githubLimits: Limits = { primary: 5_000, contentPerMinute: 80, contentPerHour: 500 }

/** Requests an hour of the workflows of one repository, together. Never more, however generous the others are. */
const workflowRequests = 1_000

/** So wide that tests, benchmarks and demos may run as fast as they like. */
const generousLimits: Limits = { primary: 1_000_000, contentPerMinute: 1_000_000, contentPerHour: 1_000_000 }

/** Counts requests against limits. */
export interface Meter {
  readonly limits: Limits
  /** Sets some limits, and begins to count anew. */
  set(limits: Partial<Limits>): void
  /** What the actor has used and has left, as `GET /rate_limit` says it; `reset` in seconds as the `Date` header counts. */
  usage(actor: Requester): Usage
  /** Counts a request; gives the refusal when it is one too many, which costs nothing. */
  spend(actor: Requester, method: string, path: string): HttpRefusal | undefined
  /** Takes back what a request cost that turned out to be free. */
  refund(actor: Requester): void
}

export interface Usage {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  readonly reset: number
}

interface Account {
  used: number
  /** When the hour ends. */
  until: number
  /** When content was made in the last hour. */
  readonly content: number[]
}

const [minute, hour] = [60_000, 3_600_000]
const makesContent =
  /^\/repos\/[^/]+\/[^/]+\/(?:issues|issues\/\d+\/(?:comments|sub_issues)|pulls|pulls\/\d+\/(?:comments|reviews|requested_reviewers))$/

export interface MeterOptions {
  /** Real time, milliseconds. */
  now(): number
  /** The time of the `Date` header, which `reset` goes by. */
  story(): string
  installationId(): number
}

/** A meter with generous limits. */
export function meter(clocks: MeterOptions): Meter {
  let limits = generousLimits
  const accounts = new Map<string, Account>()

  function nameOf(actor: Requester): string {
    if (actor.kind === 'anonymous') return '127.0.0.1'
    if (isOfWorkflow(actor)) return `workflows of repository ID ${[...repositoriesOf(actor)].join()}`
    if (actor.kind === 'installation') return `installation ID ${clocks.installationId()}`
    return `${actor.kind} ID ${actor.account.id}`
  }

  function limitOf(actor: Requester): number {
    return isOfWorkflow(actor) ? Math.min(limits.primary, workflowRequests) : limits.primary
  }

  function accountOf(actor: Requester): Account {
    const now = clocks.now()
    const known = accounts.get(nameOf(actor))
    if (known && now < known.until) return known
    const fresh = { used: 0, until: now + hour, content: known?.content ?? [] }
    accounts.set(nameOf(actor), fresh)
    return fresh
  }

  function usage(actor: Requester): Usage {
    const { used, until } = accountOf(actor)
    const limit = limitOf(actor)
    const reset = Math.ceil((Date.parse(clocks.story()) + until - clocks.now()) / 1000)
    return { limit, used, remaining: Math.max(0, limit - used), reset }
  }

  /** Seconds until content may be made again; nothing when it may. */
  function tooMuch(content: number[]): number | undefined {
    const now = clocks.now()
    while (content[0] !== undefined && content[0] <= now - hour) content.shift()
    const hourly = content.at(-limits.contentPerHour)
    if (content.length >= limits.contentPerHour && hourly !== undefined) return wait(hourly + hour - now)
    const minutely = content.at(-limits.contentPerMinute)
    if (minutely !== undefined && minutely > now - minute) return wait(minutely + minute - now)
    return undefined
  }

  return {
    get limits() {
      return limits
    },
    set(some) {
      limits = { ...limits, ...some }
      accounts.clear()
    },
    usage,
    spend(actor, method, path) {
      if (actor.kind === 'anonymous' || path === '/rate_limit') return undefined
      const account = accountOf(actor)
      if (account.used >= limitOf(actor)) return primaryLimit(nameOf(actor), usage(actor))
      const content = method === 'POST' && makesContent.test(path)
      const seconds = content ? tooMuch(account.content) : undefined
      if (seconds !== undefined) return secondaryLimit(403, seconds)
      account.used += 1
      if (content) account.content.push(clocks.now())
      return undefined
    },
    refund(actor) {
      const account = accountOf(actor)
      account.used = Math.max(0, account.used - 1)
    },
  }
}

function isOfWorkflow(actor: Requester): boolean {
  return actor.kind === 'installation' && actor.of === 'workflows'
}

function repositoriesOf(actor: Requester): Iterable<number> {
  return actor.kind === 'installation' && actor.repositories !== 'all' ? actor.repositories : []
}

/** The headers of every answer. */
export function usageHeaders({ limit, used, remaining, reset }: Usage): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-used': String(used),
  }
}

function wait(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
