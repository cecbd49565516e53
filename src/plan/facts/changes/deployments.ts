import { pathInAddress } from '../../../document/files/file-name.ts'
import type { Deployment, DeploymentStatus } from '../../../domain/shipping.ts'
import type { Inquiry } from '../../inquiry.ts'
import { type Change, hourOf, isFailure, isIn, newestFirst, type Window } from './change.ts'
import { type FactsRepository, whereOf } from './places.ts'

/** Deployments in a window, and versions that stopped half way. */
export interface Deployed {
  readonly changes: readonly Change[]
  readonly partial: readonly Partially[]
}

/** A version that reached some places and not others. */
export interface Partially {
  readonly ref: string
  readonly reached: number
  readonly all: number
  /** Of what, where whoever deployed said so: `servers in production`. Environments where it is left out. */
  readonly of?: string
  /** Those that it did not reach, by name; none where nobody says. */
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
export function gatherDeployments(
  place: FactsRepository,
  window: Window,
  start: string,
  inquiry: Inquiry,
): Deployed | undefined {
  const where = whereOf(place)
  const known = inquiry.ask({ ask: 'deployments', ...where, since: hourOf(window.from) })
  if (known === undefined) return undefined
  const before = { from: window.from, to: start }
  const near = newestFirst(known.map((one) => ({ ...one, at: one.createdAt })).filter(({ at }) => isIn(window, at)))
  const nearest = [...near.filter(({ at }) => isIn(before, at)), ...near.filter(({ at }) => !isIn(before, at))]
  const looked = nearest.slice(0, place.in === undefined ? mostLookedUp : mostLookedUpElsewhere)
  const states = new Map(
    looked.map(({ id }) => {
      const statuses = inquiry.ask({ ask: 'deploymentStatuses', deployment: id, ...where })
      // GitHub calls what a later one replaced inactive: that says nothing about how it went.
      return [id, statuses?.find(({ state }) => state !== 'inactive')] as const
    }),
  )
  const stateOf = ({ id }: Deployment) => states.get(id)?.state ?? ''
  const changes = near.map((one): Change => {
    const list = `${place.url}/deployments`
    const environments = [one.environment]
    const what = { kind: 'deployment', ref: nameOf(one), environments, state: stateOf(one), list } as const
    const url = `${list}/${pathInAddress(one.environment).replaceAll('/', '%2F')}`
    return { at: one.at, who: one.creator.login, what, url, touches: false }
  })
  const lasting = near.filter((one) => !one.transient && isIn(before, one.at))
  const said = lasting.flatMap((one) => partlySaid(one, states.get(one.id)))
  return { changes, partial: [...partlyDeployed(known, lasting, stateOf), ...said] }
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
    const failed = namesOf(own.filter((one) => isFailure(stateOf(one)))).filter((name) => !reached.includes(name))
    const most = everywhere.length >= manyEnvironments && reached.length * 2 > everywhere.length
    const missed = most ? everywhere.filter((name) => !reached.includes(name)) : failed
    return reached.length > 0 && missed.length > 0
      ? [{ ref, reached: reached.length, all: reached.length + missed.length, missed }]
      : []
  })
}

/** A deployment within one environment of which its last word is that it came to some of several: `7 of 8 servers`. */
function partlySaid(one: Deployment, last: DeploymentStatus | undefined): readonly Partially[] {
  if (last === undefined || !['success', 'failure', 'error'].includes(last.state)) return []
  const [, reached, all, of] =
    /(?<![\d.])(\d{1,4}) ?(?:of|\/|out of) ?(\d{1,4}) ([a-z]{3,20})\b/i.exec(last.description) ?? []
  if (reached === undefined || all === undefined || of === undefined || Number(reached) >= Number(all)) return []
  const group = `${of.toLowerCase()} in ${one.environment}`
  return [{ ref: nameOf(one), reached: Number(reached), all: Number(all), of: group, missed: [] }]
}

function namesOf(deployments: readonly Deployment[]): readonly string[] {
  return [...new Set(deployments.map(({ environment }) => environment))].sort()
}
