import type { Requester } from '../actor.ts'
import {
  type DeliveryEffect,
  type DeliveryMatch,
  type FaultInput,
  faultSchema,
  type RequestEffect,
  type RequestMatch,
  type SandboxFault,
} from './fault.ts'

/** A fault as `GET /_sandbox/faults` lists it. */
export interface ActiveFault {
  readonly id: number
  readonly fault: SandboxFault
  /** How many it has struck so far; it strikes no more once this is its `times`. */
  readonly struck: number
}

/** The faults that a sandbox has been asked for. */
export interface Faults {
  /**
   * Adds a fault and gives its id.
   * @throws ZodError for one that is not among those of `fault.ts`
   */
  add(input: FaultInput): number
  list(): readonly ActiveFault[]
  /** Takes all of them away, and ends stale reads. */
  clear(): void
  /** Counts a request, and gives what befalls it. */
  strikeRequest(request: SeenRequest): RequestEffect | undefined
  strikeDelivery(delivery: { event: string; action: unknown }): DeliveryEffect | undefined
  /** How often `clear` was called: whoever keeps something for a fault compares it. */
  readonly era: number
}

export interface SeenRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly actor: Requester['kind']
}

interface Counted extends ActiveFault {
  skipped: number
  struck: number
}

/** No faults yet. Each fault counts what matches it, until it strikes; of several that would strike one, the eldest does. */
export function createFaults(): Faults {
  let active: Counted[] = []
  let last = 0
  let era = 0

  function strike<E>(effectOf: (fault: SandboxFault) => E | undefined): E | undefined {
    let found: E | undefined
    for (const one of active) {
      const effect = one.struck < one.fault.times ? effectOf(one.fault) : undefined
      if (effect === undefined) continue
      if (one.skipped < one.fault.skip) one.skipped += 1
      else if (found === undefined) {
        one.struck += 1
        found = effect
      }
    }
    return found
  }

  return {
    add(input) {
      last += 1
      active.push({ id: last, fault: faultSchema.parse(input), struck: 0, skipped: 0 })
      return last
    },
    list: () => active.map(({ id, fault, struck }) => ({ id, fault, struck })),
    clear() {
      active = []
      era += 1
    },
    strikeRequest: (request) =>
      strike((fault) => ('request' in fault && fits(fault.request, request) ? fault.effect : undefined)),
    strikeDelivery: (delivery) =>
      strike((fault) => ('delivery' in fault && delivers(fault.delivery, delivery) ? fault.effect : undefined)),
    get era() {
      return era
    },
  }
}

function fits(match: RequestMatch, { method, path, actor }: SeenRequest): boolean {
  return (
    (match.method === undefined || match.method === method) &&
    (match.access === undefined || (match.access === 'read') === (method === 'GET')) &&
    (match.path === undefined || new RegExp(match.path).test(path)) &&
    acts(match.actor, actor)
  )
}

function acts(wanted: RequestMatch['actor'], actor: Requester['kind']): boolean {
  if (wanted === 'any') return true
  if (wanted === 'app') return actor === 'app' || actor === 'installation'
  return wanted === (actor === 'app' ? 'jwt' : actor)
}

function delivers(match: DeliveryMatch, { event, action }: { event: string; action: unknown }): boolean {
  return (match.event === undefined || match.event === event) && (match.action === undefined || match.action === action)
}
