import { once } from 'node:events'
import { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { control } from './control/control.ts'
import { dumpRepository, type RepositoryState } from './control/dump.ts'
import { completeSeed, type Seed } from './control/seed.ts'
import { disturbance } from './faults/disturbance.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { personalToken, workflowToken } from './http/auth.ts'
import { type Gateway, gateway } from './http/gateway.ts'
import type { Limits } from './http/limits.ts'
import { type LoggedRequest, traffic } from './http/traffic.ts'
import { revoke } from './installation.ts'
import { repositoryNamed } from './lookup.ts'
import { pages } from './pages/index.ts'
import type { Permissions } from './rules/roles.ts'
import { restore, type Saved, save } from './saved.ts'
import type { SentDelivery } from './webhooks/webhooks.ts'
import { createWorld } from './world.ts'

export type { RepositoryState } from './control/dump.ts'
export type { Seed } from './control/seed.ts'
export type { FaultInput } from './faults/fault.ts'
export type { Limits } from './http/limits.ts'
export type { LoggedRequest } from './http/traffic.ts'
export type { Saved } from './saved.ts'
export type { SentDelivery } from './webhooks/webhooks.ts'

export interface SandboxOptions {
  /** 0, the default, takes a free one; with `none`, only who holds the sandbox reaches it. */
  readonly port?: number | 'none'
  /** Where the app listens; without one, deliveries are only recorded. */
  readonly webhookUrl?: string
  /** The organisation acme with the repository acme/shop and six accounts, when there is none. */
  readonly seed?: Seed
  /** Where the story's clock stands, ISO 8601; without one it follows real time. */
  readonly now?: string
  /** Milliseconds added to each API answer. */
  readonly latency?: number
  /** How long the app's key is: 2048, as GitHub's are; a shorter one signs faster. */
  readonly keyBits?: number
  /** Whether the ids in the delivery log lie beyond 2^53, as GitHub's do by now. */
  readonly largeDeliveryIds?: boolean
  /** Rate limits; those left out are generous. `githubLimits` are GitHub's. */
  readonly limits?: Partial<Limits>
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT`, the base URL of the API and of the pages. */
  readonly url: string
  /** Login to personal token, for every account of the seed. */
  readonly tokens: Readonly<Record<string, string>>
  readonly env: Readonly<{ APP_ID: string; PRIVATE_KEY: string; WEBHOOK_SECRET: string; GITHUB_API_URL: string }>
  readonly clock: { now(): string; set(iso: string): void; advance(ms: number): void }
  readonly requests: { list(): readonly LoggedRequest[]; clear(): void }
  readonly deliveries: { list(): readonly SentDelivery[]; clear(): void; idle(): Promise<void> }
  /** What is to go wrong on purpose; see `faults/fault.ts` and docs/sandbox.md. */
  readonly faults: Pick<Faults, 'add' | 'list' | 'clear'>
  /** A token as a run of a workflow of `owner/repo` has it, with what its `permissions:` say. It counts for an hour. */
  workflowToken(owner: string, repo: string, permissions: Permissions): string
  setWebhookUrl(url: string | undefined): void
  setLatency(ms: number): void
  /** Sets some of the rate limits, and begins to count anew. */
  setLimits(limits: Partial<Limits>): void
  /**
   * The k-th further write of an installation token is carried out and answered; every later request of the app, by
   * installation token or JWT, finds its connection cut, until this is called with nothing. Only writes that succeed
   * count.
   */
  stopAfterWrites(k: number | undefined): void
  /** Ends every installation token now, as if its hour were over. */
  expireTokens(): void
  /** The repository's state, comparable between runs. */
  dump(owner: string, repo: string): Promise<RepositoryState>
  /** Answers a request in this process: neither logged nor delayed nor cut. */
  fetch: (request: Request) => Promise<Response>
  /**
   * Answers a request in this process as it would over the network: logged, delayed, struck by faults. A connection that
   * is cut rejects with a TypeError, one that the client gives up with the reason of its signal.
   */
  exchange: (request: Request) => Promise<Response>
  /** All that it holds at this moment, but for deliveries, faults and settings. */
  save(): Saved
  /** Goes on from what a sandbox of the same seed, and of the same port, held. People's tokens stay valid. */
  restore(saved: Saved): void
  /** Grows whenever something other than the clock may have changed what it holds or how it acts. */
  readonly changes: number
  close(): Promise<void>
}

/** Nobody listens there. */
const closedPort = 9

const apiRoots = new Set([
  'app',
  'app-manifests',
  'graphql',
  'installation',
  'meta',
  'orgs',
  'rate_limit',
  'repos',
  'repositories',
  'user',
  'users',
])

/**
 * Starts an embedded GitHub on loopback.
 * @throws Error for a seed that is not usable, or a port that is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const seed = completeSeed(options.seed)
  const asked = createFaults()
  const store = await createWorld(seed, {
    now: options.now,
    webhookUrl: options.webhookUrl,
    faults: asked,
    keyBits: options.keyBits ?? 2048,
    firstDeliveryId: options.largeDeliveryIds ? 2n ** 53n + 1n : 10_000_000_000n,
  })
  const outside = traffic(options.latency ?? 0)
  store.meter.set(options.limits ?? {})
  const closing = new AbortController()
  const trouble = disturbance(store, asked, closing.signal)
  const answer = gateway(store, outside, trouble)
  const inside = gateway(store, silent(outside))
  const strings = control(store, outside, asked)

  let changes = 0
  const changing = <A extends readonly unknown[]>(act: (...given: A) => void) => {
    return (...given: A) => {
      changes += 1
      act(...given)
    }
  }

  async function respond(request: Request, api: Gateway): Promise<Response | undefined> {
    if (request.method !== 'GET') changes += 1
    const [, root = ''] = new URL(request.url).pathname.split('/', 2)
    if (apiRoots.has(root)) return api(request)
    if (root === '_sandbox') return strings.fetch(request)
    return web.fetch(request)
  }

  const fetchInside = async (request: Request) => (await respond(request, inside)) ?? Response.error()

  async function exchange(request: Request): Promise<Response> {
    const response = await Promise.race([respond(request, answer), givenUp(request.signal)])
    if (response === undefined) throw new TypeError('fetch failed', { cause: new Error('The connection was cut.') })
    // What comes over a network tells where it came from.
    return Object.defineProperty(response, 'url', { value: request.url })
  }

  const server = createAdaptorServer({
    fetch: async (request, { outgoing }) => {
      const response = await respond(request, answer)
      if (response) return response
      outgoing.destroy()
      return new Response(null, { status: 500 })
    },
  })
  const listens = options.port !== 'none'
  if (options.port !== 'none') {
    server.listen(options.port ?? 0, '127.0.0.1')
    await once(server, 'listening')
  }
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  store.url = `http://127.0.0.1:${port ?? closedPort}`

  const people = [...store.accounts.values()].filter((account) => account !== store.app.bot)
  const tokens = Object.fromEntries(people.map((account) => [account.login, personalToken(store, account)]))
  const { clock, webhooks } = store
  const web = pages({ fetch: fetchInside, tokens, clock, webUrl: store.url })
  return {
    url: store.url,
    tokens,
    get env() {
      return {
        APP_ID: String(store.app.id),
        PRIVATE_KEY: store.app.privateKey,
        WEBHOOK_SECRET: store.app.webhookSecret,
        GITHUB_API_URL: store.url,
      }
    },
    clock,
    requests: outside,
    deliveries: webhooks,
    faults: asked,
    workflowToken(owner, repo, permissions) {
      const repository = repositoryNamed(store, owner, repo)
      if (repository === undefined) throw new Error(`There is no repository ${owner}/${repo}.`)
      return workflowToken(store, repository, permissions)
    },
    setWebhookUrl: changing(webhooks.setUrl),
    setLatency: changing((ms: number) => {
      outside.latency = ms
    }),
    setLimits: changing(store.meter.set),
    stopAfterWrites: changing(outside.stopAfterWrites),
    expireTokens: changing(() => revoke(store)),
    dump: (owner, repo) => dumpRepository(store, owner, repo),
    fetch: fetchInside,
    exchange,
    save: () => save(store, outside),
    restore: changing((saved: Saved) => restore(store, outside, saved)),
    get changes() {
      return changes
    },
    close: async () => {
      closing.abort()
      if (!listens) return
      const closed = once(server, 'close')
      server.close()
      if (server instanceof Server) server.closeAllConnections()
      await closed
    },
  }
}

function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** The same turns for writes, but no log, no latency and no cut. */
function silent(outside: ReturnType<typeof traffic>): ReturnType<typeof traffic> {
  return {
    ...outside,
    latency: 0,
    log: () => undefined,
    noteWrite: () => undefined,
    stopped: () => false,
  }
}
