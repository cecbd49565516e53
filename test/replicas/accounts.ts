import { createHmac, createSign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type LoggedRequest, type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { shop } from '../story/stage/story.ts'

/** One GitHub with several accounts, each with an installation of the app of its own. */
export interface Accounts {
  /** What an app needs to work there; deliveries go to wherever `deliverTo` says. */
  readonly env: Sandbox['env'] & { readonly TRUSTED_APPS: string }
  readonly owners: readonly string[]
  sandboxOf(owner: string): Sandbox
  /** All requests to all of them. */
  requests(): readonly LoggedRequest[]
  /** Moves the clock of all of them. */
  setClock(iso: string): void
  /** Where each delivery goes; asked for each, and lost where it is `undefined` or nobody answers. */
  deliverTo(choose: () => string | undefined): void
  close(): Promise<void>
}

export interface AccountsOptions {
  readonly owners: readonly string[]
  readonly repositories: readonly string[]
  readonly configuration?: string
  readonly latency?: number
}

/**
 * Starts one sandbox an account, and in front of them what makes them one: it leads each request by its account, with that
 * sandbox's own keys, and each delivery to where the app listens.
 */
export async function startAccounts(options: AccountsOptions): Promise<Accounts> {
  const { owners, repositories, configuration, latency = 0 } = options
  const files = { 'README.md': '# Shop\n', ...(configuration && { '.github/postmortem.yml': configuration }) }
  const sandboxes = await Promise.all(
    owners.map((organization, index) =>
      startSandbox({
        now: '2026-03-02T12:00:00Z',
        keyBits: 1024,
        latency,
        seed: {
          organization,
          idsAbove: 1_000_000 * (index + 1),
          repositories: repositories.map((name) => ({ ...shop, name, files })),
        },
      }),
    ),
  )
  const [first] = sandboxes
  if (first === undefined) throw new Error('There is no account.')
  const byOwner = new Map(owners.map((owner, index) => [owner, sandboxes[index] ?? first]))
  const tokens = new Map<string, Sandbox>()
  let choose: () => string | undefined = () => undefined

  /** Requests of the app itself are of all accounts. */
  function sandboxFor(path: string, authorization: string): Sandbox {
    const owner = /^\/(?:repos|orgs|users)\/([^/?]+)/.exec(path)?.[1]
    const installation = Number(/^\/app\/installations\/(\d+)/.exec(path)?.[1] ?? Number.NaN)
    const installed = Number.isNaN(installation) ? undefined : sandboxes[Math.floor(installation / 1_000_000) - 1]
    return byOwner.get(owner ?? '') ?? installed ?? tokens.get(tokenOf(authorization)) ?? first ?? neverEmpty()
  }

  async function ask(sandbox: Sandbox, request: IncomingMessage, body: Buffer): Promise<Response> {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
    if (tokenOf(headers.get('authorization') ?? '').split('.').length === 3)
      headers.set('authorization', `bearer ${jwtOf(sandbox)}`)
    headers.delete('content-length')
    const sends = request.method !== 'GET' && request.method !== 'HEAD'
    const init = { method: request.method ?? 'GET', headers, ...(sends && { body: new Uint8Array(body) }) }
    return sandbox.exchange(new Request(`${sandbox.url}${request.url}`, init))
  }

  async function lead(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const path = request.url ?? '/'
    if (path === '/deliveries') return deliver(request, response, body)
    if (/^\/app\/installations(?:\?|$)/.test(path)) {
      const answers = await Promise.all(sandboxes.map((sandbox) => ask(sandbox, request, body)))
      const lists = await Promise.all(answers.map(async (one): Promise<unknown> => one.json()))
      response.writeHead(200, { 'content-type': 'application/json', date: answers[0]?.headers.get('date') ?? '' })
      response.end(JSON.stringify(lists.flat()))
      return
    }
    const sandbox = sandboxFor(path, request.headers.authorization ?? '')
    const answer = await ask(sandbox, request, body)
    const text = Buffer.from(await answer.arrayBuffer())
    const token = /"token":"(ghs_\w+)"/.exec(path.endsWith('/access_tokens') ? text.toString() : '')?.[1]
    if (token !== undefined) tokens.set(token, sandbox)
    const headers = Object.fromEntries(
      [...answer.headers].map(([name, value]) => [name, value.replaceAll(sandbox.url, url)]),
    )
    response.writeHead(answer.status, headers).end(text)
  }

  /** Signed anew: the app knows one secret, and each sandbox has its own. */
  async function deliver(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const to = choose()
    const secret = first?.env.WEBHOOK_SECRET ?? ''
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
    const { 'x-github-event': event, 'x-github-delivery': id } = request.headers
    try {
      if (to === undefined) throw new Error('Nobody listens.')
      const headers = {
        'content-type': 'application/json',
        'x-github-event': String(event),
        'x-github-delivery': String(id),
        'x-hub-signature-256': signature,
      }
      const answer = await fetch(to, { method: 'POST', headers, body: new Uint8Array(body) })
      response.writeHead(answer.status).end(await answer.text())
    } catch {
      response.writeHead(502).end()
    }
  }

  const server = createServer((request, response) => {
    lead(request, response).catch(() => response.destroy())
  })
  const url = await listening(server)
  const trusted = ['aftermath[bot]', ...sandboxes.map(({ env }) => env.APP_ID)].join(',')
  for (const sandbox of sandboxes) sandbox.setWebhookUrl(`${url}/deliveries`)
  return {
    // Each sandbox calls the app by an id of its own.
    env: { ...first.env, GITHUB_API_URL: url, TRUSTED_APPS: trusted },
    owners,
    sandboxOf: (owner) => byOwner.get(owner) ?? first,
    requests: () => sandboxes.flatMap(({ requests }) => requests.list()),
    setClock(iso) {
      for (const { clock } of sandboxes) clock.set(iso)
    },
    deliverTo(chosen) {
      choose = chosen
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await Promise.all(sandboxes.map((sandbox) => sandbox.close()))
    },
  }
}

function neverEmpty(): never {
  throw new Error('There is no account.')
}

const tokenOf = (authorization: string): string => authorization.split(/\s+/)[1] ?? ''

function jwtOf({ env }: Sandbox): string {
  const part = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const head = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 30, exp: now + 300, iss: env.APP_ID })}`
  return `${head}.${createSign('RSA-SHA256').update(head).sign(env.PRIVATE_KEY.replaceAll('\\n', '\n'), 'base64url')}`
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
