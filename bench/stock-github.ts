import { createAppAuth } from '@octokit/auth-app'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { Octokit } from '@octokit/rest'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { Sandbox } from '../sandbox/server.ts'
import { createReader } from '../src/github/read/reader.ts'
import { createConditionalCache } from '../src/github/requests/conditional.ts'
import type { SharedAnswers } from '../src/github/requests/context.ts'
import { createCalls } from '../src/github/requests/create-calls.ts'
import { parseHere } from '../src/github/requests/parse-json.ts'
import { createShared } from '../src/github/requests/shared.ts'
import { createWriter } from '../src/github/write/writer.ts'
import type { GitHub } from '../src/reconcile/ports.ts'

const Stock = Octokit.plugin(throttling, retry)

const installations = z.array(z.object({ id: z.number(), created_at: z.string() }))
const authentication = z.object({ token: z.string() })

/**
 * The app's own reader and writer over an Octokit that paces its requests as it comes out of the box: the same requests
 * in the same order, and only the waiting differs.
 */
export async function createStockGitHub(env: Sandbox['env']): Promise<GitHub> {
  const baseUrl = env.GITHUB_API_URL
  const auth = { appId: Number(env.APP_ID), privateKey: env.PRIVATE_KEY }
  const app = new Octokit({ baseUrl, authStrategy: createAppAuth, auth })
  const { data } = await app.request('GET /app/installations')
  const [installation] = installations.parse(data)
  if (!installation) throw new Error('The app is installed nowhere.')
  const { token } = authentication.parse(await app.auth({ type: 'installation', installationId: installation.id }))
  const octokit = new Stock({
    baseUrl,
    throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
  })
  const answers = { cache: createConditionalCache(1_000_000), parse: parseHere }
  const access = { scope: 'stock', renewable: false, authorization: async () => `token ${token}` }
  const now = () => performance.now()
  const shared: SharedAnswers = {
    repositories: createShared({ maxAge: 60_000, now }),
    configurations: createShared({ maxAge: 60_000, now }),
    requiredChecks: createShared({ maxAge: 60_000, now }),
    files: new LRUCache({ max: 100, maxSize: 1_000_000 }),
  }
  return {
    async open(name) {
      const calls = createCalls(octokit, access, answers)
      const elsewhere = {
        find: async () => null,
        look: async () => null,
        calls: async () => null,
        looking: async () => null,
        ofAccount: async () => null,
        attaching: async () => null,
      }
      const granted = { createdAt: installation.created_at, permissions: { checks: 'write' } }
      const context = { name, calls, shared, installation: granted, ownerCalls: async () => null, elsewhere }
      return {
        self: { login: 'aftermath[bot]', appIds: [Number(env.APP_ID)], logins: [] },
        reader: createReader(context),
        writer: createWriter(context),
        now: calls.now,
      }
    },
    repositories: async function* () {},
  }
}
