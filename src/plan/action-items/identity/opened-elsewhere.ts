import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { RememberedItem, StatusMemory } from '../../../domain/marker.ts'
import { fullName } from '../../../domain/ref.ts'
import type { OtherRepository, Pull } from '../../../domain/repository.ts'
import type { IncidentPass } from '../../pass.ts'
import { itemsThere } from '../../sweep/item-lists.ts'
import { isRemembered } from '../issue-names.ts'
import { itemPlace } from '../place/item-place.ts'
import type { GoneStatus } from './found-items.ts'
import { claimsOf, type ItemClaim, rememberedClaim } from './item-claims.ts'

/** What was opened in other repositories. */
export interface OpenedElsewhere {
  readonly claims: readonly ItemClaim[]
  /** What is not there any more, by ordinal. */
  readonly lost: ReadonlyMap<number, GoneStatus>
}

const nothing: OpenedElsewhere = { claims: [], lost: new Map() }

/**
 * The issues of other repositories that are not among those `found` under the incident: what the status comment remembers, and what may
 * have been opened for the items that have none, which is looked for in the list of each repository before anything is opened
 * there. `undefined` while not read.
 */
export function openedElsewhere(
  pass: IncidentPass,
  pull: Pull,
  found: readonly ItemClaim[],
  unopened: readonly ActionItem[],
): OpenedElsewhere | undefined {
  const left = pass.incident.memory.items.filter((item) => isElsewhere(item) && !isAmong(item, found))
  if (left.length === 0 && unopened.length === 0) return nothing
  const places = placesToLook(pass, left, unopened)
  if (places === undefined) return undefined
  const { configuration } = pass.incident
  const lists = places.map((there) => itemsThere(configuration, pull.mergedAt ?? pull.createdAt, there, pass))
  if (lists.includes(undefined)) return undefined
  const listed = claimsOf(
    pass,
    lists.flatMap((list) => list ?? []),
  )
  const looked = lookUp(
    pass,
    pull,
    left.filter((item) => !isAmong(item, listed)),
  )
  return looked && { claims: [...listed, ...looked.claims], lost: looked.lost }
}

function isElsewhere({ in: repository }: RememberedItem): boolean {
  return repository !== undefined
}

function isAmong(item: RememberedItem, claims: readonly ItemClaim[]): boolean {
  return claims.some(({ issue }) => isRemembered(item, issue))
}

/** The repositories in which to look, each once; those where the app may not act are left out. */
function placesToLook(
  pass: IncidentPass,
  remembered: StatusMemory['items'],
  unopened: readonly ActionItem[],
): readonly OtherRepository[] | undefined {
  const ids = [...new Set(remembered.flatMap((item) => item.in ?? []))]
  const known = ids.map((id) => pass.ask({ ask: 'repositoryById', id }))
  const named = unopened.map((item) => itemPlace(item, pass.incident, pass))
  if (known.includes(undefined) || named.includes(undefined)) return undefined
  const all = [...known, ...named.map((place) => place?.there)].filter((there) => there != null)
  return [...new Map(all.filter(({ covered }) => covered).map((there) => [fullName(there), there])).values()]
}

/** What is remembered and in no list: its label is gone, it was transferred on, or nobody can see it any more. */
function lookUp(pass: IncidentPass, pull: Pull, items: StatusMemory['items']): OpenedElsewhere | undefined {
  const claims: ItemClaim[] = []
  const lost = new Map<number, GoneStatus>()
  let waiting = false
  for (const { ordinal, issue: number, in: repository } of items) {
    const lookup = repository === undefined ? null : pass.ask({ ask: 'issueElsewhere', repository, number })
    if (lookup === undefined) {
      waiting = true
      continue
    }
    const issue: Issue | null = lookup !== null && 'issue' in lookup ? lookup.issue : null
    const claim = issue === null ? null : rememberedClaim(pass, issue, ordinal, pull)
    if (claim !== null) claims.push(claim)
    else lost.set(ordinal, { kind: 'gone', why: lookup === null ? 'stranded' : 'deleted', number: null, issue })
  }
  return waiting ? undefined : { claims, lost }
}
