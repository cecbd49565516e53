import type { Somewhere } from '../../domain/question.ts'
import type { Deployment, DeploymentStatus } from '../../domain/shipping.ts'
import { plusHours } from '../duration.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { type Place, placesElsewhere } from './places.ts'

/** Something that changed what people use, near the incident. */
export interface Change {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly who: string
  readonly what: What
  readonly url: string
  /** Where, if not in the incident's own repository: `acme/checkout`. */
  readonly in?: string
}

export type What =
  | { readonly kind: 'deployment'; readonly ref: string; readonly environment: string; readonly state: string }
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'merge'; readonly number: number; readonly title: string }
  | { readonly kind: 'failed-run'; readonly name: string; readonly title: string }

export interface Changes {
  /** From the look-back before the start to the end of the incident, oldest first. */
  readonly all: readonly Change[]
  readonly partial: readonly Partially[]
  /** What GitHub does not show to the app here. */
  readonly unread: readonly Unread[]
  /** How many other repositories of the incident's services are not told of. */
  readonly leftOut: number
}

type Unread = 'deployments' | 'releases' | 'merges' | 'failed-runs'

/** A version that reached some environments and not others. */
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

/**
 * What changed between the look-back before `start` and the end of the incident. A kind that the app may not read is left
 * out and named. `undefined` while something is not read.
 */
export function gatherChanges(file: IncidentFile, start: string, inquiry: Inquiry): Changes | undefined {
  const window = {
    from: plusHours(start, -file.configuration.timeline.lookBackHours),
    to: file.issue.closedAt ?? file.now,
  }
  const within = ({ at }: { readonly at: string }) => Date.parse(at) >= Date.parse(window.from) && at <= window.to
  const { places, leftOut, likely } = placesElsewhere(file, inquiry)
  for (const name of likely) askFor({ in: name }, inquiry)
  const own = { url: file.repository.url, defaultBranch: file.repository.defaultBranch }
  const shipped = [own, ...places].map((place) => shippedIn(place, file, within, inquiry))
  // Cut to the hour, so that passes soon after each other ask the same.
  const hour = (at: string) => `${at.slice(0, 13)}:00:00Z`
  const asked = { branch: file.baseBranch, from: hour(window.from), to: hour(plusHours(window.to, 1)) }
  const runs = inquiry.ask<'failedRuns'>({ ask: 'failedRuns', ...asked })
  if (inquiry.open.length > 0) return undefined

  const failed = (runs ?? []).map(({ at, actor, name, title, url }): Change => {
    return { at, who: actor.login, what: { kind: 'failed-run', name, title }, url }
  })
  const all = [...shipped.flatMap(({ changes }) => changes), ...failed.filter(within)]
  const unread = [...shipped.flatMap((one) => one.unread), ...(runs === undefined ? (['failed-runs'] as const) : [])]
  return {
    all: all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    partial: shipped.flatMap(({ partial }) => partial),
    unread: [...new Set(unread)],
    leftOut,
  }
}

type Within = (thing: { readonly at: string }) => boolean

function askFor(where: Somewhere, inquiry: Inquiry) {
  return {
    deployed: inquiry.ask<'deployments'>({ ask: 'deployments', ...where }),
    released: inquiry.ask<'releases'>({ ask: 'releases', ...where }),
    pulls: inquiry.ask<'recentPulls'>({ ask: 'recentPulls', ...where }),
  }
}

/** What came to people from one repository; an entry that was not asked for or not answered is empty. */
function shippedIn(place: Place, file: IncidentFile, within: Within, inquiry: Inquiry) {
  const where = place.in === undefined ? {} : { in: place.in }
  const named = place.name === undefined ? {} : { in: place.name }
  const { deployed, released, pulls } = askFor(where, inquiry)
  const deployments = deployed && deploymentsIn(place, deployed, within, inquiry)
  const merges = pulls?.flatMap((pull): readonly Change[] => {
    const postmortem = place.in === undefined && pull.number === file.pull?.number
    if (pull.mergedAt === null || pull.base.ref !== place.defaultBranch || postmortem) return []
    const what = { kind: 'merge', number: pull.number, title: pull.title } as const
    return [{ at: pull.mergedAt, who: pull.author.login, what, url: pull.url }]
  })
  const releases = released?.map(({ at, author, name, url }): Change => {
    return { at, who: author.login, what: { kind: 'release', name }, url }
  })
  const answers = { deployments: deployments?.changes, releases, merges }
  const kinds = ['deployments', 'releases', 'merges'] as const
  return {
    changes: kinds
      .flatMap((kind) => answers[kind] ?? [])
      .filter(within)
      .map((change) => ({ ...change, ...named })),
    partial: (deployments?.partial ?? []).map((one) => ({ ...one, ...named })),
    unread: kinds.filter((kind) => answers[kind] === undefined),
  }
}

function deploymentsIn(place: Place, known: readonly Deployment[], within: Within, inquiry: Inquiry) {
  const where = place.in === undefined ? {} : { in: place.in }
  const near = known.filter(({ createdAt }) => within({ at: createdAt }))
  const went = new Map(
    near
      .slice(0, place.in === undefined ? mostLookedUp : mostLookedUpElsewhere)
      .flatMap(({ id }): readonly [number, readonly DeploymentStatus[]][] => {
        const statuses = inquiry.ask<'deploymentStatuses'>({ ask: 'deploymentStatuses', deployment: id, ...where })
        return statuses === undefined ? [] : [[id, statuses]]
      }),
  )
  const stateOf = ({ id }: Deployment) => went.get(id)?.find(({ state }) => state !== 'inactive')?.state ?? ''
  const changes = near.map((one): Change => {
    const what = { kind: 'deployment', ref: nameOf(one), environment: one.environment, state: stateOf(one) } as const
    return { at: one.createdAt, who: one.creator.login, what, url: `${place.url}/deployments` }
  })
  return { changes, partial: partlyDeployed(known, near, stateOf) }
}

/** A branch or tag as it is called, a commit by its short name. */
function nameOf({ ref }: Deployment): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref
}

/**
 * Versions that came to most of the known environments and not to all, or failed in some: three environments or more, since
 * one that is first tried out and then released has not stopped half way.
 */
function partlyDeployed(
  known: readonly Deployment[],
  near: readonly Deployment[],
  stateOf: (one: Deployment) => string,
): readonly Partially[] {
  const everywhere = new Set(known.map(({ environment }) => environment))
  const versions = new Map(near.map((one) => [one.sha, nameOf(one)]))
  return [...versions].flatMap(([sha, ref]): readonly Partially[] => {
    const own = near.filter((one) => one.sha === sha)
    const reached = [...new Set(own.filter((one) => stateOf(one) === 'success').map(({ environment }) => environment))]
    const missed = [...everywhere].filter((environment) => !reached.includes(environment)).toSorted(byName)
    const most = everywhere.size >= 3 && reached.length * 2 > everywhere.size
    return most && missed.length > 0 ? [{ ref, reached: reached.toSorted(byName), missed }] : []
  })
}

function byName(one: string, other: string): number {
  return one < other ? -1 : 1
}
