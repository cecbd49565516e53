import { pathInAddress } from '../../document/file-name.ts'
import type { Deployment } from '../../domain/shipping.ts'
import type { Inquiry } from '../inquiry.ts'
import { type Change, isIn, newestFirst, type Window } from './change.ts'
import { type Place, whereOf } from './places.ts'

/** Deployments in a window, and versions that stopped half way. */
export interface Deployed {
  readonly changes: readonly Change[]
  readonly partial: readonly Partially[]
}

/** A version that reached some environments and not others, by name. */
export interface Partially {
  readonly ref: string
  readonly reached: readonly string[]
  readonly missed: readonly string[]
  /** Where, if not in the incident's own repository. */
  readonly in?: string
}

/** More deployments than these are told without how they went: each costs a request. */
const mostLookedUp = 20
const mostLookedUpElsewhere = 5
/** With fewer environments, one without a version is where it will go next, not where it was forgotten. */
const manyEnvironments = 3

/**
 * What was deployed from a repository in `window`, and what had reached only a part of the environments at `start`.
 * `undefined` while it is not read, or where GitHub refuses to tell.
 */
export function gatherDeployments(place: Place, window: Window, start: string, inquiry: Inquiry): Deployed | undefined {
  const where = whereOf(place)
  const known = inquiry.ask<'deployments'>({ ask: 'deployments', ...where })
  if (known === undefined) return undefined
  const before = { from: window.from, to: start }
  const near = newestFirst(known.map((one) => ({ ...one, at: one.createdAt })).filter(({ at }) => isIn(window, at)))
  const nearest = [...near.filter(({ at }) => isIn(before, at)), ...near.filter(({ at }) => !isIn(before, at))]
  const looked = nearest.slice(0, place.in === undefined ? mostLookedUp : mostLookedUpElsewhere)
  const states = new Map(
    looked.map(({ id }) => {
      const statuses = inquiry.ask<'deploymentStatuses'>({ ask: 'deploymentStatuses', deployment: id, ...where })
      // GitHub calls what a later one replaced inactive: that says nothing about how it went.
      return [id, statuses?.find(({ state }) => state !== 'inactive')?.state ?? ''] as const
    }),
  )
  const stateOf = ({ id }: Deployment) => states.get(id) ?? ''
  const changes = near.map((one): Change => {
    const what = { kind: 'deployment', ref: nameOf(one), environment: one.environment, state: stateOf(one) } as const
    const url = `${place.url}/deployments/${pathInAddress(one.environment).replaceAll('/', '%2F')}`
    return { at: one.at, who: one.creator.login, what, url, touches: false }
  })
  const lasting = near.filter((one) => !one.transient && isIn(before, one.at))
  return { changes, partial: partlyDeployed(known, lasting, stateOf) }
}

/** A branch or tag as it is called, a commit by its short name. */
function nameOf({ ref }: Deployment): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref
}

/**
 * Versions that came to most of three or more lasting environments and not to all, or that succeeded in some and failed in
 * others. One that is first tried out in one environment has not stopped half way.
 */
function partlyDeployed(
  known: readonly Deployment[],
  near: readonly Deployment[],
  stateOf: (one: Deployment) => string,
): readonly Partially[] {
  const everywhere = namesOf(known.filter(({ transient }) => !transient))
  const versions = new Map(near.map((one) => [one.sha, nameOf(one)]))
  return [...versions].flatMap(([sha, ref]): readonly Partially[] => {
    const own = near.filter((one) => one.sha === sha)
    const reached = namesOf(own.filter((one) => stateOf(one) === 'success'))
    const failed = namesOf(own.filter((one) => ['failure', 'error'].includes(stateOf(one)))).filter(
      (name) => !reached.includes(name),
    )
    const most = everywhere.length >= manyEnvironments && reached.length * 2 > everywhere.length
    const missed = most ? everywhere.filter((name) => !reached.includes(name)) : failed
    return reached.length > 0 && missed.length > 0 ? [{ ref, reached, missed }] : []
  })
}

function namesOf(deployments: readonly Deployment[]): readonly string[] {
  return [...new Set(deployments.map(({ environment }) => environment))].sort()
}
