import { createAppAuth } from '@octokit/auth-app'
import { z } from 'zod'
import type { Sandbox } from '../../sandbox/server.ts'

/** A login of the seed, the app by its JWT, the app in its installation, or nobody. */
export type Who = 'ada' | 'mia' | 'wes' | 'rex' | 'stranger' | 'jwt' | 'app' | 'nobody'
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Answered {
  readonly status: number
  /** `null` for an answer without JSON. */
  readonly json: unknown
}

/** Whoever can ask a sandbox for something, in this process. */
export interface Everyone {
  ask(who: Who, method: Method, path: string, body?: object | string): Promise<Answered>
  /** The database id in the answer. */
  id(who: Who, method: Method, path: string, body?: object): Promise<number>
}

const withId = z.object({ id: z.number() })

/** Asks for the app's two kinds of credentials at once. */
export async function everyoneIn(sandbox: Sandbox): Promise<Everyone> {
  const { APP_ID: appId, PRIVATE_KEY: privateKey } = sandbox.env
  const jwt = (await createAppAuth({ appId, privateKey })({ type: 'app' })).token
  const tokens = new Map<Who, string>([['jwt', `bearer ${jwt}`]])

  async function ask(who: Who, method: Method, path: string, body?: object | string): Promise<Answered> {
    const authorization = tokens.get(who) ?? (who === 'nobody' ? undefined : `token ${sandbox.tokens[who]}`)
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }
    const answer = await sandbox.exchange(new Request(sandbox.url + path, init))
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.startsWith('application/json') && text !== ''
    return { status: answer.status, json: json ? JSON.parse(text) : null }
  }

  const [installation] = z.array(withId).parse((await ask('jwt', 'GET', '/app/installations')).json)
  const made = await ask('jwt', 'POST', `/app/installations/${installation?.id}/access_tokens`, {})
  tokens.set('app', `token ${z.object({ token: z.string() }).parse(made.json).token}`)
  return {
    ask,
    id: async (who, method, path, body) => withId.parse((await ask(who, method, path, body)).json).id,
  }
}
