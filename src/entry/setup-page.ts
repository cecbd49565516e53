import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pino } from 'pino'
import { run } from 'probot'
import type { Log } from '../reconcile/ports.ts'
import { createPlaces, type Places, readBody } from './body.ts'
import { writeEnvFile } from './env-file.ts'
import type { Environment } from './environment.ts'
import { createListener, listen, refuse } from './http.ts'
import { type Address, renderManifest } from './manifest.ts'
import type { RunningServer } from './server.ts'

/** A form with a private key in it, in bytes. */
const largestForm = 64 * 1024

/**
 * Serves Probot's set-up page, which registers the app on GitHub from `app.yml` and writes its credentials to `.env` of
 * the working directory. Probot's own server listens behind this one, on loopback: it can neither take a free port nor
 * say where deliveries come in, so the page passes through here and gets the right manifest.
 */
export async function startSetupPage(environment: Environment, log: Log): Promise<RunningServer> {
  const probot = await startProbot(environment, log)
  const inside = { inner: `http://127.0.0.1:${probot.port}`, environment, places: createPlaces() }
  const handler = (request: IncomingMessage, response: ServerResponse) => passOn(request, response, inside)
  const { url, close } = await listen(createListener(handler, { log, home: 'handler' }), environment)
  const webhookUrl = `${url}${environment.webhookPath}`
  log.warn({ url }, 'no credentials yet: open this address to register the app on GitHub, then start again')
  if (environment.webhookProxy === null) {
    const how = 'open the page by the public address of this server (or of a tunnel), or set WEBHOOK_PROXY_URL to it'
    log.warn({ how }, 'GitHub must be able to reach this server, and refuses to register localhost')
  }
  return {
    url,
    webhookUrl,
    app: null,
    async stop() {
      await Promise.all([close(), probot.stop()])
      return true
    },
  }
}

async function startProbot(environment: Environment, log: Log): Promise<{ port: number; stop(): Promise<unknown> }> {
  // Probot asks an outside service for a channel unless it is told not to, and finds Enterprise Server by this name.
  process.env.NO_SMEE_SETUP = 'true'
  const api = new URL(environment.apiUrl)
  if (api.pathname === '/api/v3') {
    process.env.GHE_HOST = api.host
    process.env.GHE_PROTOCOL = api.protocol.slice(0, -1)
  }
  const path = join(process.cwd(), '.env')
  const updateEnv = (changes: Readonly<Record<string, string | undefined>>) => {
    const variables = writeEnvFile(path, changes)
    log.info({ file: path }, 'the app is registered: start the server again')
    return variables
  }
  const free = await listen(() => undefined, { host: '127.0.0.1', port: 0 })
  const port = Number(new URL(free.url).port)
  await free.close()
  const options = { env: { HOST: '127.0.0.1', PORT: String(port) }, log: pino({ level: 'silent' }), updateEnv }
  return run(() => undefined, options)
}

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  {
    inner,
    environment,
    places,
  }: { readonly inner: string; readonly environment: Environment; readonly places: Places },
): Promise<void> {
  const method = request.method ?? 'GET'
  const sent = await readBody(request, response, { most: largestForm, places })
  if (sent.read === 'too-large')
    return refuse(request, response, { status: 413, error: 'That is more than the page sends.' })
  if (sent.read === 'cut-off') return
  const body = method === 'POST' ? new Uint8Array(sent.bytes) : null
  const answer = await fetch(`${inner}${request.url ?? '/'}`, { method, body, redirect: 'manual' })
  const type = answer.headers.get('content-type') ?? 'text/plain'
  const location = answer.headers.get('location')
  const page = await answer.text()
  const shown = request.url === '/probot' ? withManifest(page, addressOf(request, environment)) : page
  response.writeHead(answer.status, { 'content-type': type, ...(location !== null && { location }) }).end(shown)
}

/** Probot's page holds a manifest in single quotes, unescaped; this one may hold any character. */
function withManifest(page: string, address: Address): string {
  const manifest = renderManifest(address).replace(/[&'"<>]/g, (character) => `&#${character.charCodeAt(0)};`)
  const before = `id="manifest" value='`
  const start = page.indexOf(before)
  const end = page.indexOf("' >", start)
  if (start < 0 || end < 0) throw new Error("Probot's set-up page has changed: the manifest cannot be put into it.")
  return page.slice(0, start) + before + manifest + page.slice(end)
}

function addressOf(request: IncomingMessage, { webhookProxy, webhookPath }: Environment): Address {
  const forwarded = (name: string): string | undefined =>
    String(request.headers[name] ?? '')
      .split(',')[0]
      ?.trim()
  const protocol = forwarded('x-forwarded-proto') || 'http'
  const host = forwarded('x-forwarded-host') || request.headers.host || 'localhost'
  const baseUrl = `${protocol}://${host}`
  return { baseUrl, webhookUrl: webhookProxy ?? `${baseUrl}${webhookPath}` }
}
