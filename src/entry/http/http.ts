import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream'
import { crashOf, type Log } from '../../reconcile/ports.ts'
import { version } from '../package-root.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>

/** How long a connection may take, in milliseconds, and how many there may be. */
export interface ConnectionLimits {
  /** For the headers of a request; on a new connection also for the first byte. */
  readonly headers: number
  /** For a whole request with its body. */
  readonly request: number
  /** Between an answer and the next request. */
  readonly idle: number
  /** Time between two looks at who has used up the above. */
  readonly check: number
  /** Connections at a time. One more is closed at once. */
  readonly connections: number
}

/**
 * GitHub gives up on a delivery after 10 s. When the process stands still for two seconds while 500 deliveries arrive in
 * each, 1,000 connections are open, and none of them may be turned away.
 */
export const connectionLimits: ConnectionLimits = {
  headers: 5_000,
  request: 10_000,
  idle: 5_000,
  check: 1_000,
  connections: 2_000,
}

export interface ListenerOptions {
  readonly log: Log
  readonly home?: 'health' | 'handler'
  /** What the server waits for before it is ready; nothing when left out. */
  readonly awaited?: () => Promise<readonly string[]>
}

/**
 * Answers `GET /healthz` with the version, `GET /readyz` with 200 or 503, and leaves the rest to `handler`; `/` is `/healthz` too, unless the handler has
 * a page for it. What the handler throws is answered by 500 and logged without its message, which may quote a request.
 */
export function createListener(handler: Handler, { log, home = 'health', awaited = async () => [] }: ListenerOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = requestPath(request)
    if (path === '/healthz' || (path === '/' && home === 'health')) {
      if (request.method === 'GET' || request.method === 'HEAD') answer(response, 200, { status: 'ok', version })
      else refuse(request, response, { status: 405, error: 'Ask with GET.', headers: { allow: 'GET, HEAD' } })
      return
    }
    const answering = path === '/readyz' ? answerReadiness(request, response, awaited) : handler(request, response)
    answering.catch((fault: unknown) => {
      log.error(crashOf(fault), 'a request failed')
      if (!response.headersSent) {
        refuse(request, response, { status: 500, error: 'The server failed; its log says why.' })
      }
    })
  }
}

async function answerReadiness(
  request: IncomingMessage,
  response: ServerResponse,
  awaited: () => Promise<readonly string[]>,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(request, response, { status: 405, error: 'Ask with GET.', headers: { allow: 'GET, HEAD' } })
  const waiting = await awaited()
  if (waiting.length === 0) answer(response, 200, { status: 'ready' })
  else answer(response, 503, { status: 'not ready', waiting })
}

/** What a request asks for, without its query. */
export function requestPath(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '/'
}

/** Sends `body` as JSON. */
export function answer(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, headersOf(text)).end(text)
}

export interface RefusedRequest {
  readonly status: number
  readonly error: string
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Answers with `error` as JSON, at once. When the body has not been read, the connection is closed after it: what the
 * sender still sends is thrown away until it stops or its time is over, since it would not see an answer on a connection
 * that breaks while it sends.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, error, headers }: RefusedRequest,
): void {
  const text = JSON.stringify({ error })
  if (request.complete || !hasBody(request)) {
    response.writeHead(status, { ...headers, ...headersOf(text) }).end(text)
    return
  }
  response.writeHead(status, { ...headers, ...headersOf(text), connection: 'close' })
  response.write(text)
  finished(request, () => response.end())
  request.resume()
}

function headersOf(text: string): Readonly<Record<string, string | number>> {
  return { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
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
  at: { readonly host: string; readonly port: number },
  limits: ConnectionLimits = connectionLimits,
): Promise<Listening> {
  const { host, port } = at
  const server = createLimitedServer(listener, limits)
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

function createLimitedServer(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
  limits: ConnectionLimits,
): Server {
  const server = createServer({
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: limits.check,
  })
  server.maxConnections = limits.connections
  let open = 0
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => {
      open -= 1
    })
  })
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    // Where many are open, nobody keeps one. Closing those that wait could hit one whose next request is on its way.
    if (open > limits.connections / 2) response.setHeader('connection', 'close')
    listener(request, response)
  }
  server.on('request', take)
  // Who asks first whether to send a body gets the refusal without sending it; see `readBody`.
  server.on('checkContinue', take)
  return server
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
