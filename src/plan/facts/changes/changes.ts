import type { Pull } from '../../../domain/repository.ts'
import { plusHours } from '../../../text/time/spoken-duration.ts'
import { pathsOf } from '../../incident/services.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'
import { type Change, hourOf, isIn, newestFirst, type Window } from './change.ts'
import { gatherDeployments, type Partially } from './deployments.ts'
import { gatherMerges, lookInto, mergeChanges, ownedFiles } from './merges.ts'
import { codeOwners, type Owned } from './owning-teams.ts'
import { type FactsRepository, placesElsewhere, whereOf } from './places.ts'
import { gatherReverts } from './reverts.ts'

/** What changed from the look-back before the start to the end of the incident. */
export interface Changes {
  /** The newest first. */
  readonly all: readonly Change[]
  readonly partial: readonly Partially[]
  /** What GitHub does not show to the app here. */
  readonly unread: readonly Unread[]
  /** How many other repositories of the incident's services are not told of. */
  readonly leftOut: number
  /** Merged pull requests that name the incident. */
  readonly fixing: readonly Pull[]
  /** The files of these, and of a few changes before the start, by repository. */
  readonly owned: readonly Owned[]
}

type Unread = 'deployments' | 'releases' | 'merges' | 'failed-runs'

/**
 * What changed between the look-back before `start` and the end of the incident. A kind that the app may not read is left
 * out and named. `undefined` while something is not read.
 */
export function gatherChanges(pass: IncidentPass, start: string): Changes | undefined {
  const { incident } = pass
  const window: Window = {
    from: plusHours(start, -incident.configuration.timeline.lookBackHours),
    to: incident.issue.closedAt ?? incident.now,
  }
  const { places, leftOut, likely } = placesElsewhere(pass)
  const { url, defaultBranch } = incident.repository
  const own: FactsRepository = { url, defaultBranch, paths: pathsOf(incident) }
  // In one wave with what may have files for them.
  codeOwners(own, 'nothing', pass)
  const shipped = [own, ...places].map((place) => shippedIn(pass, place, window, start))
  const merges = shipped.flatMap(({ merged }) => merged ?? [])
  const looked = lookInto(merges, pass)
  const owned = merges.map((merged) => ownedFiles(merged, looked, pass))
  // Asked for in one wave with whether they may be told.
  for (const name of likely) askFor(name, window, pass)
  const reverted = gatherReverts(pass, window)
  if (pass.questions().length > 0) return undefined
  const merged = merges.flatMap((one) =>
    mergeChanges(one, looked).map((change) => ({ ...change, ...named(one.place) })),
  )
  return {
    all: newestFirst([...shipped.flatMap(({ changes }) => changes), ...merged, ...reverted]),
    partial: shipped.flatMap(({ partial }) => partial),
    unread: [...new Set(shipped.flatMap((one) => one.unread))],
    leftOut,
    fixing: merges.flatMap(({ fixing }) => fixing.map(({ pull }) => pull)),
    owned,
  }
}

function askFor(there: string, window: Window, inquiry: Inquiry): void {
  inquiry.ask({ ask: 'deployments', in: there, since: hourOf(window.from) })
  inquiry.ask({ ask: 'releases', in: there })
  inquiry.ask({ ask: 'recentPulls', in: there, since: hourOf(window.from) })
}

/** What came to people from one repository, merges apart; a kind that is not read, or refused, is empty and named. */
function shippedIn(pass: IncidentPass, place: FactsRepository, window: Window, start: string) {
  const deployed = gatherDeployments(place, window, start, pass)
  const merged = gatherMerges(pass, place, window, start)
  const released = gatherReleases(place, window, pass)
  const failed = gatherFailedRuns(place, window, pass)
  const kinds = [
    ['deployments', deployed],
    ['releases', released],
    ['merges', merged],
    ['failed-runs', failed],
  ] as const
  const changes = [...(deployed?.changes ?? []), ...(released ?? []), ...(failed ?? [])]
  return {
    changes: changes.map((change) => ({ ...change, ...named(place) })),
    partial: (deployed?.partial ?? []).map((one) => ({ ...one, ...named(place) })),
    unread: kinds.flatMap(([kind, known]) => (known === undefined ? [kind] : [])),
    merged,
  }
}

function named({ name }: FactsRepository): { readonly in?: string } {
  return name === undefined ? {} : { in: name }
}

function gatherReleases(place: FactsRepository, window: Window, inquiry: Inquiry): readonly Change[] | undefined {
  const releases = inquiry.ask({ ask: 'releases', ...whereOf(place) })
  return releases
    ?.filter(({ at }) => isIn(window, at))
    .map(({ at, author, name, url }) => {
      return { at, who: author.login, what: { kind: 'release', name }, url, touches: false }
    })
}

/** A run that succeeded when it was started again is no failed one to GitHub. */
function gatherFailedRuns(place: FactsRepository, window: Window, inquiry: Inquiry): readonly Change[] | undefined {
  const [from, to] = [hourOf(window.from), hourOf(plusHours(window.to, 1))]
  const branch = place.defaultBranch
  const runs = inquiry.ask({ ask: 'failedRuns', branch, from, to, ...whereOf(place) })
  return runs
    ?.filter(({ at }) => isIn(window, at))
    .map(({ at, actor, name, title, url }) => {
      return { at, who: actor.login, what: { kind: 'failed-run', name, title }, url, touches: false }
    })
}
