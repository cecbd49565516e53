import type { Pull } from '../../domain/repository.ts'
import { plusHours } from '../duration.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { type Change, hourOf, isIn, newestFirst, type Window } from './change.ts'
import { gatherDeployments, type Partially } from './deployments.ts'
import { gatherMerges } from './merges.ts'
import { type Place, placesElsewhere, whereOf } from './places.ts'
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
  /** The files of these, and of a few changes before the start, in the incident's own repository. */
  readonly files: readonly string[]
  /** The text that says who owns them; empty for none. */
  readonly owners: string
}

type Unread = 'deployments' | 'releases' | 'merges' | 'failed-runs'

/**
 * What changed between the look-back before `start` and the end of the incident. A kind that the app may not read is left
 * out and named. `undefined` while something is not read.
 */
export function gatherChanges(file: IncidentFile, start: string, inquiry: Inquiry): Changes | undefined {
  const window: Window = {
    from: plusHours(start, -file.configuration.timeline.lookBackHours),
    to: file.issue.closedAt ?? file.now,
  }
  const { places, leftOut, likely } = placesElsewhere(file, inquiry)
  const { url, defaultBranch } = file.repository
  const shipped = [{ url, defaultBranch }, ...places].map((place) => shippedIn(place, file, window, start, inquiry))
  // Asked for in one wave with whether they may be told.
  for (const name of likely) askFor(name, window, inquiry)
  const failed = gatherFailedRuns(file, window, inquiry)
  const reverted = gatherReverts(file, window, inquiry)
  if (inquiry.open.length > 0) return undefined
  const unread = [...shipped.flatMap((one) => one.unread), ...(failed === undefined ? (['failed-runs'] as const) : [])]
  return {
    all: newestFirst([...shipped.flatMap(({ changes }) => changes), ...reverted, ...(failed ?? [])]),
    partial: shipped.flatMap(({ partial }) => partial),
    unread: [...new Set(unread)],
    leftOut,
    fixing: shipped.flatMap(({ fixing }) => fixing),
    files: shipped.flatMap(({ files }) => files),
    owners: shipped.map(({ owners }) => owners).join(''),
  }
}

function askFor(there: string, window: Window, inquiry: Inquiry): void {
  inquiry.ask<'deployments'>({ ask: 'deployments', in: there, since: hourOf(window.from) })
  inquiry.ask<'releases'>({ ask: 'releases', in: there })
  inquiry.ask<'recentPulls'>({ ask: 'recentPulls', in: there, since: hourOf(window.from) })
}

/** What came to people from one repository; a kind that is not read, or refused, is empty and named. */
function shippedIn(place: Place, file: IncidentFile, window: Window, start: string, inquiry: Inquiry) {
  const deployed = gatherDeployments(place, window, start, inquiry)
  const merged = gatherMerges(place, file, window, start, inquiry)
  const released = gatherReleases(place, window, inquiry)
  const kinds = [
    ['deployments', deployed?.changes],
    ['releases', released],
    ['merges', merged?.changes],
  ] as const
  const named = place.name === undefined ? {} : { in: place.name }
  return {
    changes: kinds.flatMap(([, changes]) => changes ?? []).map((change) => ({ ...change, ...named })),
    partial: (deployed?.partial ?? []).map((one) => ({ ...one, ...named })),
    unread: kinds.flatMap(([kind, changes]) => (changes === undefined ? [kind] : [])),
    fixing: merged?.fixing ?? [],
    files: merged?.files ?? [],
    owners: merged?.owners ?? '',
  }
}

function gatherReleases(place: Place, window: Window, inquiry: Inquiry): readonly Change[] | undefined {
  const releases = inquiry.ask<'releases'>({ ask: 'releases', ...whereOf(place) })
  return releases
    ?.filter(({ at }) => isIn(window, at))
    .map(({ at, author, name, url }) => {
      return { at, who: author.login, what: { kind: 'release', name }, url, touches: false }
    })
}

/** A run that succeeded when it was started again is no failed one to GitHub. */
function gatherFailedRuns(file: IncidentFile, window: Window, inquiry: Inquiry): readonly Change[] | undefined {
  const [from, to] = [hourOf(window.from), hourOf(plusHours(window.to, 1))]
  const runs = inquiry.ask<'failedRuns'>({ ask: 'failedRuns', branch: file.repository.defaultBranch, from, to })
  return runs
    ?.filter(({ at }) => isIn(window, at))
    .map(({ at, actor, name, title, url }) => {
      return { at, who: actor.login, what: { kind: 'failed-run', name, title }, url, touches: false }
    })
}
