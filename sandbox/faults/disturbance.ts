import { setTimeout as sleep } from 'node:timers/promises'
import { HttpRefusal } from '../http/refusal.ts'
import type { Requester, Store } from '../store.ts'
import type { RequestEffect } from './fault.ts'
import type { Faults } from './faults.ts'
import { primaryLimit, secondaryLimit } from './limit-texts.ts'
import { type StaleReads, staleReads } from './stale.ts'

/** All that stands in a request's way on purpose. */
export interface Disturbance {
  readonly faults: Faults
  readonly stale: StaleReads
  /** Aborted when the sandbox closes, so that nothing stalls longer. */
  readonly closing: AbortSignal
}

/** The disturbance that these faults cause in a store. */
export function disturbance(store: Store, faults: Faults, closing: AbortSignal): Disturbance {
  return { faults, stale: staleReads(store, faults), closing }
}

/** A request that a fault has struck. */
export interface Struck {
  readonly store: Store
  readonly actor: Requester['kind']
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal
  /** Carries the request out, when its turn has come. */
  work(): Promise<Response | undefined>
  /** Runs something in the request's turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/**
 * What the client gets of a request under a fault: nothing for a cut connection.
 * @throws Refusal for the faults that are an answer of GitHub's
 */
export async function undergo(
  effect: RequestEffect,
  { stale, closing }: Disturbance,
  { store, actor, signal, work, inTurn }: Struck,
): Promise<Response | undefined> {
  switch (effect.kind) {
    case 'fail':
      if (effect.when === 'after') await inTurn(work)
      if (effect.with === 'reset') return undefined
      throw new HttpRefusal(effect.with, 'Server Error')
    case 'limit':
      throw limit(store, effect)
    case 'unauthorized':
      throw new HttpRefusal(401, 'Bad credentials')
    case 'refuse':
      throw refusalOf(effect)
    case 'stall': {
      const late = effect.when === 'after' ? await inTurn(work) : undefined
      await patiently(effect.ms, AbortSignal.any([signal, closing]))
      if (late) return late
      throw new HttpRefusal(502, 'Server Error')
    }
    case 'stale':
      return inTurn(async () => {
        const kept = stale.keep(actor)
        const response = await work()
        kept.begin(effect.ms)
        return response
      })
  }
}

function limit(store: Store, effect: Extract<RequestEffect, { kind: 'limit' }>): HttpRefusal {
  const { status, retryAfter } = effect
  if (effect.limit === 'secondary') return secondaryLimit(status, retryAfter ?? undefined)
  // Counted from the clock that the answer's `Date` shows, as GitHub's is.
  const reset = Math.ceil(Date.parse(store.clock.now()) / 1000) + (retryAfter ?? 60)
  const whose = `installation ID ${store.app.installationId}`
  return primaryLimit(whose, { status, reset, limit: 5000 }, retryAfter ?? undefined)
}

async function patiently(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch {
    // The client has gone, or the sandbox closes: nobody waits for the answer any more.
  }
}

function refusalOf({ status, message, errors, headers }: Extract<RequestEffect, { kind: 'refuse' }>): HttpRefusal {
  return new HttpRefusal(status, message, { ...(errors !== undefined && { errors }), ...(headers && { headers }) })
}
