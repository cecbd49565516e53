import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createRegistration, type Registration } from '../../github/access/registration.ts'
import { siteOf } from '../../github/access/site.ts'
import type { Log, Timers } from '../../reconcile/ports.ts'
import type { Environment } from '../environment.ts'
import { type BodyPlaces, createBodyPlaces, readBody } from '../http/body.ts'
import { createListener, listen, refuse, requestPath } from '../http/http.ts'
import { version } from '../package-root.ts'
import type { RunningServer } from '../running-server.ts'
import { createSecret, createStates, doorOf, isOwnForm } from './doors.ts'
import { closed, over, type Setup, showSetup, takeImported, takeRegistered } from './replies.ts'
import { createTakeover, type PageReply, problemPage } from './takeover.ts'
import { pageHeaders } from './views.ts'

/** A form with a private key in it, in bytes. */
const largestForm = 64 * 1024

interface Parts {
  readonly log: Log
  readonly timers: Timers
}

/**
 * Serves the page that registers the app on GitHub from `app.yml`, or takes an existing one, and writes its credentials
 * to `.env` of the working directory, once. Only who holds the secret in the printed address comes in, and GitHub leads
 * back with a state that only such a page was given. Until then nothing is written, and afterwards nothing more.
 */
export async function startSetupPage(environment: Environment, { log, timers }: Parts): Promise<RunningServer> {
  const registration = createRegistration({ baseUrl: environment.apiUrl, version, log, now: timers.monotonic })
  const page = createPage(environment, registration, log)
  const { url, close } = await listen(createListener(page.handler, { log, home: 'handler' }), environment)
  const baseUrl = environment.publicUrl || url
  const address = `${baseUrl}/probot?secret=${page.secret}`
  log.warn({ url: address }, 'no credentials yet: open this address to register the app on GitHub, then start again')
  if (environment.webhookProxy === null && !environment.publicUrl) {
    const how =
      'set PUBLIC_URL to the public address of this server (or of a tunnel), or WEBHOOK_PROXY_URL to a channel'
    log.warn({ how }, 'GitHub must be able to reach this server, and refuses to register localhost')
  }
  return {
    url,
    webhookUrl: `${url}${environment.webhookPath}`,
    app: null,
    async stop() {
      await Promise.all([close(), registration.close()])
      return true
    },
  }
}

function createPage(environment: Environment, registration: Registration, log: Log) {
  const site = siteOf(environment.apiUrl)
  const setup: Setup = {
    environment,
    registration,
    log,
    site,
    secret: createSecret(),
    states: createStates(),
    takeover: createTakeover({ file: join(process.cwd(), '.env'), origin: site.origin, log }),
  }
  const places = createBodyPlaces()

  async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await replyTo(request, response, { setup, places })
    if (reply === null || response.destroyed) return
    const { status, page, location } = reply
    if (!request.complete && status >= 400) return refuse(request, response, { status, error: 'Not taken.' })
    response.writeHead(status, { ...pageHeaders(site.origin), ...(location && { location }) }).end(page)
  }

  return { secret: setup.secret, handler }
}

interface Taking {
  readonly setup: Setup
  readonly places: BodyPlaces
}

/** `null` where nobody waits for an answer any more. */
async function replyTo(request: IncomingMessage, response: ServerResponse, taking: Taking): Promise<PageReply | null> {
  const { setup } = taking
  const door = doorOf(request, setup.environment)
  if (!door.open) return problemPage(421, door.sentence)
  const query = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'))
  switch (`${request.method} ${requestPath(request)}`) {
    case 'GET /':
      return { status: 302, page: '', location: `${door.baseUrl}/probot` }
    case 'GET /probot':
      return setup.takeover.isDone() ? over() : showSetup(query, door.baseUrl, setup)
    case 'GET /probot/setup':
      return setup.takeover.isDone() ? over() : takeRegistered(query, setup)
    case 'POST /probot/import':
      if (!isOwnForm(request, door.baseUrl)) return closed()
      return setup.takeover.isDone() ? over() : takeForm(request, response, taking)
    default:
      return problemPage(404, 'There is nothing here.')
  }
}

async function takeForm(
  request: IncomingMessage,
  response: ServerResponse,
  { setup, places }: Taking,
): Promise<PageReply | null> {
  const body = await readBody(request, response, { most: largestForm, places })
  if (body.read === 'too-large') return problemPage(413, 'That is more than the form holds.')
  return body.read === 'cut-off' ? null : takeImported(new URLSearchParams(body.bytes.toString('utf8')), setup)
}
