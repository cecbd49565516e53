import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createRegistration } from '../../github/access/registration.ts'
import { siteOf } from '../../github/access/site.ts'
import { GitHubError, type Log, type Timers } from '../../reconcile/ports.ts'
import type { Environment } from '../environment.ts'
import { createPlaces, readBody } from '../http/body.ts'
import { createListener, listen, pathOf, refuse } from '../http/http.ts'
import { grantFor, renderManifest, wantedGrant } from '../http/manifest.ts'
import { version } from '../package-root.ts'
import type { RunningServer } from '../running-server.ts'
import { parseImport } from './credentials.ts'
import { createSecret, createStates, doorOf, isOwnForm, isSecret } from './doors.ts'
import { createTakeover, problem, type Reply } from './takeover.ts'
import { pageHeaders, sentenceView, setupView } from './views.ts'

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

function createPage(environment: Environment, registration: ReturnType<typeof createRegistration>, log: Log) {
  const secret = createSecret()
  const site = siteOf(environment.apiUrl)
  const takeover = createTakeover({ file: join(process.cwd(), '.env'), origin: site.origin, log })
  const places = createPlaces()
  const states = createStates()

  async function showSetup(query: URLSearchParams, baseUrl: string): Promise<Reply> {
    if (!isSecret(query.get('secret'), secret)) return closed()
    const organization = query.get('organization') ?? ''
    const under = /^[a-z\d-]{1,100}$/i.test(organization) ? `/organizations/${organization}` : ''
    const grant = site.kind === 'enterprise-server' ? grantFor(await serverVersion()) : wantedGrant()
    // GitHub refuses to reach localhost, by whatever name the browser came.
    const webhookUrl = environment.webhookProxy ?? `${environment.publicUrl ?? baseUrl}${environment.webhookPath}`
    const page = setupView({
      registerUrl: `${site.origin}${under}/settings/apps/new?state=${states.make()}`,
      manifest: renderManifest({ baseUrl, webhookUrl }, grant),
      baseUrl,
      webhookUrl,
      secret,
      left: wantedGrant().events.filter((event) => !grant.events.includes(event)),
    })
    return { status: 200, page }
  }

  async function serverVersion(): Promise<string | null> {
    try {
      return await registration.serverVersion()
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      log.warn({ because: error.logged }, 'cannot see the version of GitHub Enterprise Server')
      return null
    }
  }

  /** Where GitHub leads back to. Its state was given to one page, counts once, and is what a stranger's link lacks. */
  async function takeRegistered(query: URLSearchParams): Promise<Reply> {
    const [code, state] = [query.get('code') ?? '', query.get('state') ?? '']
    if (!states.knows(state)) return forgotten()
    if (!/^[\w-]{1,200}$/.test(code)) return problem(400, 'GitHub sent no code: open the address in the log once more.')
    return takeover.take(async () => {
      const app = await registration.convert(code).catch((error: unknown) => {
        // Without an answer the code may still count: the same page can be loaded again.
        if (!(error instanceof GitHubError) || error.fault.kind === 'refused') states.use(state)
        throw error
      })
      states.use(state)
      return { app, privateKey: app.privateKey, webhookSecret: app.webhookSecret ?? '' }
    })
  }

  async function takeImported(fields: URLSearchParams): Promise<Reply> {
    if (!isSecret(fields.get('secret'), secret)) return closed()
    const given = parseImport(fields)
    if (!given.ok) return problem(400, given.sentence)
    return takeover.take(async () => ({ ...given, app: await registration.identify(given.appId, given.privateKey) }))
  }

  async function replyTo(request: IncomingMessage, response: ServerResponse): Promise<Reply | null> {
    const door = doorOf(request, environment)
    if (!door.open) return problem(421, door.sentence)
    const path = pathOf(request)
    const query = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'))
    switch (`${request.method} ${path}`) {
      case 'GET /':
        return { status: 302, page: '', location: `${door.baseUrl}/probot` }
      case 'GET /probot':
        return takeover.isDone() ? over() : showSetup(query, door.baseUrl)
      case 'GET /probot/setup':
        return takeover.isDone() ? over() : takeRegistered(query)
      case 'POST /probot/import': {
        if (!isOwnForm(request, door.baseUrl)) return closed()
        if (takeover.isDone()) return over()
        const body = await readBody(request, response, { most: largestForm, places })
        if (body.read === 'too-large') return problem(413, 'That is more than the form holds.')
        return body.read === 'cut-off' ? null : takeImported(new URLSearchParams(body.bytes.toString('utf8')))
      }
      default:
        return problem(404, 'There is nothing here.')
    }
  }

  async function handler(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await replyTo(request, response)
    if (reply === null || response.destroyed) return
    const { status, page, location } = reply
    if (!request.complete && status >= 400) return refuse(request, response, { status, error: 'Not taken.' })
    response.writeHead(status, { ...pageHeaders(site.origin), ...(location && { location }) }).end(page)
  }

  return { secret, handler }
}

function closed(): Reply {
  const sentence = 'This page is for who runs the server: open the whole address that stands in its log.'
  return { status: 403, page: sentenceView('Set up Aftermath', sentence) }
}

function forgotten(): Reply {
  const sentence =
    'GitHub led here with a registration that this server did not begin, or has forgotten since it was started again. Nothing was taken. Open the whole address that stands in its log: if your app exists on GitHub already, generate a private key on its settings page and give it there.'
  return { status: 403, page: sentenceView('That did not work', sentence) }
}

function over(): Reply {
  const sentence = 'The app is registered, and this page takes nothing more. Start the server again.'
  return { status: 410, page: sentenceView('It is done', sentence) }
}
