import { z } from 'zod'
import { type HandlerAnswer, okJson } from '../http/answer.ts'
import type { ApiRoutes, Call } from '../http/api.ts'
import { notFound, unprocessable } from '../http/refusal.ts'
import type { SentDelivery } from '../webhooks/webhooks.ts'
import { asApp } from './apps.ts'

const config = z.object({ url: z.url().optional() })
const recorded = z.object({
  installation: z.object({ id: z.number() }).optional(),
  repository: z.object({ id: z.number() }).optional(),
  action: z.string().optional(),
})

/** https://docs.github.com/en/rest/apps/webhooks; signed by the app's JWT. */
export function hookRoutes(api: ApiRoutes): void {
  api.on('GET', '/app/hook/config', (call) => okJson(configuration(call)))
  api.on('PATCH', '/app/hook/config', (call) => {
    const { url } = call.body(config)
    if (url !== undefined) asApp(call).webhooks.setUrl(url)
    return okJson(configuration(call))
  })
  api.on('GET', '/app/hook/deliveries', list)
  api.on('GET', '/app/hook/deliveries/:id', (call) => {
    const delivery = asApp(call)
      .webhooks.log()
      .find(({ id }) => id === call.param('id'))
    if (!delivery) throw notFound()
    return json(withId(delivery, { ...item(delivery), ...exchange(delivery) }))
  })
  api.on('POST', '/app/hook/deliveries/:id/attempts', (call) => {
    if (!asApp(call).webhooks.redeliver(call.param('id'))) throw notFound()
    return { status: 202, json: {} }
  })
}

function configuration(call: Call) {
  return { content_type: 'json', insecure_ssl: '0', secret: '********', url: asApp(call).webhooks.url() ?? '' }
}

/** Newest first, by a cursor that stands for the last delivery of the page before. */
function list(call: Call): HandlerAnswer {
  const size = Math.min(Math.max(1, Number(call.query('per_page') ?? 30) || 30), 100)
  const wanted = asApp(call)
    .webhooks.log()
    .filter(inStatus(call.query('status')))
  const cursor = call.query('cursor')
  const after = cursor === undefined ? -1 : wanted.findIndex(({ id }) => `v1_${id}` === cursor)
  if (cursor !== undefined && after === -1) throw unprocessable('Invalid cursor')
  const page = wanted.slice(after + 1, after + 1 + size)
  const last = page.at(-1)
  const body = `[${page.map((delivery) => withId(delivery, item(delivery))).join(',')}]`
  if (!last || after + 1 + size >= wanted.length) return json(body)
  const next = new URL(call.url)
  next.searchParams.set('cursor', `v1_${last.id}`)
  return json(body, { link: `<${next.href}>; rel="next"` })
}

function inStatus(wanted: string | undefined): (delivery: SentDelivery) => boolean {
  if (wanted === undefined) return () => true
  return ({ outcome }) => (wanted === 'success') === (outcome?.status === 'OK')
}

/** Written out by hand, since an id beyond 2^53 is a number in JSON and none in JavaScript. */
function withId({ id }: SentDelivery, rest: object): string {
  return `{"id":${id},${JSON.stringify(rest).slice(1)}`
}

function json(text: string, headers: Readonly<Record<string, string>> = {}): HandlerAnswer {
  const bytes = new Uint8Array(Buffer.from(text))
  return { status: 200, bytes, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } }
}

function item({ guid, deliveredAt, redelivery, outcome, event, payload }: SentDelivery) {
  const { action, installation, repository } = recorded.parse(payload)
  return {
    guid,
    delivered_at: deliveredAt,
    redelivery,
    duration: outcome?.duration ?? 0,
    status: outcome?.status ?? '',
    status_code: outcome?.statusCode ?? 0,
    event,
    action: action ?? null,
    installation_id: installation?.id ?? null,
    repository_id: repository?.id ?? null,
    throttled_at: null,
  }
}

function exchange({ outcome, payload }: SentDelivery) {
  return {
    url: outcome?.url ?? '',
    request: { headers: outcome?.requestHeaders ?? null, payload },
    response: { headers: outcome?.responseHeaders ?? null, payload: outcome?.response ?? null },
  }
}
