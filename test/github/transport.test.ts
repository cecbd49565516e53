import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createGitHub } from '../../src/github/app.ts'
import { quiet } from '../../src/github/requests/octokit.ts'
import { createTransport } from '../../src/github/requests/transport.ts'
import { shop, silentLog } from './answers.ts'

interface Seen {
  readonly method: string
  readonly path: string
  readonly token: string
  readonly body: string
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

/** A server on loopback that answers by `reply`, and what it was asked. */
async function serve(reply: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      seen.push({ method, path, token: headers.authorization ?? '', body })
      reply(request, response)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, seen }
}

const leads = (status: number, to: (path: string) => string | null) =>
  serve(({ url = '' }, response) => {
    const location = to(url)
    if (location === null) response.writeHead(200, { 'content-type': 'application/json' }).end('{"login":"ada"}')
    else response.writeHead(status, { location }).end()
  })

const written = { method: 'POST', body: '{"title":"x"}', headers: { authorization: 'token secret' } }

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('by %i is followed on the same server, with what was sent', async (status) => {
    const { url, seen } = await leads(status, (path) => (path === '/old' ? '/new' : null))
    const answer = await createTransport({ patience: 60_000 })(`${url}/old`, written)
    expect([answer.status, answer.url]).toEqual([200, `${url}/new`])
    expect(seen.at(-1)).toEqual({ method: 'POST', path: '/new', token: 'token secret', body: written.body })
  })

  it.each([301, 302, 303, 307, 308])('by %i to another server is not: neither token nor body leave', async (status) => {
    const other = await serve((_request, response) => response.end('{}'))
    for (const request of [written, { headers: written.headers }]) {
      const { url, seen } = await leads(status, () => `${other.url}/caught`)
      expect((await createTransport({ patience: 60_000 })(`${url}/old`, request)).status).toBe(421)
      expect(seen).toHaveLength(1)
    }
    expect(other.seen).toEqual([])
  })

  it('to another server is told to people in a sentence', async () => {
    const other = await serve((_request, response) => response.end('{}'))
    const { url } = await leads(307, (path) => (path === '/user' ? null : `${other.url}${path}`))
    const github = createGitHub({
      baseUrl: url,
      credentials: { kind: 'token', token: 'secret' },
      trustedApps: [],
      log: silentLog,
      pacing: 'none',
      version: '1',
    })
    const { writer } = await github.open(shop)
    await expect(writer.createComment(1, 'text')).rejects.toMatchObject({
      fault: { kind: 'refused', status: 421 },
      message: expect.stringContaining('GitHub pointed to another server'),
    })
    expect(other.seen).toEqual([])
    await github.close()
  })

  it.each([
    ['a name below it', (port: string) => `http://api.localhost:${port}/caught`],
    ['another port', () => 'http://127.0.0.1:1/caught'],
    ['another name of the same machine', (port: string) => `http://localhost:${port}/caught`],
    ['a name before it', (port: string) => `http://127.0.0.1:${port}@evil.example/caught`],
    ['no protocol', (port: string) => `//evil.example:${port}/caught`],
    ['a file', () => 'file:///etc/passwd'],
    ['data', () => 'data:application/json,{}'],
  ])('to %s is one to another server', async (_name, to) => {
    const { url, seen } = await leads(307, () => to(new URL(url).port))
    expect((await createTransport({ patience: 60_000 })(`${url}/old`, written)).status).toBe(421)
    expect(seen).toHaveLength(1)
  })

  it('that never ends is given up', async () => {
    const { url, seen } = await leads(307, (path) => `${path}x`)
    expect((await createTransport({ patience: 60_000 })(`${url}/old`, written)).status).toBe(421)
    expect(seen.length).toBeLessThan(10)
    expect(await (await createTransport({ patience: 60_000 })(`${url}/old`, written)).text()).toContain('to the next')
  })
})

describe('an answer', () => {
  it('that unpacks to more than there may be is given up, however small it came', async () => {
    const packed = gzipSync(Buffer.alloc(3_000_000, ' '))
    expect(packed.length).toBeLessThan(10_000)
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed)
    })
    const answer = await createTransport({ patience: 60_000, most: 1_000_000 })(url, {})
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('larger than 1000000 bytes')
  })

  it.each([
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['gzip, gzip', (bytes: Buffer) => gzipSync(gzipSync(bytes))],
  ] as const)('packed as %s is no way around that', async (encoding, pack) => {
    const packed = pack(Buffer.alloc(3_000_000, ' '))
    const { url } = await serve((_request, response) =>
      response.writeHead(403, { 'content-encoding': encoding }).end(packed),
    )
    expect((await createTransport({ patience: 60_000, most: 1_000_000 })(url, {})).status).toBe(413)
  })

  it('that never ends is given up once it is too long, or too late', async () => {
    const endless = (every: number) => (_request: IncomingMessage, response: ServerResponse) => {
      const timer = setInterval(() => response.write(' '.repeat(100_000)), every)
      response.on('close', () => clearInterval(timer))
    }
    const [fast, slow] = [await serve(endless(1)), await serve(endless(200))]
    expect((await createTransport({ patience: 60_000, most: 1_000_000 })(fast.url, {})).status).toBe(413)
    await expect(createTransport({ patience: 300 })(slow.url, {})).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('is read whole, with its headers and where it came from', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json', etag: '"a"' }).end('{"a":"é"}')
    })
    const answer = await createTransport({ patience: 60_000 })(`${url}/x`, {})
    expect([answer.status, answer.url, answer.headers.get('etag')]).toEqual([201, `${url}/x`, '"a"'])
    expect(await answer.json()).toEqual({ a: 'é' })
  })

  it.each([204, 304])('of %i has no body', async (status) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end())
    expect((await createTransport({ patience: 60_000 })(url, {})).status).toBe(status)
  })
})

describe('what Octokit warns of', () => {
  it('stands in the log once, without addresses: they hold titles and file names', () => {
    const lines: object[] = []
    const log = quiet({ ...silentLog, warn: (fields, message) => lines.push({ ...fields, message }) })
    const warning = (path: string) =>
      `[@octokit/request] "GET https://api.github.com/repos/acme/shop/${path}" is deprecated. It is scheduled to be removed on Fri, 10 Mar 2028 00:00:00 GMT. See https://docs.github.com/x`
    log.warn(warning('contents/secret-plan.md'))
    log.warn(warning('labels/layoffs'))
    log.warn('something about https://api.github.com/repos/acme/shop/labels/layoffs')
    expect(lines).toEqual([
      {
        source: 'octokit',
        ends: '10 Mar 2028',
        message: 'GitHub will remove something that the app asks for',
      },
      { source: 'octokit', message: 'Octokit warns of something' },
    ])
  })
})
