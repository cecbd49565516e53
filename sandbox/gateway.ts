import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { toResponse } from './answer.ts'
import { apiOn, type Ready } from './api.ts'
import { actorName, authenticate } from './auth.ts'
import { notFound, Refusal } from './refusal.ts'
import { appRoutes } from './routes/apps.ts'
import { assigneeRoutes } from './routes/assignees.ts'
import { checkRoutes } from './routes/checks.ts'
import { commentRoutes } from './routes/comments.ts'
import { commitRoutes } from './routes/commits.ts'
import { contentRoutes } from './routes/contents.ts'
import { graphqlRoutes } from './routes/graphql.ts'
import { issueRoutes } from './routes/issues.ts'
import { labelRoutes } from './routes/labels.ts'
import { pullRoutes } from './routes/pulls.ts'
import { refRoutes } from './routes/refs.ts'
import { repositoryRoutes } from './routes/repositories.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { subIssueRoutes } from './routes/sub-issues.ts'
import { timelineRoutes } from './routes/timeline.ts'
import { userRoutes } from './routes/users.ts'
import type { Actor, Store } from './store.ts'
import type { Traffic } from './traffic.ts'

/** Answers an API request, or gives nothing when the connection is to be cut. */
export type Gateway = (request: Request) => Promise<Response | undefined>

/** The API with all that stands before its routes: latency, tokens, the cut, one write at a time, the log. */
export function gateway(store: Store, traffic: Traffic): Gateway {
  const handle = apiOf(store)
  return async (request) => {
    const at = Date.now()
    const { pathname, search } = new URL(request.url)
    if (traffic.latency > 0) await sleep(traffic.latency)
    const { response, actor } = await pass(request)
    traffic.log({
      method: request.method,
      path: pathname + search,
      status: response?.status ?? 0,
      at,
      end: Date.now(),
      actor,
    })
    return response
  }

  async function pass(request: Request): Promise<{ response: Response | undefined; actor: string }> {
    const shared = sharedHeaders(store)
    let actor: Actor
    try {
      actor = authenticate(store, request.headers.get('authorization') ?? undefined)
    } catch (error) {
      return { response: refuse(error, request, shared), actor: 'unknown' }
    }
    const text = request.method === 'GET' ? '' : await request.text()
    const ofApp = actor.kind === 'app' || actor.kind === 'installation'
    const work = async () => {
      if (ofApp && traffic.stopped()) return undefined
      const response = await handle(inPlace(store, request), { actor, text, shared })
      if (actor.kind === 'installation' && request.method !== 'GET' && response.ok) traffic.noteWrite()
      return response
    }
    const response = await (request.method === 'GET' ? work() : traffic.inTurn(work))
    return { response, actor: actorName(actor) }
  }
}

function apiOf(store: Store) {
  const app = new Hono<Ready>()
  const api = apiOn(app, store)
  const routes = [
    appRoutes,
    userRoutes,
    repositoryRoutes,
    issueRoutes,
    commentRoutes,
    labelRoutes,
    assigneeRoutes,
    subIssueRoutes,
    timelineRoutes,
    pullRoutes,
    reviewRoutes,
    contentRoutes,
    refRoutes,
    commitRoutes,
    checkRoutes,
    graphqlRoutes,
  ]
  for (const register of routes) register(api)
  app.onError((error, context) => refuse(error, context.req.raw, context.env.shared))
  app.notFound((context) => refuse(notFound(), context.req.raw, context.env.shared))
  return async (request: Request, ready: Ready['Bindings']) => app.fetch(request, ready)
}

function refuse(error: unknown, request: Request, shared: Readonly<Record<string, string>>): Response {
  if (error instanceof Refusal)
    return toResponse({ status: error.status, json: error.body(), headers: error.headers }, request, shared)
  console.error('The sandbox failed at', request.method, request.url, error)
  return toResponse({ status: 500, json: { message: 'Server Error' } }, request, shared)
}

/** `/repositories/{id}/...`, where redirects lead, stands for the repository's present name. */
function inPlace(store: Store, request: Request): Request {
  const url = new URL(request.url)
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(url.pathname) ?? []
  const repository = id === undefined ? undefined : store.repositories.find((one) => String(one.id) === id)
  if (!repository) return request
  url.pathname = `/repos/${repository.owner.login}/${repository.name}${rest}`
  return new Request(url, { method: request.method, headers: request.headers })
}

/** The story's time in `Date`; rate limits in real time, far from spent. */
function sharedHeaders(store: Store): Record<string, string> {
  return {
    date: new Date(store.clock.now()).toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': crypto.randomUUID(),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-used': '1',
  }
}
