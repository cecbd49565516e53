import { createHash } from 'node:crypto'

/** What a handler gives back: a status, and JSON, bytes or nothing. */
export interface HandlerAnswer {
  readonly status: number
  readonly json?: unknown
  /** Bytes as they are; they need a content type of their own. */
  readonly bytes?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
}

export function okJson(json: unknown): HandlerAnswer {
  return { status: 200, json }
}

export function created(json: unknown): HandlerAnswer {
  return { status: 201, json }
}

export const noContent: HandlerAnswer = { status: 204 }

/** A page of a list by the query's `page` and `per_page` (30, at most 100), with the `Link` header to its neighbours. */
export function page<T>(url: URL, items: readonly T[], render: (item: T) => unknown): HandlerAnswer {
  const { slice, headers } = paged(url, items)
  return { status: 200, json: slice.map(render), headers }
}

/** The same slice for lists that stand inside an object. */
export function paged<T>(url: URL, items: readonly T[]): { slice: readonly T[]; headers: Record<string, string> } {
  const size = Math.min(positive(url, 'per_page', 30), 100)
  const number = positive(url, 'page', 1)
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (to: number, rel: string) => {
    const target = new URL(url)
    target.searchParams.set('page', String(to))
    return `<${target.href}>; rel="${rel}"`
  }
  const links = [
    ...(number > 1 ? [link(Math.min(number - 1, last), 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : []),
  ]
  const slice = items.slice((number - 1) * size, number * size)
  return { slice, headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

function positive(url: URL, name: string, otherwise: number): number {
  const value = Number(url.searchParams.get(name) ?? otherwise)
  return Number.isInteger(value) && value > 0 ? value : otherwise
}

/** The HTTP response of an answer; a GET carries an ETag and is 304 without a body when the client has it already. */
export function toResponse(
  answer: HandlerAnswer,
  request: Request,
  shared: Readonly<Record<string, string>>,
): Response {
  const headers = new Headers({ ...shared, ...answer.headers })
  if (answer.json === undefined && answer.bytes === undefined)
    return new Response(null, { status: answer.status, headers })
  const body = answer.bytes ?? JSON.stringify(answer.json)
  if (!headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8')
  if (request.method !== 'GET' || answer.status !== 200) return new Response(body, { status: answer.status, headers })
  const tag = createHash('sha1').update(body).digest('hex')
  headers.set('etag', `W/"${tag}"`)
  headers.set('cache-control', 'private, max-age=60, s-maxage=60')
  if (request.headers.get('if-none-match')?.includes(`"${tag}"`)) {
    headers.delete('content-type')
    return new Response(null, { status: 304, headers })
  }
  return new Response(body, { status: 200, headers })
}
