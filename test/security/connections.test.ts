import { describe, expect, it } from 'vitest'
import type { ConnectionLimits } from '../../src/entry/http/http.ts'
import { startingServers } from '../entry/running.ts'
import { dial, goodBody, headOf, type Wire } from './wire.ts'

const starting = startingServers()

/** Short times: what ends a connection is the same as in production, only sooner. */
const short: ConnectionLimits = { headers: 400, request: 800, idle: 50, check: 50, connections: 500 }
const start = (limits: Partial<ConnectionLimits> = {}) => starting({ limits: { ...short, ...limits } })

/** Sends bytes one at a time until the other side has had enough. */
function trickle(wire: Wire, text: string): void {
  const bytes = [...text]
  const timer = setInterval(() => wire.send(bytes.shift() ?? 'x'), 5)
  void wire.closed().then(() => clearInterval(timer))
}

async function delivered(url: string): Promise<number> {
  const wire = await dial(url)
  wire.send(headOf(goodBody) + goodBody)
  const status = await wire.status()
  wire.end()
  return status
}

describe('a connection', () => {
  it.each<{ what: string; act: (wire: Wire) => void; answered: RegExp }>([
    { what: 'on which nothing is sent', act: () => undefined, answered: /^HTTP\/1\.1 408 / },
    {
      what: 'whose headers never end',
      act: (wire) => wire.send('POST / HTTP/1.1\r\nhost: x\r\n'),
      answered: /^HTTP\/1\.1 408 /,
    },
    {
      what: 'whose headers come byte by byte',
      act: (wire) => trickle(wire, 'POST / HTTP/1.1\r\nx: '),
      answered: /^HTTP\/1\.1 408 /,
    },
    { what: 'whose body never comes', act: (wire) => wire.send(headOf(goodBody)), answered: /^HTTP\/1\.1 408 / },
    {
      what: 'whose body comes byte by byte',
      act: (wire) => {
        wire.send(headOf(goodBody))
        trickle(wire, goodBody)
      },
      answered: /^HTTP\/1\.1 408 /,
    },
    {
      what: 'that was refused and goes on sending',
      act: (wire) => {
        wire.send(headOf('', { 'content-length': '1000000', 'x-hub-signature-256': 'none' }))
        trickle(wire, '')
      },
      answered: /^HTTP\/1\.1 401 /,
    },
    {
      what: 'that has had its answer',
      act: (wire) => wire.send(headOf(goodBody) + goodBody),
      answered: /^HTTP\/1\.1 200 /,
    },
    {
      what: 'with headers of 20 KB',
      act: (wire) => wire.send(`GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`),
      answered: /^HTTP\/1\.1 431 /,
    },
    {
      what: 'that speaks something else',
      act: (wire) => wire.send('\u0016\u0003\u0001 hello\r\n'),
      answered: /^HTTP\/1\.1 400 /,
    },
  ])('$what is ended by the server', async ({ act, answered }) => {
    const { server } = await start()
    const wire = await dial(server.url)
    act(wire)
    expect(await wire.closed()).toMatch(answered)
  })

  it('whose body was cut off is told of in the log, without a stack', async () => {
    const { server, log } = await start()
    const wire = await dial(server.url)
    wire.send(headOf(goodBody))
    await wire.closed()
    expect(log.lines.filter((line) => !line.startsWith('info'))).toEqual([
      'warn refused a delivery {"status":408,"because":"The body did not arrive within 10 seconds, or the connection ended before it did.","event":"issues","delivery":"72d3162e-cc78-11e3-81ab-4c9367dc0958","unsaid":0}',
    ])
  })
})

describe('200 idle connections', () => {
  it('keep no delivery from being answered, and are closed', async () => {
    const { server, hints, started } = await start()
    const begun = started()
    const idle = await Promise.all(Array.from({ length: 200 }, () => dial(server.url)))
    expect(await delivered(server.url)).toBe(200)
    await begun
    expect(hints).toHaveLength(1)
    await Promise.all(idle.map((wire) => wire.closed()))
  })
})

describe('when there are as many connections as there may be', () => {
  it('past half of that nobody keeps one after the answer, so that there is room for the next', async () => {
    const { server } = await start({ connections: 10, idle: 60_000 })
    const wires: Wire[] = []
    for (let n = 0; n < 30; n += 1) {
      const wire = await dial(server.url)
      wire.send(headOf(goodBody) + goodBody)
      expect(await wire.status()).toBe(200)
      wires.push(wire)
    }
    await Promise.all(wires.slice(5).map((wire) => wire.closed()))
    for (const wire of wires.slice(0, 5)) {
      wire.send(headOf(goodBody) + goodBody)
      expect(await wire.status()).toBe(200)
      wire.end()
    }
  })

  it('one more is closed at once', async () => {
    const { server } = await start({ connections: 10, headers: 60_000, request: 60_000 })
    const held = await Promise.all(Array.from({ length: 10 }, () => dial(server.url)))
    expect(await (await dial(server.url)).closed()).toBe('')
    for (const wire of held) wire.end()
  })
})

describe('large bodies', () => {
  const large = JSON.stringify({ padding: 'a'.repeat(400_000) })

  /** A body past what every request may hold, of which the end is missing. */
  async function halfSent(url: string): Promise<Wire> {
    const wire = await dial(url)
    wire.send(headOf(large) + large.slice(0, 300_000))
    return wire
  }

  it('wait for a place behind those that never end, while small ones pass by', async () => {
    const { server } = await start({ headers: 60_000, request: 60_000 })
    const holders = await Promise.all(Array.from({ length: 2 }, () => halfSent(server.url)))
    const next = await dial(server.url)
    next.send(headOf(large) + large)
    expect(await delivered(server.url)).toBe(200)
    holders[0]?.end()
    expect(await next.status()).toBe(200)
    for (const wire of [...holders, next]) wire.end()
  })

  it('give their place back when their time is over', async () => {
    const { server } = await start()
    const holders = await Promise.all(Array.from({ length: 8 }, () => halfSent(server.url)))
    await Promise.all(holders.map((wire) => wire.closed()))
    const wire = await dial(server.url)
    wire.send(headOf(large) + large)
    expect(await wire.status()).toBe(200)
    wire.end()
  })
})
