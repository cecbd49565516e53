import type { Octokit } from '@octokit/rest'
import { z } from 'zod'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Access, CallAnswer, Calls, Query, ReadCall } from './calls.ts'
import type { ConditionalCache, Remembered } from './conditional.ts'
import { translate, type Who, wording } from './errors.ts'
import { type Asker, createExchange, type Exchange, type Exchanged } from './exchange.ts'
import { failureOf } from './failure.ts'
import { pagesOf, readAll } from './pages.ts'
import type { ParseJson } from './parse-json.ts'

/** How GitHub's answers are kept and read, the same for all sessions. */
export interface AnswerParts {
  readonly cache: ConditionalCache
  readonly parse: ParseJson
}

const buffer = z.instanceof(ArrayBuffer)

/**
 * The requests of one session through `octokit`, each with the credentials that `access` gives for it, each read
 * conditional where the cache knows an answer.
 */
export function createCalls(
  octokit: Octokit,
  access: Access,
  { cache, parse }: AnswerParts,
  { priority, agent = null }: Asker = { priority: 'interactive' },
): Calls {
  const { scope, who } = access
  const writer = who === 'set-up' ? 'set-up' : 'app'
  const exchange = createExchange(octokit, access, { parse, priority, agent })
  const read = <T>(asked: ReadCall<T>) => readOne(asked, { exchange, cache, scope, who })
  const paging = { read, baseUrl: octokit.request.endpoint.DEFAULTS.baseUrl }
  return {
    scope,
    // GitHub Enterprise Server has it beside its REST API, `/api/v3`: https://docs.github.com/enterprise-server/graphql
    graphql: `${paging.baseUrl.replace(/\/api\/v3\/?$/, '/api')}/graphql`,
    read,
    readAll: (list) => readAll(list, paging),
    pages: (list) => pagesOf(list, paging),
    async readBytes({ path, query, what }) {
      const headers = { accept: 'application/vnd.github.raw+json' }
      try {
        const { data } = await exchange.send(`GET ${withQuery(path, query)}`, { headers, as: 'bytes' })
        return new Uint8Array(buffer.parse(data))
      } catch (error) {
        throw translate(error, what, who)
      }
    },
    // Once it is set up, only the app writes, so its sentences fit, whoever asks.
    async write({ method, path, body, schema, what }) {
      try {
        const answer = await exchange.send(`${method} ${path}`, body ? { body } : {})
        return understood(schema, answer.data, what, writer)
      } catch (error) {
        throw translate(error, what, writer)
      }
    },
    now: exchange.now,
    requests: exchange.requests,
  }
}

interface Reading {
  readonly exchange: Exchange
  readonly cache: ConditionalCache
  readonly scope: string
  readonly who: Who | undefined
}

async function readOne<T>(
  { path, query, schema, what, remember, numbers }: ReadCall<T>,
  { exchange, cache, scope, who }: Reading,
): Promise<CallAnswer<T>> {
  const url = withQuery(path, query)
  const key = `${scope} ${url}`
  const known = usable(await cache.get(key), schema)
  let answer: Exchanged
  try {
    const condition = known && { headers: { 'if-none-match': known.etag } }
    answer = await exchange.send(`GET ${url}`, { ...condition, as: numbers === 'exact' ? 'exact' : 'json' })
  } catch (error) {
    if (known && failureOf(error)?.status === 304)
      return { data: known.data, url: '', link: known.link, remembered: true }
    throw translate(error, what, who)
  }
  const data = understood(schema, answer.data, what, who)
  const link = typeof answer.headers.link === 'string' ? answer.headers.link : ''
  const etag = answer.headers.etag
  // A redirected answer's address matters to its reader, so it is not remembered.
  if (typeof etag === 'string' && remember !== 'never' && answer.url.endsWith(url))
    await cache.set(key, { etag, data, link })
  return { data, url: answer.url, link, remembered: false }
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
    kind: 'outcome-unknown',
  })
}
