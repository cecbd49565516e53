import { z } from 'zod'
import { type ApiAccess, ApiRefusal, credentials, refusalText } from './reader.ts'

/** What pages change through the API. Each call is one request; a refusal is thrown as an `ApiRefusal` with GitHub's words. */
export interface ApiWriter {
  /** The status and the JSON of the answer, undefined where it has none. */
  readonly send: (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Written>
  /** One mutation of GraphQL on the node; errors in the answer are refusals too. */
  readonly mutate: (name: string, input: Readonly<Record<string, string>>) => Promise<void>
}

export interface Written {
  readonly status: number
  readonly body: unknown
}

const failure = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

/** Writes through the API as whom the token belongs to; nobody's writes are refused by the API. */
export function writer(door: ApiAccess, token: string | undefined): ApiWriter {
  const send: ApiWriter['send'] = async (method, path, body) => {
    const headers = {
      ...credentials(token),
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
    }
    const text = body === undefined ? null : JSON.stringify(body)
    const response = await door.fetch(new Request(`${door.webUrl}${path}`, { method, headers, body: text }))
    if (response.status >= 400) throw new ApiRefusal(response.status, path, await refusalText(response))
    return { status: response.status, body: response.status === 204 ? undefined : await response.json() }
  }
  return {
    send,
    mutate: async (name, input) => {
      const fields = Object.entries(input).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
      const query = `mutation { ${name}(input: { ${fields.join(', ')} }) { clientMutationId } }`
      const { body } = await send('POST', '/graphql', { query })
      const failed = failure.safeParse(body)
      if (failed.success)
        throw new ApiRefusal(422, '/graphql', failed.data.errors.map(({ message }) => message).join('; '))
    },
  }
}
