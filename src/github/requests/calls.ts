// Longer than most: asking, remembering and paging share the state of one session.

import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import { GitHubError, type Priority } from '../../reconcile/ports.ts'
import type { ConditionalCache, Remembered } from './conditional.ts'
import { translate, type Who, wording } from './errors.ts'
import { failureOf } from './failure.ts'
import { lastPage, nextLink } from './links.ts'

/** Credentials for requests. `scope` names what they can see: answers are never shared across scopes. */
export interface Access {
  readonly scope: string
  /** Whether asking `fresh` can give other credentials. */
  readonly renewable: boolean
  /** Whom messages speak of; the app when left out. */
  readonly who?: Who
  /** The value of the `authorization` header, newly asked for with `fresh`; `null` where Octokit adds its own. */
  authorization(fresh: 'fresh' | 'known'): Promise<string | null>
}

export type Query = Readonly<Record<string, string | number>>

/** A read. `what` completes "The app could not ...". */
export interface Read<T> {
  readonly path: string
  readonly query?: Query
  readonly schema: z.ZodType<T>
  readonly what: string
  /** `never` for what is asked for once: it is not kept for a conditional request. */
  readonly remember?: 'never'
  /** `exact` where an id may lie beyond 2^53: whole numbers out there are then BigInts. It takes several times as long. */
  readonly numbers?: 'exact'
}

export interface Answer<T> {
  readonly data: T
  /** Where the answer came from, after redirects; empty when it is a remembered one. */
  readonly url: string
  readonly link: string
  /** Whether GitHub answered 304. */
  readonly remembered: boolean
}

export interface Write<T> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly schema: z.ZodType<T>
  readonly what: string
}

/** The requests of one session. All throw `GitHubError`. */
export interface Calls {
  readonly scope: string
  read<T>(read: Read<T>): Promise<Answer<T>>
  /** All pages of a list, `schema` being one item's. Pages past the first are read in parallel where they can be counted. */
  readAll<T>(read: Read<T>): Promise<readonly T[]>
  /** The same page by page, in order; each is asked for when it is wanted. */
  pages<T>(read: Read<T>): AsyncGenerator<readonly T[]>
  /** A file's bytes, as they are. */
  readBytes(read: Omit<Read<never>, 'schema'>): Promise<Uint8Array>
  /** Sent once, whatever comes back. */
  write<T>(write: Write<T>): Promise<T>
  /** The latest `Date` header, `yyyy-mm-ddThh:mm:ssZ`; empty before the first answer. */
  now(): string
  requests(): number
}

interface Exchanged {
  readonly data: unknown
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
}

const page = 100
/** Ten thousand entries: more than any list of an incident, or of a repository's incidents, that the app can use. */
const mostPages = 100
/** Pages that are asked for together. */
const atOnce = 10

const buffer = z.instanceof(ArrayBuffer)

/**
 * The requests of one session through `octokit`, each with the credentials that `access` gives for it, each read
 * conditional where `cache` knows an answer.
 */
export function createCalls(
  octokit: Octokit,
  access: Access,
  cache: ConditionalCache,
  priority: Priority = 'interactive',
): Calls {
  const writer = access.who === 'set-up' ? 'set-up' : 'app'
  let latest = ''
  let requests = 0

  function note(date: unknown): void {
    const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
    if (Number.isNaN(time)) return
    const iso = new Date(time).toISOString().replace('.000Z', 'Z')
    if (iso > latest) latest = iso
  }

  async function once(route: string, options: Options, token: 'fresh' | 'known'): Promise<Exchanged> {
    const authorization = await access.authorization(token)
    requests += 1
    try {
      const { data, url, headers } = await octokit.request(route, {
        ...(options.body && { data: options.body }),
        headers: { 'x-github-api-version': '2022-11-28', ...options.headers, ...(authorization && { authorization }) },
        // Octokit's own parser keeps large numbers exact, at several times the time.
        request: { parseSuccessResponseBody: options.exact === true, priority },
      })
      note(headers.date)
      if (options.exact) return { data, url, headers }
      const bytes = data instanceof ReadableStream ? await new Response(data).arrayBuffer() : new ArrayBuffer(0)
      return { data: options.raw ? bytes : await parsed(bytes), url, headers }
    } catch (error) {
      note(failureOf(error)?.headers.date)
      throw error
    }
  }

  /** What is no JSON, as the page of a proxy, no schema understands. */
  async function parsed(bytes: ArrayBuffer): Promise<unknown> {
    try {
      return await cache.parse(bytes)
    } catch {
      return null
    }
  }

  /** A token can be revoked before its time; 401 also says that nothing was done, so that a write can be sent again. */
  async function exchange(route: string, options: Options): Promise<Exchanged> {
    try {
      return await once(route, options, 'known')
    } catch (error) {
      if (error instanceof GitHubError || failureOf(error)?.status !== 401 || !access.renewable) throw error
      return await once(route, options, 'fresh')
    }
  }

  async function read<T>({ path, query, schema, what, remember, numbers }: Read<T>): Promise<Answer<T>> {
    const url = withQuery(path, query)
    const key = `${access.scope} ${url}`
    const known = usable(cache.get(key), schema)
    let answer: Exchanged
    try {
      const condition = known && { headers: { 'if-none-match': known.etag } }
      answer = await exchange(`GET ${url}`, { ...condition, exact: numbers === 'exact' })
    } catch (error) {
      if (known && failureOf(error)?.status === 304)
        return { data: known.data, url: '', link: known.link, remembered: true }
      throw translate(error, what, access.who)
    }
    const data = understood(schema, answer.data, what, access.who)
    const link = typeof answer.headers.link === 'string' ? answer.headers.link : ''
    const etag = answer.headers.etag
    // A redirected answer's address matters to its reader, so it is not remembered.
    if (typeof etag === 'string' && remember !== 'never' && answer.url.endsWith(url))
      cache.set(key, { etag, data, link })
    return { data, url: answer.url, link, remembered: false }
  }

  async function readAll<T>({ path, query, schema, what }: Read<T>): Promise<readonly T[]> {
    const list = { schema: z.array(schema), what }
    const numbered = (number: number) => read({ ...list, path, query: { ...query, per_page: page, page: number } })
    const first = await read({ ...list, path, query: { ...query, per_page: page } })
    const last = Math.min(mostPages, lastPage(first.link) ?? 1)
    const pages = [first]
    // What a header says of later pages is believed as far as there is something on them.
    while (pages.length < last && pages.at(-1)?.data.length !== 0) {
      const batch = Array.from({ length: Math.min(atOnce, last - pages.length) }, (_, at) => pages.length + 1 + at)
      pages.push(...(await Promise.all(batch.map(numbered))))
    }
    // Where pages cannot be counted (cursors), or when the list grew meanwhile.
    for (let next = pathOfNext(pages.at(-1)); next !== null; next = pathOfNext(pages.at(-1))) {
      if (pages.length >= mostPages) break
      pages.push(await read({ ...list, path: next }))
    }
    // A full page stays the same (304) when a page is added behind it, and what it said of later pages is old.
    for (let end = pages.at(-1); end?.remembered && end.data.length === page; end = pages.at(-1)) {
      if (pages.length >= mostPages) break
      pages.push(await numbered(pages.length + 1))
    }
    return pages.flatMap(({ data }) => data)
  }

  async function* pages<T>({ schema, query, ...rest }: Read<T>): AsyncGenerator<readonly T[]> {
    const list = { ...rest, schema: z.array(schema) }
    let answer = await read({ ...list, query: { ...query, per_page: page } })
    yield answer.data
    for (let next = pathOfNext(answer); next !== null; next = pathOfNext(answer)) {
      answer = await read({ ...list, path: next })
      yield answer.data
    }
  }

  function pathOfNext(answer: Answer<readonly unknown[]> | undefined): string | null {
    const next = nextLink(answer?.link ?? '')
    const path = next === null ? null : insideApi(next, octokit.request.endpoint.DEFAULTS.baseUrl)
    // What is empty is the end, whatever is said of a next page.
    return answer?.data.length === 0 ? null : path
  }

  return {
    scope: access.scope,
    read,
    readAll,
    pages,
    async readBytes({ path, query, what }) {
      const headers = { accept: 'application/vnd.github.raw+json' }
      try {
        const { data } = await exchange(`GET ${withQuery(path, query)}`, { headers, raw: true })
        return new Uint8Array(buffer.parse(data))
      } catch (error) {
        throw translate(error, what, access.who)
      }
    },
    // Once it is set up, only the app writes, so its sentences fit, whoever asks.
    async write({ method, path, body, schema, what }) {
      try {
        const answer = await exchange(`${method} ${path}`, body ? { body } : {})
        return understood(schema, answer.data, what, writer)
      } catch (error) {
        throw translate(error, what, writer)
      }
    },
    now: () => latest,
    requests: () => requests,
  }
}

interface Options {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly raw?: boolean
  readonly exact?: boolean
}

function withQuery(path: string, query: Query | undefined): string {
  if (!query) return path
  const values = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const text = new URLSearchParams(values).toString()
  return text === '' ? path : `${path}?${text}`
}

/** What is remembered was left by a schema, perhaps by one that reads less. */
function usable<T>(remembered: Remembered | undefined, schema: z.ZodType<T>) {
  const parsed = remembered && schema.safeParse(remembered.data)
  return remembered && parsed?.success ? { ...remembered, data: parsed.data } : null
}

function understood<T>(schema: z.ZodType<T>, data: unknown, what: string, who: Who = 'app'): T {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const { subject, again } = wording[who]
  const where = parsed.error.issues[0]?.path.map(String).join('.') || 'the whole'
  throw new GitHubError(`GitHub's answer was not understood (${where}) when ${subject} tried to ${what}; ${again}.`, {
    kind: 'unclear',
  })
}

/** A token goes to the API only, also when a page points elsewhere. */
function insideApi(url: string, baseUrl: string): string {
  if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length)
  throw new GitHubError('GitHub pointed to another server for the next page of a list; the app looks again soon.', {
    kind: 'unclear',
  })
}
