import type { FaultInput } from '../../sandbox/server.ts'
import type { Happening } from './happenings.ts'
import { type DeliveryFault, deliveryFaults, type RequestFault, requestFaults } from './kinds.ts'
import type { Life } from './life.ts'

/** One run: a life in which one thing goes wrong, once. `k` counts from 1, in the order of the undisturbed life. */
export type Case =
  | { readonly at: 'request'; readonly k: number; readonly happening: Happening; readonly fault: RequestFault }
  | { readonly at: 'delivery'; readonly k: number; readonly happening: Happening; readonly fault: DeliveryFault }
  /** The whole process ends right after the write. */
  | { readonly at: 'death'; readonly k: number; readonly happening: Happening; readonly fault: typeof kill }

/** The end of a process, by SIGKILL. */
export const kill = { name: 'kill' } as const

/** Every fault at every request and every delivery of a life, and a death after the first and last write of each kind. */
export function casesOf({ requests, deliveries }: Pick<Life, 'requests' | 'deliveries'>): readonly Case[] {
  return [
    ...requests.flatMap((happening, index) =>
      requestFaults
        .filter(({ strikes }) => strikes === 'all' || (strikes === 'reads') === isRead(happening))
        .map((fault): Case => ({ at: 'request', k: index + 1, happening, fault })),
    ),
    ...deliveries.flatMap((happening, index) =>
      deliveryFaults.map((fault): Case => ({ at: 'delivery', k: index + 1, happening, fault })),
    ),
    ...requests.flatMap((happening, index, all): readonly Case[] => {
      const same = all.filter((one) => isWrite(one) && kindOf(one) === kindOf(happening))
      if (same[0] !== happening && same.at(-1) !== happening) return []
      return [{ at: 'death', k: index + 1, happening, fault: kill }]
    }),
  ]
}

/** Whether it changes the repository: a token for the app changes nothing. */
function isWrite(happening: Happening): boolean {
  return !isRead(happening) && !happening.name.endsWith('/access_tokens')
}

/** How a case is asked for again: `k=12,reset-after` or `k=12,kill` for a request, `d=3,drop` for a delivery. */
export function nameOf({ at, k, fault }: Case): string {
  return `${at === 'delivery' ? 'd' : 'k'}=${k},${fault.name}`
}

/** Whether a case has all the parts of a name, of which some may be left out: `k=12`, or `reset-after`. */
export function isCalled(name: string, one: Case): boolean {
  const parts = nameOf(one).split(',')
  return name.split(',').every((part) => parts.includes(part.trim()))
}

/** What to ask the sandbox for. */
export function inputOf(one: Exclude<Case, { readonly at: 'death' }>): FaultInput {
  const skip = one.happening.nth
  if (one.at === 'delivery') {
    const [event = '', action] = one.happening.name.split('.', 2)
    return { delivery: { event, ...(action !== undefined && { action }) }, skip, effect: one.fault.effect }
  }
  const times = one.fault.reads === 'thrice' && isRead(one.happening) ? 3 : 1
  return { request: requestLike(one.happening), skip, times, effect: one.fault.effect }
}

/** The requests of that name. */
export function requestLike({ name }: Happening) {
  const [method, path = ''] = name.split(' ', 2)
  const pattern = path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('SHA', '[0-9a-f]{40}')
  return { method: methods.find((known) => known === method), path: `^${pattern}$` }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function isRead({ name }: Happening): boolean {
  return name.startsWith('GET ')
}

/** What is asked for, whatever the numbers in it: `PATCH /repos/acme/shop/issues/comments/N`. */
export function kindOf({ name }: Happening): string {
  return name
    .replace(/\?.*$/, '')
    .replace(/(?<=\/contents\/).*/, '…')
    .replaceAll(/\b\d+\b/g, 'N')
}

/**
 * A few cases, always the same, spread over the life: every kind of request and every fault at least once. Each kind
 * takes a fault that none before it took, as long as there is one.
 */
export function sampleOf(cases: readonly Case[]): readonly Case[] {
  const kinds = [...new Set(cases.map(keyOf))]
  const faults = new Set<string>()
  const taken = kinds.flatMap((kind, index) => {
    const all = cases.filter((one) => keyOf(one) === kind)
    const fresh = all.filter(({ fault }) => !faults.has(fault.name))
    const choice = fresh.length > 0 ? fresh : all
    // Not the first of each kind: the life's later days count, too.
    const one = choice[(index * 31) % choice.length]
    if (one === undefined) return []
    faults.add(one.fault.name)
    return [one]
  })
  const missed = cases.filter(({ fault }) => !faults.has(fault.name))
  return [
    ...taken,
    ...missed.filter((one, index) => missed.findIndex(({ fault }) => fault.name === one.fault.name) === index),
  ]
}

function keyOf({ at, happening }: Case): string {
  return at === 'request' ? kindOf(happening) : at
}
