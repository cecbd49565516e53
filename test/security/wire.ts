import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { labelled, secret } from '../entry/parts.ts'

/** A connection to a server, on which a test says exactly what goes over it. */
export interface Wire {
  send(bytes: string | Buffer): void
  /** The status of the next answer; rejects when the server closes the connection without one. */
  status(): Promise<number>
  /** Resolves with all that came when the server has closed the connection. */
  closed(): Promise<string>
  end(): void
}

/** Connects to the server behind `url`. */
export async function dial(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  // Who is cut off in the middle of sending sees that as an error; what came before it counts.
  socket.on('error', () => undefined)
  let text = ''
  let read = 0
  const changed: (() => void)[] = []
  const tell = () => {
    for (const look of changed.splice(0)) look()
  }
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    tell()
  })
  socket.on('close', tell)
  await once(socket, 'connect')
  return {
    send: (bytes) => void socket.write(bytes),
    async status() {
      for (;;) {
        const head = /HTTP\/1\.1 (\d{3})[\s\S]*?\r\n\r\n/.exec(text.slice(read))
        if (head !== null) {
          read += head.index + head[0].length
          return Number(head[1])
        }
        if (socket.closed) throw new Error(`The server closed the connection without an answer: ${text.slice(read)}`)
        await new Promise<void>((resolve) => changed.push(resolve))
      }
    },
    async closed() {
      while (!socket.closed) await new Promise<void>((resolve) => changed.push(resolve))
      return text
    },
    end: () => socket.destroy(),
  }
}

/** The headers of a delivery as GitHub sends it, `undefined` for one to leave out. */
export type Headers = Readonly<Record<string, string | undefined>>

/** The head of a delivery of `body`, with the right signature unless `headers` say otherwise. */
export function headOf(body: string | Buffer, headers: Headers = {}, first = 'POST /api/github/webhooks'): string {
  const all: Headers = {
    host: 'aftermath.example',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-github-event': 'issues',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': signatureOf(body),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\r\n`]))
  return `${first} HTTP/1.1\r\n${lines.join('')}\r\n`
}

/** How GitHub signs `body`. */
export function signatureOf(body: string | Buffer, by = secret): string {
  return `sha256=${createHmac('sha256', by).update(body).digest('hex')}`
}

/** A delivery that asks for a pass. */
export const goodBody = JSON.stringify(labelled)
