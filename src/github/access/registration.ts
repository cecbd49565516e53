import { z } from 'zod'
import { GitHubError, type Log } from '../../reconcile/ports.ts'
import type { Access } from '../requests/calls.ts'
import { createConditionalCache } from '../requests/conditional.ts'
import { createCalls } from '../requests/create-calls.ts'
import { refusedWith } from '../requests/errors.ts'
import { createOctokits } from '../requests/octokit.ts'
import { parseHere } from '../requests/parse-json.ts'

/** An app on GitHub, as its registration shows it. */
export interface RegisteredApp {
  readonly id: number
  readonly slug: string
  readonly name: string
  /** The account that it belongs to. */
  readonly owner: string
  /** Its public page. */
  readonly page: string
}

/** What GitHub gives out once, when an app is registered. */
export interface NewApp extends RegisteredApp {
  readonly privateKey: string
  /** `null` where its webhook is inactive. */
  readonly webhookSecret: string | null
}

/** Registering an app. Throws `GitHubError`. */
export interface Registration {
  /** The app that was registered from a manifest, by the code that GitHub gave for it. A code works once. */
  convert(code: string): Promise<NewApp>
  /** Whose app these credentials are. */
  identify(appId: number, privateKey: string): Promise<RegisteredApp>
  /** The version of GitHub Enterprise Server, `3.17.2`; `null` where none is told. */
  serverVersion(): Promise<string | null>
  close(): Promise<void>
}

const registered = z.object({
  id: z.number(),
  slug: z.string(),
  name: z.string(),
  html_url: z.string(),
  owner: z.object({ login: z.string().nullish(), slug: z.string().optional() }).nullish(),
})
const converted = registered.extend({ pem: z.string(), webhook_secret: z.string().nullish() })

/** https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function createRegistration(options: {
  readonly baseUrl: string
  readonly version: string
  readonly log: Log
  readonly now: () => number
}): Registration {
  const octokits = createOctokits({ ...options, pacing: 'none', concurrency: 2, patience: 15_000 })
  const answers = { cache: createConditionalCache(0x10000), parse: parseHere }
  const nobody: Access = { scope: 'set-up', renewable: false, who: 'set-up', authorization: async () => null }
  const anonymous = createCalls(octokits.for('set-up'), nobody, answers)
  return {
    async convert(code) {
      const path = `/app-manifests/${encodeURIComponent(code)}/conversions`
      const what = 'take over the registered app'
      const app = await anonymous.write({ method: 'POST', path, schema: converted, what }).catch((error: unknown) => {
        if (!refusedWith(error, 404)) throw error
        throw new GitHubError(
          'GitHub does not know the code that it led here with: each counts once, and for an hour. Open the whole address in the log and register again; an app that exists already can be given there.',
          { kind: 'refused', status: 404, reason: 'missing' },
          { cause: error },
        )
      })
      return { ...toRegistered(app), privateKey: app.pem, webhookSecret: app.webhook_secret ?? null }
    },
    async identify(appId, privateKey) {
      const access = { ...nobody, scope: `app ${appId}` }
      const calls = createCalls(octokits.asApp({ appId, privateKey: () => privateKey }), access, answers)
      const { data } = await calls.read({ path: '/app', schema: registered, what: 'see the app', remember: 'never' })
      return toRegistered(data)
    },
    async serverVersion() {
      const schema = z.object({ installed_version: z.string().nullish() })
      const { data } = await anonymous.read({ path: '/meta', schema, what: 'see the version of the server' })
      return data.installed_version ?? null
    },
    close: octokits.close,
  }
}

function toRegistered({ id, slug, name, owner, html_url: page }: z.infer<typeof registered>): RegisteredApp {
  return { id, slug, name, page, owner: owner?.login ?? owner?.slug ?? 'ghost' }
}
