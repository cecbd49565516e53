import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../reconcile/ports.ts'
import { version } from './package-root.ts'

/** GitHub never sends more. */
const largestBody = 25 * 1024 * 1024

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>

export interface ListenerOptions {
  readonly webhookPath: string
  readonly log: Log
  /** Who answers `GET /`: `/healthz`, unless the handler has a page for it. */
  readonly home?: 'health' | 'handler'
}

/**
 * Answers `GET /healthz` with the version, refuses bodies over 25 MB, and leaves the rest to `handler`. A refused
 * delivery is logged with its id, never with its payload.
 */
export function createListener(handler: Handler, { webhookPath, log, home = 'health' }: ListenerOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url?.split('?', 1)[0] ?? '/'
    if (request.method === 'GET' && (path === '/healthz' || (path === '/' && home === 'health'))) {
      answer(response, 200, { status: 'ok', version })
      return
    }
    if (path === webhookPath) response.on('finish', () => logRefused(request, response, log))
    take(request, response, handler).catch((fault: unknown) => {
      log.error({ path, stack: fault instanceof Error ? fault.stack : String(fault) }, 'request failed')
      if (!response.headersSent) answer(response, 500, { error: 'The server failed; its log says why.' })
    })
  }
}

async function take(request: IncomingMessage, response: ServerResponse, handler: Handler): Promise<void> {
  const length = request.headers['content-length']
  if (Number(length ?? 0) > largestBody) return refuseLarge(response)
  if (length === undefined && request.headers['transfer-encoding'] !== undefined) {
    const body = await readAtMost(request, largestBody)
    if (body === null) return refuseLarge(response)
    // Probot's middleware takes a body that was read before as a string.
    Object.assign(request, { body })
  }
  await handler(request, response)
}

/** The body as text, or `null` once it is longer than `most` bytes. */
async function readAtMost(request: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > most) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function refuseLarge(response: ServerResponse): void {
  // What is left of the body will not be read, so the connection cannot be used again.
  response.setHeader('connection', 'close')
  answer(response, 413, { error: 'The body is larger than 25 MB.' })
}

/** Sends `body` as JSON. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}

function logRefused(request: IncomingMessage, response: ServerResponse, log: Log): void {
  if (response.statusCode < 400) return
  const { 'x-github-event': event, 'x-github-delivery': delivery } = request.headers
  const hint = response.statusCode === 400 ? 'is WEBHOOK_SECRET the one on the settings page of the app?' : undefined
  log.warn({ status: response.statusCode, event, delivery, ...(hint && { hint }) }, 'refused a delivery')
}

export interface Listening {
  /** `http://localhost:3000`. */
  readonly url: string
  /** Takes no new connections, and resolves when the open ones have ended. */
  close(): Promise<void>
}

/** Listens on `host` and `port` (0: a free one). Throws with a sentence when the port is taken. */
export async function listen(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer(listener)
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (fault) {
    const taken = fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE'
    throw taken ? new Error(`Port ${port} of ${host} is taken: set PORT to another one.`, { cause: fault }) : fault
  }
  const address = server.address()
  let closing: Promise<void> | null = null
  return {
    url: `http://${nameOf(host)}:${isAddress(address) ? address.port : port}`,
    close() {
      closing ??= close(server)
      return closing
    },
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

/** What a browser on this machine can open. */
function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  // Every request is answered at once; who still holds a connection after that only keeps the process alive.
  setTimeout(() => server.closeAllConnections(), 1000).unref()
  await closed
}
