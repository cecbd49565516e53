import { mentionsIssue } from '../../document/issue-mentions.ts'
import { incidentOfBranch } from '../../domain/ref.ts'
import type { ChangedFile, Pull } from '../../domain/repository.ts'
import type { IncidentFile } from '../incident-file.ts'
import type { Inquiry } from '../inquiry.ts'
import { pathsOf } from '../services.ts'
import { type Change, hourOf, isIn, newestFirst, type Window } from './change.ts'
import { codeOwners } from './owning-teams.ts'
import { type Place, whereOf } from './places.ts'

/** Pull requests that came into the default branch, with what is known of their files. */
export interface Merged {
  readonly changes: readonly Change[]
  /** Those since the incident was declared that name it: what mended it. */
  readonly fixing: readonly Pull[]
  /** The files of those that mended it, and of a few of the nearest before the start. */
  readonly files: readonly string[]
  /** The text that says who owns them; empty for none. */
  readonly owners: string
}

/** Each costs a request: so many before the start, and so many that mended it. */
const mostLookedInto = 3
const mostFixing = 5

/**
 * What was merged into a repository's default branch in `window`, and what mended the incident. Files are looked into in the
 * incident's own repository alone. `undefined` while it is not read, or where GitHub refuses to tell.
 */
export function gatherMerges(
  place: Place,
  file: IncidentFile,
  window: Window,
  start: string,
  inquiry: Inquiry,
): Merged | undefined {
  const recent = inquiry.ask<'recentPulls'>({ ask: 'recentPulls', ...whereOf(place), since: hourOf(window.from) })
  const own = place.in === undefined
  if (recent === undefined) {
    // In one wave with the pull requests.
    if (own) codeOwners(file, 'nothing', inquiry)
    return undefined
  }
  const merged = newestFirst(
    recent.flatMap((pull) => {
      // Postmortems are told about elsewhere.
      const counts = pull.base.ref === place.defaultBranch && incidentOfBranch(pull.head.ref) === null
      return counts && pull.mergedAt !== null ? [{ pull, at: pull.mergedAt }] : []
    }),
  )
  const near = merged.filter(({ at }) => isIn({ from: window.from, to: start }, at))
  const declared = Date.parse(file.issue.createdAt)
  const fixing = merged.filter(({ pull, at }) => Date.parse(at) >= declared && names(pull, place, file))
  const looked = new Set(own ? [...near.slice(0, mostLookedInto), ...fixing.slice(0, mostFixing)] : [])
  const files = new Map(
    [...looked].map(({ pull: { number } }) => {
      const changed = inquiry.ask<'pullFiles'>({ ask: 'pullFiles', number }) ?? []
      return [number, changed.flatMap(pathsOfFile)] as const
    }),
  )
  const owners = own ? codeOwners(file, looked.size > 0 ? 'files' : 'nothing', inquiry) : ''
  const paths = pathsOf(file)
  const changes = merged
    .filter(({ at }) => isIn(window, at))
    .map(({ pull, at }): Change => {
      const { number, title, author, url } = pull
      const known = files.get(number) ?? []
      const configuration = known.find(isConfiguration) ?? null
      const what = { kind: 'merge', number, title, reverts: revertedBy(pull), configuration } as const
      return { at, who: author.login, what, url, touches: known.some((path) => isWithin(path, paths)) }
    })
  return { changes, fixing: fixing.map(({ pull }) => pull), files: [...new Set([...files.values()].flat())], owners }
}

/** Whether its title or body names the incident: `Fixes #12`, `acme/shop#12`, its address. */
function names({ title, body }: Pull, place: Place, { repository, ref }: IncidentFile): boolean {
  const written = place.in === undefined ? 'there' : 'elsewhere'
  return [title, body].some((text) => mentionsIssue(text, written, repository, ref.number))
}

/** The pull request that GitHub's own revert button took back with this one; `null` for any other. */
function revertedBy({ title, body }: Pull): number | null {
  if (!title.startsWith('Revert ')) return null
  const number = /^Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,9})\b/m.exec(body)?.[1]
  return number === undefined ? null : Number(number)
}

const configurationPaths: readonly RegExp[] = [
  /^\.github\//,
  /(?<!-lock)\.(?:ya?ml|toml|ini|conf|cfg|properties|env|tf|tfvars)$/i,
  /(?:^|\/)(?:configs?|configuration|deploy|deployment|helm|infra|k8s|terraform)\//i,
  /(?:^|\/)(?:Dockerfile|\.env(?:\.[\w.-]{1,100})?)$/i,
]

/** Whether a file says how things run and not what they do, as far as its name tells. */
function isConfiguration(path: string): boolean {
  return configurationPaths.some((shape) => shape.test(path))
}

/** Whether a file is one of `paths`, or in one of them. */
function isWithin(path: string, paths: readonly string[]): boolean {
  return paths.map((one) => one.replace(/^\/|\/$/g, '')).some((one) => path === one || path.startsWith(`${one}/`))
}

function pathsOfFile({ path, previousPath }: ChangedFile): readonly string[] {
  return previousPath === null ? [path] : [path, previousPath]
}
