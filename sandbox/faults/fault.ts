import { z } from 'zod'

const pattern = z.string().refine(isPattern, 'is not a regular expression')

function isPattern(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}

/** Which API requests a fault is for. All that is named must fit; nothing named means every request of the app. */
const requests = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** Requests that only read, or all others. */
  access: z.enum(['read', 'write']).optional(),
  /** A regular expression that is found in the path with its query. */
  path: pattern.optional(),
  /** `app` is the app by JWT or by installation token. */
  actor: z.enum(['app', 'jwt', 'installation', 'user', 'anonymous', 'any']).default('app'),
})

const deliveries = z.strictObject({ event: z.string().optional(), action: z.string().optional() })

const requestEffect = z.discriminatedUnion('kind', [
  /** A broken answer. `after`: the request was carried out, and only its answer is lost. */
  z.strictObject({
    kind: z.literal('fail'),
    when: z.enum(['before', 'after']).default('before'),
    with: z.union([z.literal(500), z.literal(502), z.literal('reset')]).default(502),
  }),
  /** A rate limit's refusal, `retry-after` in seconds. Without one a primary limit tells only when it resets. */
  z.strictObject({
    kind: z.literal('limit'),
    limit: z.enum(['primary', 'secondary']).default('secondary'),
    status: z.union([z.literal(403), z.literal(429)]).default(403),
    retryAfter: z.number().int().min(0).nullable().default(60),
  }),
  /** 401 Bad credentials, for a token that is good. */
  z.strictObject({ kind: z.literal('unauthorized') }),
  /** Any other refusal, such as the 409 of a race that the sandbox, which writes in turn, does not have by itself. */
  z.strictObject({
    kind: z.literal('refuse'),
    status: z.number().int().min(400).max(599),
    message: z.string(),
    /** GitHub's `errors`: mostly a list of objects, and now and then a string. */
    errors: z.union([z.string(), z.array(z.unknown())]).optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** No answer for that long, then 502 (`before`: not carried out) or the late answer (`after`). */
  z.strictObject({
    kind: z.literal('stall'),
    when: z.enum(['before', 'after']).default('before'),
    ms: z.number().min(0).default(30_000),
  }),
  /** For that long after the request, the same kind of actor reads the state from before it. Real time. */
  z.strictObject({ kind: z.literal('stale'), ms: z.number().min(0).default(1_000) }),
])

const deliveryEffect = z.discriminatedUnion('kind', [
  /** Never arrives; the delivery log shows it as failed. */
  z.strictObject({ kind: z.literal('drop') }),
  /** Never arrives and stands in no log. */
  z.strictObject({ kind: z.literal('lose') }),
  /** Arrives twice, with one GUID. */
  z.strictObject({ kind: z.literal('double') }),
  /** Arrives that much later; the ones behind it do not wait. */
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0).default(1_000) }),
  /** Arrives after the one behind it, or after a second when none comes. */
  z.strictObject({ kind: z.literal('reorder') }),
  /** Arrives with a signature by another secret. */
  z.strictObject({ kind: z.literal('forge') }),
])

const count = {
  /** How many matching ones pass unharmed first: 0 strikes the next, k - 1 strikes the k-th. */
  skip: z.number().int().min(0).default(0),
  /** How many it strikes in a row. */
  times: z.number().int().min(1).default(1),
}

/** What `POST /_sandbox/faults` and `sandbox.faults.add` take. */
export const faultSchema = z.union([
  z.strictObject({ request: requests.default({ actor: 'app' }), effect: requestEffect, ...count }),
  z.strictObject({ delivery: deliveries.default({}), effect: deliveryEffect, ...count }),
])

export type FaultInput = z.input<typeof faultSchema>
export type SandboxFault = z.output<typeof faultSchema>
export type RequestEffect = z.output<typeof requestEffect>
export type DeliveryEffect = z.output<typeof deliveryEffect>
export type RequestMatch = z.output<typeof requests>
export type DeliveryMatch = z.output<typeof deliveries>
