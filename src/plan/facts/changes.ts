import type { Deployment, DeploymentStatus } from '../../domain/shipping.ts'
import { plusHours } from '../duration.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'

/** Something that changed what people use, near the incident. */
export interface Change {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly who: string
  readonly what: What
  readonly url: string
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
}

type Unread = 'deployments' | 'releases' | 'merges' | 'failed-runs'

/** A version that reached some environments and not others. */
export interface Partially {
  readonly ref: string
  readonly reached: readonly string[]
  readonly missed: readonly string[]
}

/** More deployments than these are told without how they went: each costs a request. */
const mostLookedUp = 20

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
  const deployed = deployments(file, within, inquiry)
  const releases = inquiry.ask<'releases'>({ ask: 'releases' })
  const pulls = inquiry.ask<'recentPulls'>({ ask: 'recentPulls' })
  // Cut to the hour, so that passes soon after each other ask the same.
  const hour = (at: string) => `${at.slice(0, 13)}:00:00Z`
  const asked = { branch: file.baseBranch, from: hour(window.from), to: hour(plusHours(window.to, 1)) }
  const runs = inquiry.ask<'failedRuns'>({ ask: 'failedRuns', ...asked })
  if (inquiry.open.length > 0) return undefined

  const merges = (pulls ?? []).flatMap((pull): readonly Change[] => {
    if (pull.mergedAt === null || pull.base.ref !== file.repository.defaultBranch || pull.number === file.pull?.number)
      return []
    const what = { kind: 'merge', number: pull.number, title: pull.title } as const
    return [{ at: pull.mergedAt, who: pull.author.login, what, url: pull.url }]
  })
  const released = (releases ?? []).map(({ at, author, name, url }): Change => {
    return { at, who: author.login, what: { kind: 'release', name }, url }
  })
  const failed = (runs ?? []).map(({ at, actor, name, title, url }): Change => {
    return { at, who: actor.login, what: { kind: 'failed-run', name, title }, url }
  })
  const all = [...merges, ...released, ...failed].filter(within)
  return {
    all: [...all, ...(deployed?.changes ?? [])].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    partial: deployed?.partial ?? [],
    unread: (
      [
        ['deployments', deployed],
        ['releases', releases],
        ['merges', pulls],
        ['failed-runs', runs],
      ] as const
    ).flatMap(([kind, answer]) => (answer === undefined ? [kind] : [])),
  }
}

type Within = (thing: { readonly at: string }) => boolean

function deployments(file: IncidentFile, within: Within, inquiry: Inquiry) {
  const known = inquiry.ask<'deployments'>({ ask: 'deployments' })
  if (known === undefined) return undefined
  const near = known.filter(({ createdAt }) => within({ at: createdAt }))
  const went = new Map(
    near.slice(0, mostLookedUp).flatMap(({ id }): readonly [number, readonly DeploymentStatus[]][] => {
      const statuses = inquiry.ask<'deploymentStatuses'>({ ask: 'deploymentStatuses', deployment: id })
      return statuses === undefined ? [] : [[id, statuses]]
    }),
  )
  const stateOf = ({ id }: Deployment) => went.get(id)?.find(({ state }) => state !== 'inactive')?.state ?? ''
  const changes = near.map((one): Change => {
    const what = { kind: 'deployment', ref: nameOf(one), environment: one.environment, state: stateOf(one) } as const
    return { at: one.createdAt, who: one.creator.login, what, url: `${file.repository.url}/deployments` }
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
