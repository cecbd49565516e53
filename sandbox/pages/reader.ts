import type { z } from 'zod'

/** The sandbox's REST API as the pages meet it: a way in, a token to read with, and the address that pages stand under. */
export interface Api {
  readonly fetch: (request: Request) => Promise<Response>
  readonly token: string
  readonly webUrl: string
}

/** An answer of the API that a page could not be made from; `status` is the API's own, `path` what was asked. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly path: string

  constructor(status: number, path: string, message: string) {
    super(message)
    this.status = status
    this.path = path
  }
}

/** What pages ask of the API. Paths start with a slash; answers are narrowed by the schema that is given. */
export interface Reader {
  /** The answer, or an `ApiRefusal` for any status of 400 and above and for an answer of another shape. */
  readonly one: <S extends z.ZodType>(path: string, schema: S) => Promise<z.infer<S>>
  /** As `one`, but `fallback` where the API has no such resource (404, 410, 501), does not serve it, or forbids it (403). */
  readonly oneOr: <S extends z.ZodType, F>(path: string, schema: S, fallback: F) => Promise<z.infer<S> | F>
  /** All pages of a list, following `Link`, at most 20 of 100; an empty list where the API has no such list. */
  readonly all: <T>(path: string, schema: z.ZodType<readonly T[]>) => Promise<readonly T[]>
  /** A file's text in full, however large; an `ApiRefusal` where there is none. */
  readonly raw: (path: string) => Promise<string>
}

const absent = new Set([403, 404, 405, 410, 501])
const pageLimit = 20

async function ask(api: Api, path: string, accept: string): Promise<Response> {
  const request = new Request(`${api.webUrl}${path}`, { headers: { authorization: `token ${api.token}`, accept } })
  const response = await api.fetch(request)
  if (response.status < 400) return response
  throw new ApiRefusal(response.status, path, await refusalText(response))
}

async function refusalText(response: Response): Promise<string> {
  const text = await response.text()
  const match = /"message"\s*:\s*"([^"]{1,300})"/.exec(text)
  return match?.[1] ?? `status ${response.status}`
}

function narrow<S extends z.ZodType>(schema: S, body: unknown, path: string): z.infer<S> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const first = result.error.issues[0]
  throw new ApiRefusal(
    500,
    path,
    `unexpected answer at ${first?.path.join('.') ?? '?'}: ${first?.message ?? 'unknown'}`,
  )
}

function nextPath(response: Response): string | undefined {
  const target = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  if (target === undefined) return undefined
  const url = new URL(target, 'http://relative.invalid')
  return `${url.pathname}${url.search}`
}

/** Reads through the given API, without any memory between two calls. */
export function reader(api: Api): Reader {
  const one: Reader['one'] = async (path, schema) => {
    const response = await ask(api, path, 'application/vnd.github+json')
    return narrow(schema, await response.json(), path)
  }
  return {
    one,
    oneOr: async (path, schema, fallback) => {
      try {
        return await one(path, schema)
      } catch (error) {
        if (error instanceof ApiRefusal && absent.has(error.status)) return fallback
        throw error
      }
    },
    all: async (path, schema) => {
      const found = []
      let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}per_page=100`
      for (let page = 0; next !== undefined && page < pageLimit; page += 1) {
        try {
          const response: Response = await ask(api, next, 'application/vnd.github+json')
          found.push(...narrow(schema, await response.json(), next))
          next = nextPath(response)
        } catch (error) {
          if (error instanceof ApiRefusal && absent.has(error.status)) break
          throw error
        }
      }
      return found
    },
    raw: async (path) => (await ask(api, path, 'application/vnd.github.raw+json')).text(),
  }
}
