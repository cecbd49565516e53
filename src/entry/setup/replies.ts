import type { Registration } from '../../github/access/registration.ts'
import type { Site } from '../../github/access/site.ts'
import { GitHubError, type Log } from '../../reconcile/ports.ts'
import type { Environment } from '../environment.ts'
import { grantFor, renderManifest, wantedGrant } from '../http/manifest.ts'
import { parseImport } from './credentials.ts'
import { isSecret, type States } from './doors.ts'
import { type PageReply, problemPage, type Takeover } from './takeover.ts'
import { sentenceView, setupView } from './views.ts'

/** What one set-up of the app works with. */
export interface Setup {
  readonly environment: Environment
  readonly registration: Registration
  readonly log: Log
  readonly site: Site
  /** What the printed address holds. */
  readonly secret: string
  readonly states: States
  readonly takeover: Takeover
}

/** The page that registers the app, for who holds the secret. */
export async function showSetup(query: URLSearchParams, baseUrl: string, setup: Setup): Promise<PageReply> {
  const { environment, site, secret, states } = setup
  if (!isSecret(query.get('secret'), secret)) return closed()
  const organization = query.get('organization') ?? ''
  const under = /^[a-z\d-]{1,100}$/i.test(organization) ? `/organizations/${organization}` : ''
  const grant = site.kind === 'enterprise-server' ? grantFor(await serverVersion(setup)) : wantedGrant()
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

async function serverVersion({ registration, log }: Setup): Promise<string | null> {
  try {
    return await registration.serverVersion()
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    log.warn({ because: error.logged }, 'cannot see the version of GitHub Enterprise Server')
    return null
  }
}

/** Where GitHub leads back to. Its state was given to one page, counts once, and is what a stranger's link lacks. */
export async function takeRegistered(
  query: URLSearchParams,
  { registration, states, takeover }: Setup,
): Promise<PageReply> {
  const [code, state] = [query.get('code') ?? '', query.get('state') ?? '']
  if (!states.knows(state)) return forgotten()
  if (!/^[\w-]{1,200}$/.test(code))
    return problemPage(400, 'GitHub sent no code: open the address in the log once more.')
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

/** The credentials of an app that exists, typed into the form. */
export async function takeImported(
  fields: URLSearchParams,
  { registration, secret, takeover }: Setup,
): Promise<PageReply> {
  if (!isSecret(fields.get('secret'), secret)) return closed()
  const given = parseImport(fields)
  if (!given.ok) return problemPage(400, given.sentence)
  return takeover.take(async () => ({ ...given, app: await registration.identify(given.appId, given.privateKey) }))
}

/** For who does not hold the secret. */
export function closed(): PageReply {
  const sentence = 'This page is for who runs the server: open the whole address that stands in its log.'
  return { status: 403, page: sentenceView('Set up Aftermath', sentence) }
}

function forgotten(): PageReply {
  const sentence =
    'GitHub led here with a registration that this server did not begin, or has forgotten since it was started again. Nothing was taken. Open the whole address that stands in its log: if your app exists on GitHub already, generate a private key on its settings page and give it there.'
  return { status: 403, page: sentenceView('That did not work', sentence) }
}

/** For who comes when all is done. */
export function over(): PageReply {
  const sentence = 'The app is registered, and this page takes nothing more. Start the server again.'
  return { status: 410, page: sentenceView('It is done', sentence) }
}
