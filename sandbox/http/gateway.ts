import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { type Disturbance, undergo } from '../faults/disturbance.ts'
import { refuseSuspended } from '../installation.ts'
import { appRoutes } from '../routes/apps.ts'
import { assigneeRoutes } from '../routes/assignees.ts'
import { checkRoutes } from '../routes/checks.ts'
import { commentRoutes } from '../routes/comments.ts'
import { commitRoutes } from '../routes/commits.ts'
import { contentRoutes } from '../routes/contents.ts'
import { dependencyRoutes } from '../routes/dependencies.ts'
import { deploymentRoutes } from '../routes/deployments.ts'
import { graphqlRoutes } from '../routes/graphql.ts'
import { hookRoutes } from '../routes/hook.ts'
import { issueFieldRoutes } from '../routes/issue-fields.ts'
import { issueRoutes } from '../routes/issues.ts'
import { labelRoutes } from '../routes/labels.ts'
import { pullRoutes } from '../routes/pulls.ts'
import { refRoutes } from '../routes/refs.ts'
import { releaseRoutes } from '../routes/releases.ts'
import { repositoryRoutes } from '../routes/repositories.ts'
import { reviewRoutes } from '../routes/reviews.ts'
import { subIssueRoutes } from '../routes/sub-issues.ts'
import { timelineRoutes } from '../routes/timeline.ts'
import { userRoutes } from '../routes/users.ts'
import { workflowRunRoutes } from '../routes/workflow-runs.ts'
import type { Requester, Store } from '../store.ts'
import { toResponse } from './answer.ts'
import { apiOn, type Ready } from './api.ts'
import { actorName, authenticate } from './auth.ts'
import { usageHeaders } from './limits.ts'
import { HttpRefusal, notFound } from './refusal.ts'
import type { Traffic } from './traffic.ts'

/** Answers an API request, or gives nothing when the connection is to be cut. */
export type Gateway = (request: Request) => Promise<Response | undefined>

interface Passed {
  readonly response: Response | undefined
  readonly actor: string
  /** The kind of the fault that struck it. */
  readonly fault?: string
}

/** The API with all that stands before its routes: latency, tokens, faults, the cut, one write at a time, the log. */
export function gateway(store: Store, traffic: Traffic, disturbance?: Disturbance): Gateway {
  // The pages look through a gateway without disturbance: what they ask for costs nobody anything.
  const metered = disturbance !== undefined
  const apis = new WeakMap<Store, ReturnType<typeof apiOf>>()
  return async (request) => {
    const at = Date.now()
    const { pathname, search } = new URL(request.url)
    const path = pathname + search
    if (traffic.latency > 0) await sleep(traffic.latency)
    const { response, ...said } = await pass(request, path)
    const agent = request.headers.get('user-agent') ?? ''
    const status = response?.status ?? 0
    traffic.log({ method: request.method, path, status, at, end: Date.now(), agent, ...said })
    return response
  }

  async function pass(request: Request, path: string): Promise<Passed> {
    let actor: Requester
    try {
      actor = authenticate(store, request.headers.get('authorization') ?? undefined)
      if (actor.kind === 'installation' && actor.of === 'app') refuseSuspended(store)
    } catch (error) {
      return { response: refuse(error, request, sharedHeaders(store, { kind: 'anonymous' })), actor: 'unknown' }
    }
    const shared = sharedHeaders(store, actor)
    const name = actorName(actor)
    const text = request.method === 'GET' ? '' : await request.text()
    const work = () => carryOut(request, { actor, text, shared })
    const inTurn = <T>(job: () => Promise<T>) => (request.method === 'GET' ? job() : traffic.inTurn(job))
    const effect = disturbance?.faults.strikeRequest({ method: request.method, path, actor: actor.kind })
    if (!effect || !disturbance) return { response: await inTurn(work), actor: name }
    const struck = { store, actor: actor.kind, signal: request.signal, work, inTurn }
    try {
      return { response: await undergo(effect, disturbance, struck), actor: name, fault: effect.kind }
    } catch (error) {
      return { response: refuse(error, request, shared), actor: name, fault: effect.kind }
    }
  }

  async function carryOut(request: Request, ready: Ready['Bindings']): Promise<Response | undefined> {
    const { kind } = ready.actor
    if ((kind === 'app' || kind === 'installation') && traffic.stopped()) return undefined
    const { pathname } = new URL(request.url)
    const limited = metered ? store.meter.spend(ready.actor, request.method, pathname) : undefined
    if (limited) return refuse(limited, request, ready.shared)
    const seen = request.method === 'GET' ? (disturbance?.stale.seenBy(kind) ?? store) : store
    const response = await apiFor(seen)(inPlace(seen, request), ready)
    if (kind === 'installation' && request.method !== 'GET' && response.ok) traffic.noteWrite()
    if (metered && response.status === 304) store.meter.refund(ready.actor)
    const headers = usageHeaders(store.meter.usage(ready.actor))
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

  function apiFor(seen: Store): ReturnType<typeof apiOf> {
    const api = apis.get(seen) ?? apiOf(seen)
    apis.set(seen, api)
    return api
  }
}

function apiOf(store: Store) {
  const app = new Hono<Ready>()
  const api = apiOn(app, store)
  const routes = [
    appRoutes,
    hookRoutes,
    userRoutes,
    repositoryRoutes,
    issueRoutes,
    commentRoutes,
    labelRoutes,
    assigneeRoutes,
    subIssueRoutes,
    dependencyRoutes,
    issueFieldRoutes,
    timelineRoutes,
    pullRoutes,
    reviewRoutes,
    contentRoutes,
    refRoutes,
    commitRoutes,
    checkRoutes,
    deploymentRoutes,
    releaseRoutes,
    workflowRunRoutes,
    graphqlRoutes,
  ]
  for (const register of routes) register(api)
  app.onError((error, context) => refuse(error, context.req.raw, context.env.shared))
  app.notFound((context) => refuse(notFound(), context.req.raw, context.env.shared))
  return async (request: Request, ready: Ready['Bindings']) => app.fetch(request, ready)
}

function refuse(error: unknown, request: Request, shared: Readonly<Record<string, string>>): Response {
  if (error instanceof HttpRefusal)
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

/** The story's time in `Date`, and what is left of the actor's limits. */
function sharedHeaders(store: Store, actor: Requester): Record<string, string> {
  return {
    date: new Date(store.clock.now()).toUTCString(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': crypto.randomUUID(),
    ...usageHeaders(store.meter.usage(actor)),
  }
}
