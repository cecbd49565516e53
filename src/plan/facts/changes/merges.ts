import { incidentOfBranch } from '../../../domain/ref.ts'
import type { ChangedFile, Pull } from '../../../domain/repository.ts'
import { revertedBy } from '../../../domain/revert.ts'
import { mentionsIssue } from '../../../text/markdown/issue-mentions.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'
import { type Change, hourOf, isIn, newestFirst, type Window } from './change.ts'
import { codeOwners, type Owned } from './owning-teams.ts'
import { type FactsRepository, whereOf } from './places.ts'

/** A pull request that came into the default branch. */
export interface Merge {
  readonly pull: Pull
  readonly at: string
}

/** What was merged in one repository, the newest first. */
export interface Merges {
  readonly place: FactsRepository
  readonly inWindow: readonly Merge[]
  /** Those before the start. */
  readonly near: readonly Merge[]
  /** Those since the incident was declared that name it: what mended it. */
  readonly fixing: readonly Merge[]
}

/** The files of the merges that were looked into. */
export type Looked = ReadonlyMap<Merge, readonly string[]>

/** Each costs a request: so many before the start, and so many that mended it, of all repositories together. */
const mostLookedInto = 3
const mostFixing = 5

/**
 * What was merged into a repository's default branch in `window`, and what mended the incident. `undefined` while it is not
 * read, or where GitHub refuses to tell.
 */
export function gatherMerges(
  pass: IncidentPass,
  place: FactsRepository,
  window: Window,
  start: string,
): Merges | undefined {
  const { incident } = pass
  const recent = pass.ask({ ask: 'recentPulls', ...whereOf(place), since: hourOf(window.from) })
  if (recent === undefined) return undefined
  const merged = newestFirst(
    recent.flatMap((pull) => {
      // Postmortems are told about elsewhere.
      const counts = pull.base.ref === place.defaultBranch && incidentOfBranch(pull.head.ref) === null
      return counts && pull.mergedAt !== null ? [{ pull, at: pull.mergedAt }] : []
    }),
  )
  const declared = Date.parse(incident.issue.createdAt)
  return {
    place,
    inWindow: merged.filter(({ at }) => isIn(window, at)),
    near: merged.filter(({ at }) => isIn({ from: window.from, to: start }, at)),
    fixing: merged.filter(({ pull, at }) => Date.parse(at) >= declared && names(pull, place, incident)),
  }
}

/** The files of a few of the nearest before the start and of what mended the incident, wherever that was. */
export function lookInto(all: readonly Merges[], inquiry: Inquiry): Looked {
  const chosen = [
    ...newestFirst(all.flatMap(({ near }) => near)).slice(0, mostLookedInto),
    ...newestFirst(all.flatMap(({ fixing }) => fixing)).slice(0, mostFixing),
  ]
  const looked = all.flatMap(({ place, near, fixing }) =>
    [...new Set([...near, ...fixing])]
      .filter((merge) => chosen.includes(merge))
      .map((merge) => {
        const { number } = merge.pull
        const changed = inquiry.ask({ ask: 'pullFiles', number, ...whereOf(place) }) ?? []
        return [merge, changed.flatMap(pathsOfFile)] as const
      }),
  )
  return new Map(looked)
}

/** What was merged in one repository as changes, with what is known of their files. */
export function mergeChanges({ place, inWindow }: Merges, looked: Looked): readonly Change[] {
  return inWindow.map((merge): Change => {
    const { number, title, author, url } = merge.pull
    const known = looked.get(merge) ?? []
    const configuration = known.find(isConfiguration) ?? null
    const what = { kind: 'merge', number, title, reverts: revertedBy(merge.pull), configuration } as const
    return { at: merge.at, who: author.login, what, url, touches: known.some((path) => isWithin(path, place.paths)) }
  })
}

/** The files of one repository that were looked into, with what says who owns them. */
export function ownedFiles({ place, near, fixing }: Merges, looked: Looked, inquiry: Inquiry): Owned {
  const own = [...near, ...fixing].filter((merge) => looked.has(merge))
  const files = new Set(own.flatMap((merge) => looked.get(merge) ?? []))
  return { files: [...files], owners: codeOwners(place, own.length > 0 ? 'files' : 'nothing', inquiry) }
}

/** Whether its title or body names the incident: `Fixes #12`, `acme/shop#12`, its address. */
function names({ title, body }: Pull, place: FactsRepository, { repository, ref }: Incident): boolean {
  const written = place.in === undefined ? 'there' : 'elsewhere'
  return [title, body].some((text) => mentionsIssue(text, written, repository, ref.number))
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
