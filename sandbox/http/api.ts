import type { Hono } from 'hono'
import type { z } from 'zod'
import { repositoryNamed, repositoryOnceNamed } from '../lookup.ts'
import { admit, type Needs } from '../rules/access.ts'
import type { Account, Requester, Store, StoredRepository } from '../store.ts'
import { type HandlerAnswer, toResponse } from './answer.ts'
import { HttpRefusal, notFound } from './refusal.ts'

/** One request on its way through a handler. */
export interface Call {
  readonly store: Store
  readonly actor: Requester
  readonly method: Method
  readonly url: URL
  readonly accept: string
  /** A part of the path, decoded; empty when the route has no such part. */
  param(name: string): string
  /** A query parameter; nothing when absent or empty. */
  query(name: string): string | undefined
  /** The JSON body, checked. Throws a Refusal of 400 or 422. */
  body<T>(schema: z.ZodType<T>): T
  /** The account that acts. Throws a Refusal of 401 for nobody. */
  doer(): Account
}

export interface RepositoryCall extends Call {
  readonly repository: StoredRepository
  /** What the route asked for. */
  readonly needs: Needs
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Handler<C> = (call: C) => HandlerAnswer | Promise<HandlerAnswer>

/** Where the route files register what they serve. */
export interface ApiRoutes {
  on(method: Method, path: string, handler: Handler<Call>): void
  /** Below `/repos/{owner}/{repo}`, for those whom `needs` admits. */
  repository(method: Method, path: string, needs: Needs, handler: Handler<RepositoryCall>): void
}

/** What the gateway has found out about a request before a route sees it. */
export interface Ready {
  Bindings: { readonly actor: Requester; readonly text: string; readonly shared: Readonly<Record<string, string>> }
}

/** An Api on a Hono application. */
export function apiOn(app: Hono<Ready>, store: Store): ApiRoutes {
  const api: ApiRoutes = {
    on(method, path, handler) {
      app.on(method, path, async (context) => {
        const url = new URL(context.req.url)
        const actor = context.env.actor
        const call: Call = {
          store,
          actor,
          method,
          url,
          accept: context.req.header('accept') ?? '',
          param: (name) => context.req.param(name) ?? '',
          query: (name) => url.searchParams.get(name) || undefined,
          body: (schema) => checked(schema, context.env.text),
          doer: () => doerOf(actor),
        }
        return toResponse(await handler(call), context.req.raw, context.env.shared)
      })
    },
    repository(method, path, needs, handler) {
      api.on(method, `/repos/:owner/:repo${path}`, (call) => {
        const repository = repositoryFor(call)
        admit(call.actor, repository, needs)
        return handler({ ...call, repository, needs })
      })
    },
  }
  return api
}

/**
 * The repository that the path names.
 * @throws Refusal 301 or 307 at a former name, 404 for none
 */
export function repositoryFor(call: Call): StoredRepository {
  const { store, param, url } = call
  const owner = param('owner')
  const found = repositoryNamed(store, owner, param('repo'))
  if (found) return found
  const moved = repositoryOnceNamed(store, owner, param('repo'))
  if (!moved) throw notFound()
  const rest = url.pathname.split('/').slice(4)
  throw movedTo(call.method, [`${store.url}/repositories/${moved.id}`, ...rest].join('/') + url.search)
}

/** GitHub's redirect to `location`: 301, and 307 for writes so that clients repeat the method. */
export function movedTo(method: Method, location: string): HttpRefusal {
  return new HttpRefusal(method === 'GET' ? 301 : 307, 'Moved Permanently', { headers: { location } })
}

function doerOf(actor: Requester): Account {
  if (actor.kind === 'anonymous') throw new HttpRefusal(401, 'Requires authentication')
  return actor.account
}

function checked<T>(schema: z.ZodType<T>, text: string): T {
  const parsed = schema.safeParse(json(text))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `For 'properties/${issue.path.join('/')}', ${issue.message}.`)
  throw new HttpRefusal(422, `Invalid request.\n\n${lines.join('\n')}`)
}

function json(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpRefusal(400, 'Problems parsing JSON')
  }
}
