import { z } from 'zod'
import type { Access } from '../requests/calls.ts'
import { createCalls } from '../requests/create-calls.ts'
import { refusedWith } from '../requests/errors.ts'
import type { AccessParts, Credentials } from './access.ts'

/** On github.com its app has this id, by which its check runs are known. */
const workflow = { login: 'github-actions[bot]', appId: 15_368 }

/** A personal token, or a workflow's: what it may do shows with each request. It knows of no installation. */
export function createTokenAccess(token: string, { octokits, answers }: AccessParts): Credentials {
  const octokit = octokits.for('token')
  const access: Access = { scope: 'token', who: 'token', renewable: false, authorization: async () => `token ${token}` }
  return {
    async whoAmI() {
      // An installation's token is no account's. Whose installation it is no request tells: of a workflow it is this one.
      if (token.startsWith('ghs_')) return workflow
      const calls = createCalls(octokit, access, answers)
      try {
        const schema = z.object({ login: z.string() })
        const { data } = await calls.read({ path: '/user', schema, what: 'learn whose token this is' })
        return { login: data.login, appId: null }
      } catch (error) {
        if (refusedWith(error, 403)) return workflow
        throw error
      }
    },
    grant: async () => ({
      octokit,
      access,
      installation: null,
      ownerCalls: async () => null,
      listing: () => createCalls(octokit, access, answers),
    }),
    repositories: async function* () {},
    deliveries: null,
    checkup: null,
    forget: () => undefined,
  }
}
