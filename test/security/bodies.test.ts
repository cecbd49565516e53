import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBodyPlaces, readBody } from '../../src/entry/http/body.ts'
import { privateKey, secret } from '../entry/parts.ts'
import { ensureBuilt, type SpawnedServer, spawnServer } from '../entry/spawned.ts'
import { dial, goodBody, type Headers, headOf, signatureOf, type Wire } from './wire.ts'

const megabyte = 1024 * 1024

/** A request whose body comes as the test says. */
function aRequest(headers: Readonly<Record<string, string>> = {}) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request.headers, headers)
  return { request, response: new ServerResponse(request) }
}

/** Lets those who wait for a body go on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('reading bodies', () => {
  const most = 25 * megabyte

  it('leaves with their senders what is past 128 KB, but for as many as there are places', async () => {
    const places = createBodyPlaces(2)
    const senders = Array.from({ length: 20 }, () => aRequest())
    const bodies = senders.map(({ request, response }) => readBody(request, response, { most, places }))
    for (let n = 1; n <= 6; n += 1) {
      for (const { request } of senders) request.push(Buffer.alloc(64 * 1024))
      await turn()
    }
    expect(senders.filter(({ request }) => request.readableLength > 0)).toHaveLength(18)
    for (const { request } of senders) request.push(null)
    const whole = await Promise.all(bodies)
    expect(whole.map((body) => body.read === 'whole' && body.bytes.length)).toEqual(Array(20).fill(6 * 64 * 1024))
  })

  it('forgets those who went away while they waited', async () => {
    const places = createBodyPlaces(1)
    const holder = aRequest()
    const first = readBody(holder.request, holder.response, { most, places })
    holder.request.push(Buffer.alloc(megabyte))
    await turn()
    const gone = aRequest()
    const second = readBody(gone.request, gone.response, { most, places })
    gone.request.push(Buffer.alloc(megabyte))
    await turn()
    gone.request.destroy()
    expect(await second).toEqual({ read: 'cut-off' })
    holder.request.push(null)
    expect((await first).read).toBe('whole')
    const last = aRequest()
    last.request.push(Buffer.alloc(megabyte))
    last.request.push(null)
    expect((await readBody(last.request, last.response, { most, places })).read).toBe('whole')
  })
})

describe.skipIf(!existsSync('/proc/self/status'))('the memory of a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftermath-'))
  let server: SpawnedServer

  beforeAll(async () => {
    ensureBuilt()
    const env = { APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret, GITHUB_API_URL: 'http://127.0.0.1:9' }
    server = await spawnServer(folder, env)
  })
  afterAll(() => {
    server.child.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  /** The most that has been resident so far, in MB. */
  function peak(): number {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]
    return (Number(kibibytes) * 1024) / 1e6
  }

  async function attack(wire: Wire, body: Buffer, headers: Headers): Promise<string> {
    wire.send(headOf(body, headers))
    wire.send(body)
    return (await wire.closed()).slice(0, 'HTTP/1.1 401'.length)
  }

  it('stays bounded while 40 strangers send 24 MB each, and deliveries are answered meanwhile', async () => {
    const before = peak()
    const body = Buffer.alloc(24 * megabyte, 'a')
    const wrong = { 'x-hub-signature-256': signatureOf('another body'), connection: 'close' }
    const wires = await Promise.all(Array.from({ length: 40 }, () => dial(server.url)))
    const attacks = Promise.all(wires.map((wire) => attack(wire, body, wrong)))
    const good = await dial(server.url)
    good.send(headOf(goodBody) + goodBody)
    expect(await good.status()).toBe(200)
    good.end()
    // Who has had no place in time is cut off, with or without being told.
    const answers = [...new Set(await attacks)].filter((answer) => !['', 'HTTP/1.1 408'].includes(answer))
    expect(answers).toEqual(['HTTP/1.1 401'])
    // Eight bodies at a time, and what is not collected yet; all of them would be 960.
    expect(peak() - before).toBeLessThan(480)
  })
})
