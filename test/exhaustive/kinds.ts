import type { FaultInput } from '../../sandbox/server.ts'

export type RequestEffect = Extract<FaultInput, { readonly request?: unknown }>['effect']
export type DeliveryEffect = Extract<FaultInput, { readonly delivery?: unknown }>['effect']

/** One way in which a request goes wrong. */
export interface RequestFault {
  readonly name: string
  readonly effect: RequestEffect
  /** `writes`: what it does to a read is nothing, or the same as another fault. */
  readonly strikes: 'all' | 'reads' | 'writes'
  /** `thrice`: the client repeats a read twice, so that one strike would be no fault to the app. */
  readonly reads?: 'once' | 'thrice'
}

/** One way in which a delivery goes wrong. */
export interface DeliveryFault {
  readonly name: DeliveryEffect['kind']
  readonly effect: DeliveryEffect
}

/** Longer than any answer is awaited, and than any instant of a story lasts: what it holds back is let go otherwise. */
const forever = 3_600_000

const broken = ([500, 502, 'reset'] as const).flatMap((how): readonly RequestFault[] => [
  { name: `${how}`, effect: { kind: 'fail', when: 'before', with: how }, strikes: 'all', reads: 'thrice' },
  // A read leaves nothing behind: carried out or not, the lost answer is all there is to it.
  { name: `${how}-after`, effect: { kind: 'fail', when: 'after', with: how }, strikes: 'writes' },
])

const limits = (['primary', 'secondary'] as const).flatMap((limit) =>
  ([403, 429] as const).flatMap((status): readonly RequestFault[] => [
    { name: `${limit}-${status}`, effect: { kind: 'limit', limit, status, retryAfter: 60 }, strikes: 'all' },
    { name: `${limit}-${status}-unsaid`, effect: { kind: 'limit', limit, status, retryAfter: null }, strikes: 'all' },
  ]),
)

/** Every fault of the sandbox's for requests, in all its variants. `stale` lasts for the instant at which it strikes. */
export const requestFaults: readonly RequestFault[] = [
  ...broken,
  { name: '502-once', effect: { kind: 'fail', with: 502 }, strikes: 'reads', reads: 'once' },
  ...limits,
  { name: 'unauthorized', effect: { kind: 'unauthorized' }, strikes: 'all' },
  { name: 'stall', effect: { kind: 'stall', when: 'before', ms: forever }, strikes: 'all', reads: 'thrice' },
  { name: 'stall-after', effect: { kind: 'stall', when: 'after', ms: forever }, strikes: 'writes' },
  { name: 'stale', effect: { kind: 'stale', ms: forever }, strikes: 'writes' },
  { name: 'conflict', effect: { kind: 'refuse', status: 409, message: 'Conflict' }, strikes: 'writes' },
]

/** Every fault of the sandbox's for deliveries. */
export const deliveryFaults: readonly DeliveryFault[] = [
  { name: 'drop', effect: { kind: 'drop' } },
  { name: 'lose', effect: { kind: 'lose' } },
  { name: 'double', effect: { kind: 'double' } },
  { name: 'delay', effect: { kind: 'delay', ms: 20 } },
  { name: 'reorder', effect: { kind: 'reorder' } },
  { name: 'forge', effect: { kind: 'forge' } },
]
