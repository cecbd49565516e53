import { z } from 'zod'

/** The way into the sandbox's API, and the address that its pages stand under. */
export interface ApiAccess {
  readonly fetch: (request: Request) => Promise<Response>
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
export interface ApiReader {
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

/** The header that says who asks; none for nobody. */
export function credentials(token: string | undefined): Readonly<Record<string, string>> {
  return token === undefined ? {} : { authorization: `token ${token}` }
}

const answered = z.object({ message: z.string(), errors: z.array(z.unknown()).optional() })
const fault = z.object({ message: z.string().optional(), field: z.string().optional(), code: z.string().optional() })

/** GitHub's own words in an answer that says no, with what its list of errors adds. */
export async function refusalText(response: Response): Promise<string> {
  const text = await response.text()
  const parsed = answered.safeParse(json(text))
  if (!parsed.success) return `status ${response.status}`
  const { message, errors = [] } = parsed.data
  const more = errors.flatMap((error) => {
    if (typeof error === 'string') return [error]
    const { message: words, field, code } = fault.safeParse(error).data ?? {}
    return words ?? (field === undefined ? [] : [`${field} ${(code ?? 'is wrong').replaceAll('_', ' ')}`])
  })
  return more.length === 0 ? message : `${message} (${more.join('; ')})`
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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

/** Reads through the API as whom the token belongs to, without any memory between two calls. */
export function reader(door: ApiAccess, token: string | undefined): ApiReader {
  const ask = async (path: string, accept: string): Promise<Response> => {
    const response = await door.fetch(
      new Request(`${door.webUrl}${path}`, { headers: { ...credentials(token), accept } }),
    )
    if (response.status < 400) return response
    throw new ApiRefusal(response.status, path, await refusalText(response))
  }
  const one: ApiReader['one'] = async (path, schema) => {
    const response = await ask(path, 'application/vnd.github+json')
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
          const response: Response = await ask(next, 'application/vnd.github+json')
          found.push(...narrow(schema, await response.json(), next))
          next = nextPath(response)
        } catch (error) {
          if (error instanceof ApiRefusal && absent.has(error.status)) break
          throw error
        }
      }
      return found
    },
    raw: async (path) => (await ask(path, 'application/vnd.github.raw+json')).text(),
  }
}
