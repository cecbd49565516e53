import { createHmac } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { type Probe, probeWebhook } from '../../src/entry/doctor/probe.ts'
import { type Handler, listen } from '../../src/entry/http/http.ts'

const secrets = { current: 'the new one', previous: 'the old one' }

/** A server that answers so at `/hooks`. */
async function answering(handler: Handler): Promise<string> {
  const server = await listen((request, response) => void handler(request, response), { host: '127.0.0.1', port: 0 })
  onTestFinished(server.close)
  return `${server.url}/hooks`
}

/** Takes what is signed with `secret`. */
const taking =
  (secret: string, health = 'ok'): Handler =>
  async (request, response) => {
    if (request.url === '/healthz') {
      response.end(JSON.stringify({ status: health, version: '1.2.3' }))
      return
    }
    const signed = `sha256=${createHmac('sha256', secret)
      .update(await text(request))
      .digest('hex')}`
    const right = signed === request.headers['x-hub-signature-256'] && request.headers['x-github-event'] === 'ping'
    response.writeHead(request.url !== '/hooks' ? 404 : right ? 202 : 401).end()
  }

const always =
  (status: number): Handler =>
  async (_request, response) =>
    response.writeHead(status).end()

/** To where all is well, which GitHub never sees. */
const leadingAway: Handler = async (request, response) =>
  request.url === '/hooks' ? response.writeHead(302, { location: '/there' }).end() : response.end('{}')

const rows: readonly (readonly [string, Handler, Probe])[] = [
  ['the current secret is taken', taking('the new one'), { answer: 'accepted', signed: 'current' }],
  ['the previous secret is taken', taking('the old one'), { answer: 'accepted', signed: 'previous' }],
  ['no secret is taken', taking('another'), { answer: 'refused', status: 401, aftermath: 'here' }],
  ['something else is there', always(404), { answer: 'refused', status: 404, aftermath: 'elsewhere' }],
  ['it leads away', leadingAway, { answer: 'redirected', status: 302 }],
  ['it fails', always(503), { answer: 'refused', status: 503, aftermath: 'elsewhere' }],
  [
    'it cuts the connection',
    async (request) => request.socket.destroy(),
    { answer: 'none', code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) },
  ],
]

it.each(rows)('%s', async (_name, handler, found) => {
  expect(await probeWebhook(await answering(handler), secrets)).toEqual(found)
})

it('tells a path that is not right from a server that is not', async () => {
  const url = `${await answering(taking('the new one'))}/typo`
  expect(await probeWebhook(url, secrets)).toEqual({ answer: 'refused', status: 404, aftermath: 'here' })
})

it('finds nobody', async () => {
  const { url, close } = await listen(() => undefined, { host: '127.0.0.1', port: 0 })
  await close()
  expect(await probeWebhook(url, secrets)).toEqual({ answer: 'none', code: 'ECONNREFUSED' })
})

it('does not wait for ever', async () => {
  const url = await answering(() => new Promise(() => undefined))
  expect(await probeWebhook(url, secrets, 50)).toEqual({ answer: 'none', code: 'timeout' })
})

it('sends the account that an address may hold as GitHub does, since fetch takes no such address', async () => {
  const seen: unknown[] = []
  const url = await answering(async ({ method, url, headers }, response) => {
    if (method === 'POST') seen.push(`${url} ${headers.authorization}`)
    response.end()
  })
  await probeWebhook(`${url.replace('//', '//ada:p%20w@')}?a=b`, secrets)
  expect(seen).toEqual([`/hooks?a=b Basic ${Buffer.from('ada:p w').toString('base64')}`])
})
