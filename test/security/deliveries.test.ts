import { describe, expect, it } from 'vitest'
import type { WebhookSecrets } from '../../src/entry/http/signature.ts'
import { labelled, privateKey } from '../entry/parts.ts'
import { type Running, startingServers } from '../entry/running.ts'
import { dial, goodBody, type Headers, headOf, signatureOf } from './wire.ts'

const start = startingServers()
const megabyte = 1024 * 1024

/** Sends a whole delivery on a connection of its own and gives the status of the answer. */
async function deliver({ server }: Running, body: string | Buffer, headers: Headers = {}): Promise<number> {
  const wire = await dial(server.url)
  wire.send(headOf(body, headers))
  wire.send(Buffer.from(body))
  const status = await wire.status()
  wire.end()
  return status
}

describe('a request that no body can make a delivery', () => {
  const form = 'application/x-www-form-urlencoded'

  it.each<{ what: string; status: number; headers?: Headers; first?: string }>([
    { what: 'without a signature', status: 401, headers: { 'x-hub-signature-256': undefined } },
    { what: 'with an empty signature', status: 401, headers: { 'x-hub-signature-256': '' } },
    {
      what: 'with only the old signature (SHA-1)',
      status: 401,
      headers: { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` },
    },
    { what: 'with half a signature', status: 401, headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(32)}` } },
    {
      what: 'with two signatures',
      status: 401,
      headers: { 'x-hub-signature-256': `${signatureOf('')}, ${signatureOf('')}` },
    },
    { what: 'as a form', status: 415, headers: { 'content-type': form } },
    { what: 'as text', status: 415, headers: { 'content-type': 'text/plain' } },
    { what: 'as anything', status: 415, headers: { 'content-type': undefined } },
    { what: 'compressed', status: 415, headers: { 'content-encoding': 'gzip' } },
    { what: 'without an event', status: 400, headers: { 'x-github-event': undefined } },
    { what: 'with an event that is none', status: 400, headers: { 'x-github-event': '__proto__' } },
    { what: 'without an id', status: 400, headers: { 'x-github-delivery': undefined } },
    { what: 'that says it has more than 25 MB', status: 413, headers: { 'content-length': String(25 * megabyte + 1) } },
    {
      what: 'of 26 MB that waits to be asked for it',
      status: 413,
      headers: { 'content-length': String(26 * megabyte), expect: '100-continue' },
    },
    {
      what: 'without a signature that waits to be asked for its body',
      status: 401,
      headers: { 'x-hub-signature-256': undefined, expect: '100-continue' },
    },
    { what: 'by PUT', status: 405, first: 'PUT /api/github/webhooks' },
    { what: 'to another path', status: 404, first: 'POST /api/github/webhooks/more' },
    { what: 'to the page of the server’s health', status: 405, first: 'POST /healthz' },
  ])('$what is answered $status before any of its body has been sent', async ({ status, headers, first }) => {
    const running = await start()
    const wire = await dial(running.server.url)
    wire.send(headOf(goodBody, headers, first))
    expect(await wire.status()).toBe(status)
    wire.end()
    expect(running.hints).toEqual([])
  })

  it('as a form is told which setting to change', async () => {
    const { server } = await start()
    const headers = { 'content-type': form, 'x-hub-signature-256': signatureOf('payload=') }
    const answer = await fetch(server.webhookUrl, { method: 'POST', body: 'payload=', headers })
    expect(await answer.json()).toEqual({
      error: 'GitHub sends this webhook as a form: set its content type to application/json on GitHub.',
    })
  })

  it('by GET says what to do instead', async () => {
    const { server } = await start()
    const answer = await fetch(server.webhookUrl)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('is told so even while it goes on sending, and the connection is not used again', async () => {
    const running = await start()
    const wire = await dial(running.server.url)
    const body = Buffer.alloc(8 * megabyte, 'a')
    wire.send(headOf(body, { 'x-hub-signature-256': undefined }))
    wire.send(body)
    expect(await wire.status()).toBe(401)
    wire.send(headOf(goodBody) + goodBody)
    expect((await wire.closed()).match(/^HTTP\/1\.1/gm)).toHaveLength(1)
  })
})

describe('a body', () => {
  it('of exactly 25 MB is taken', async () => {
    const running = await start()
    const begun = running.started()
    const rest = 25 * megabyte - Buffer.byteLength(JSON.stringify({ ...labelled, padding: '' }))
    expect(await deliver(running, JSON.stringify({ ...labelled, padding: 'a'.repeat(rest) }))).toBe(200)
    await begun
  })

  it('that tells no length is refused once it is past 25 MB', async () => {
    const { server } = await start()
    const wire = await dial(server.url)
    wire.send(headOf('', { 'content-length': undefined, 'transfer-encoding': 'chunked' }))
    const chunk = Buffer.alloc(megabyte, 'a')
    for (let n = 0; n < 26; n += 1) {
      wire.send(`${chunk.length.toString(16)}\r\n`)
      wire.send(chunk)
      wire.send('\r\n')
    }
    expect(await wire.status()).toBe(413)
    wire.end()
  })

  it('in chunks, of one byte each, is taken like any other', async () => {
    const running = await start()
    const begun = running.started()
    const wire = await dial(running.server.url)
    wire.send(headOf(goodBody, { 'content-length': undefined, 'transfer-encoding': 'chunked' }))
    for (const byte of goodBody) wire.send(`1\r\n${byte}\r\n`)
    wire.send('0\r\n\r\n')
    expect(await wire.status()).toBe(200)
    await begun
    wire.end()
  })

  it('that its sender was asked for (Expect: 100-continue) is taken', async () => {
    const running = await start()
    const wire = await dial(running.server.url)
    wire.send(headOf(goodBody, { expect: '100-continue' }))
    expect(await wire.status()).toBe(100)
    wire.send(goodBody)
    expect(await wire.status()).toBe(200)
    wire.end()
  })

  it('longer than it says is cut there, and what follows is no request', async () => {
    const running = await start()
    const wire = await dial(running.server.url)
    wire.send(headOf(goodBody, { 'content-length': '10' }) + goodBody)
    expect(await wire.status()).toBe(400)
    await wire.closed()
    expect(running.hints).toEqual([])
  })

  it('with two lengths is refused', async () => {
    const { server } = await start()
    const wire = await dial(server.url)
    wire.send(headOf(goodBody, { 'transfer-encoding': 'chunked' }) + goodBody)
    expect(await wire.status()).toBe(400)
    await wire.closed()
  })
})

describe('a signature', () => {
  it.each<{ of: string; signature: string }>([
    { of: 'by another secret', signature: signatureOf(goodBody, 'guessed') },
    { of: 'by no secret', signature: signatureOf(goodBody, '') },
    { of: 'of another body', signature: signatureOf(goodBody.replace('Down', 'Up')) },
    { of: 'of an empty body', signature: signatureOf('') },
  ])('$of is refused, and nothing happens', async ({ signature }) => {
    const running = await start()
    expect(await deliver(running, goodBody, { 'x-hub-signature-256': signature })).toBe(401)
    expect(running.hints).toEqual([])
  })

  it('is of text: a body that is no UTF-8, which GitHub never sends, is refused whoever signed it', async () => {
    const running = await start()
    const body = Buffer.concat([
      Buffer.from(goodBody.slice(0, -1)),
      Buffer.from(',"x":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ])
    expect(await deliver(running, body)).toBe(401)
    expect(running.hints).toEqual([])
  })

  it.each(['é 😀 \u2028', '\ufeff', '\u0000'])('is of the bytes as they came: with %j in them', async (text) => {
    const running = await start()
    const begun = running.started()
    expect(await deliver(running, goodBody.replace('Down', JSON.stringify(text).slice(1, -1)))).toBe(200)
    await begun
  })
})

describe('a well signed body', () => {
  it.each(['', '{', 'null', '5', '"text"', '[]', '{"action":"labeled"', `${goodBody}${goodBody}`])(
    '%j is no payload, and refused',
    async (body) => {
      const running = await start()
      expect(await deliver(running, body)).toBe(400)
      expect(running.hints).toEqual([])
    },
  )

  const deep = '['.repeat(200_000) + ']'.repeat(200_000)
  const issue = (changes: string) => goodBody.replace('"number":7', changes)
  const incident = (number: number) => `acme/shop#${number}`

  it.each<{ what: string; body: string; passes: readonly string[] }>([
    { what: 'nested 200,000 deep', body: issue(`"deep":${deep},"number":7`), passes: [incident(7)] },
    { what: 'with a key twice: the last one counts', body: issue('"number":7,"number":8'), passes: [incident(8)] },
    { what: 'with __proto__ as a key', body: issue('"__proto__":{"number":8},"number":7'), passes: [incident(7)] },
    { what: 'with only __proto__ to tell the number', body: issue('"__proto__":{"number":8}'), passes: [] },
    { what: 'with a number past all numbers', body: issue('"number":1e999'), passes: [] },
    { what: 'with a number past what is exact', body: issue('"number":36893488147419103232'), passes: [] },
    { what: 'with a negative number', body: issue('"number":-7'), passes: [] },
    { what: 'with a number in words', body: issue('"number":"7"'), passes: [] },
    { what: 'with an owner that is a list', body: goodBody.replace('"login":"acme"', '"login":["acme"]'), passes: [] },
    { what: 'of nothing', body: '{}', passes: [] },
  ])('$what asks for $passes and is acknowledged', async ({ body, passes }) => {
    const running = await start()
    expect(await deliver(running, body)).toBe(200)
    await settled(running)
    expect(running.hints.map(({ ref }) => `${ref.owner}/${ref.repo}#${'number' in ref ? ref.number : ''}`)).toEqual(
      passes,
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each(['constructor', 'error', 'ping', 'star', 'projects_v2', 'projects_v2_item', 'an_event_of_later'])(
    'of the event %j, which the app does not know, is acknowledged and asks for nothing',
    async (event) => {
      const running = await start()
      expect(await deliver(running, goodBody, { 'x-github-event': event })).toBe(200)
      await settled(running)
      expect(running.hints).toEqual([])
    },
  )
})

/** Passes start after the answer: once the queue has had its turn. */
async function settled({ server }: Running): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  await fetch(`${server.url}/healthz`)
}

describe('a delivery that is sent again', () => {
  it('is taken each time and asks for one pass while the first waits', async () => {
    const running = await start()
    const begun = running.started()
    for (let n = 0; n < 20; n += 1) expect(await deliver(running, goodBody)).toBe(200)
    await begun
    running.endAll()
    await settled(running)
    // The first one's pass runs; the other nineteen share the one after it.
    expect(running.hints).toHaveLength(2)
  })
})

describe('while the webhook secret is replaced', () => {
  const secrets = { current: 'new', previous: 'old' }

  it.each([
    { by: 'new', status: 200 },
    { by: 'old', status: 200 },
    { by: 'older', status: 401 },
  ])('a delivery signed by the $by one is answered $status', async ({ by, status }) => {
    const running = await startWith(secrets)
    expect(await deliver(running, goodBody, { 'x-hub-signature-256': signatureOf(goodBody, by) })).toBe(status)
  })

  it('the log says, once an hour, that the old one is still used', async () => {
    const running = await startWith(secrets)
    for (let n = 0; n < 5; n += 1)
      await deliver(running, goodBody, { 'x-hub-signature-256': signatureOf(goodBody, 'old') })
    expect(running.log.lines.filter((line) => line.includes('WEBHOOK_SECRET_PREVIOUS'))).toEqual([
      'info GitHub still signs with WEBHOOK_SECRET_PREVIOUS {"unsaid":0}',
    ])
  })

  function startWith(webhookSecrets: WebhookSecrets): Promise<Running> {
    return start({}, { app: { id: 1, privateKey, privateKeyPath: null, webhookSecrets } })
  }
})
