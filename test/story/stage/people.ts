import type { z } from 'zod'
import type { Sandbox } from '../../../sandbox/server.ts'

/** What a person's browser or editor would send: requests to the sandbox's API with that person's token. */
export interface Person {
  read<T>(path: string, schema: z.ZodType<T>): Promise<T>
  /** Throws with GitHub's answer when it is not a success. */
  send(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<void>
}

/** Throws for a login that the seed does not know. */
export function personIn(sandbox: Sandbox, login: string): Person {
  const token = sandbox.tokens[login]
  if (token === undefined) throw new Error(`There is no account ${login}.`)
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { authorization: `token ${token}`, 'content-type': 'application/json' }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await sandbox.fetch(new Request(`${sandbox.url}${path}`, init))
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${login}: ${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  return {
    read: async (path, schema) => schema.parse(await ask('GET', path)),
    send: async (method, path, body) => void (await ask(method, path, body ?? {})),
  }
}
