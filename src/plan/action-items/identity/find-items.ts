import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { StatusMemory } from '../../../domain/marker.ts'
import type { Pull } from '../../../domain/repository.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'
import { itemsSince } from '../../sweep/item-lists.ts'
import type { MergedDocument } from '../merged-document.ts'
import { assembleItems, type FoundItems, type GoneStatus, openAndBeyond } from './found-items.ts'
import { claimsOf, type ItemClaim, rememberedClaim } from './item-claims.ts'
import { type Evidence, type Identified, identify } from './item-identity.ts'
import { type LinkedClaims, linkedClaims } from './linked-claims.ts'
import { openedElsewhere } from './opened-elsewhere.ts'
import { isUnmarked, unmarkedIssues } from './unmarked-issues.ts'

/**
 * Finds the items of a merged document and the issue of each: among the sub-issues, then among the labelled issues since the
 * merge, then by the number that the status comment remembers, which leads to where it was transferred, and, where the comment
 * remembers nothing, by the links in the document. `undefined` while not read.
 */
export function findItems(pass: IncidentPass, pull: Pull, merged: MergedDocument): FoundItems | undefined {
  const { incident } = pass
  const children = pass.ask({ ask: 'subIssues', number: incident.ref.number })
  if (children === undefined) return undefined
  const { max } = incident.configuration.actionItems
  const { memory } = incident
  const evidence: Evidence = {
    claims: [],
    pull: pull.number,
    at: merged.at,
    memory,
    reading: merged.reading,
    elsewhere: [],
    max,
  }
  const under = claimsOf(pass, children ?? [])
  const there = openedElsewhere(pass, pull, under, unopenedAmong(identify({ ...evidence, claims: under }), memory, max))
  if (there === undefined) return undefined
  const attached = [...under, ...there.claims]
  const marked = (children ?? []).every((child) => !isUnmarked(child, pass.context))
  const enough = marked && !isIncomplete(identify({ ...evidence, claims: attached }), memory, max)
  const more = enough
    ? nothingMore
    : lookFurther(pass, { pull, merged, children: children ?? [], there: there.claims, evidence })
  const claims = more && withClosers(enough ? attached : more.claims, pass)
  if (more === undefined || claims === undefined) return undefined
  const found = identify({ ...evidence, claims, elsewhere: more.elsewhere })
  return assembleItems(incident, merged, found, {
    children,
    lost: new Map([...more.lost, ...there.lost]),
    ambiguous: more.ambiguous,
  })
}

/** What is known before anything is looked for elsewhere. */
interface Known {
  readonly pull: Pull
  readonly merged: MergedDocument
  readonly children: readonly Issue[]
  /** What was opened in other repositories. */
  readonly there: readonly ItemClaim[]
  readonly evidence: Evidence
}

interface Further {
  readonly claims: readonly ItemClaim[]
  readonly elsewhere: readonly ItemClaim[]
  readonly lost: ReadonlyMap<number, GoneStatus>
  /** Issues of which nobody knows what they are for. */
  readonly ambiguous: readonly Issue[]
}

const nothingMore: Further = { claims: [], elsewhere: [], lost: new Map(), ambiguous: [] }

/** What stands elsewhere than under the incident. `undefined` while not read. */
function lookFurther(pass: IncidentPass, { pull, merged, children, there, evidence }: Known): Further | undefined {
  const { incident } = pass
  const { memory } = incident
  const labelled = itemsSince(incident.configuration, pull.mergedAt ?? pull.createdAt, pass)
  const strange = memory.pull !== pull.number || memory.adopted === pull.number
  const linked = strange && memory.frozen === undefined ? linkedClaims(pass, pull, merged) : noLinks
  if (labelled === undefined || linked === undefined) return undefined
  const claims = [...claimsOf(pass, [...children, ...labelled, ...linked.here]), ...there]
  const found = identify({ ...evidence, claims, elsewhere: linked.elsewhere })
  const looked = lookUpRemembered(pass, pull, unclaimed(found, memory))
  if (looked === undefined) return undefined
  const beforehand = { claims: [...claims, ...looked.claims], elsewhere: linked.elsewhere }
  const known = identify({ ...evidence, ...beforehand })
  const unmarked = unmarkedIssues(pass, { pull, merged }, { children, labelled }, known)
  return unmarked && { ...beforehand, ...looked, ...unmarked, claims: [...beforehand.claims, ...unmarked.claims] }
}

const noLinks: LinkedClaims = { here: [], elsewhere: [] }

/** The items as they are read today that are to have an issue, and have none under the incident or remembered. */
function unopenedAmong({ entries }: Identified, memory: StatusMemory, max: number): readonly ActionItem[] {
  const { wanted } = openAndBeyond(entries, memory, max)
  const remembered = new Set(memory.items.map(({ ordinal }) => ordinal))
  return entries.flatMap(({ item, reading, claim }) =>
    claim === null && reading !== null && wanted.has(item.ordinal) && !remembered.has(item.ordinal) ? [reading] : [],
  )
}

/** Whether some item is without an issue that it may have, or it is not decided yet what is one: then more is to be read. */
function isIncomplete(found: Identified, memory: StatusMemory, max: number): boolean {
  const { wanted } = openAndBeyond(found.entries, memory, max)
  const unopened = found.entries.some(({ item, claim }) => claim === null && wanted.has(item.ordinal))
  const undecided = memory.frozen === undefined && found.offers.length > 0
  // Where the status comment is lost, so may be markers: of lines that came later, say.
  return unopened || undecided || memory.pull === null || unclaimed(found, memory).length > 0
}

/** The remembered items whose issue is not among those that were found. */
function unclaimed({ entries, later }: Identified, memory: StatusMemory): StatusMemory['items'] {
  const claimed = [...entries.flatMap(({ item, claim }) => (claim === null ? [] : [item.ordinal]))]
  const known = new Set([...claimed, ...later.map(({ ordinal }) => ordinal)])
  return memory.items.filter(({ ordinal }) => !known.has(ordinal))
}

/** Looks up what the status comment remembers: an issue that is found counts, one that is not is gone. */
function lookUpRemembered(
  pass: IncidentPass,
  pull: Pull,
  items: StatusMemory['items'],
): { readonly claims: readonly ItemClaim[]; readonly lost: ReadonlyMap<number, GoneStatus> } | undefined {
  const claims: ItemClaim[] = []
  const lost = new Map<number, GoneStatus>()
  let waiting = false
  // What was opened elsewhere was looked for there.
  for (const { ordinal, issue: number } of items.filter((item) => item.in === undefined)) {
    const lookup = pass.ask({ ask: 'issue', number })
    if (lookup === undefined) {
      waiting = true
      continue
    }
    const transferred = !lookup.found && lookup.reason === 'transferred'
    const issue = 'issue' in lookup ? lookup.issue : null
    const claim = issue === null ? null : rememberedClaim(pass, issue, ordinal, pull)
    if (claim !== null) claims.push(claim)
    else if (!lookup.found)
      lost.set(ordinal, { kind: 'gone', why: transferred ? 'transferred' : 'deleted', number, issue })
  }
  return waiting ? undefined : { claims, lost }
}

/** GitHub's lists may not say who closed an issue, and a bot's "not planned" counts for nothing. */
function withClosers(claims: readonly ItemClaim[], inquiry: Inquiry): readonly ItemClaim[] | undefined {
  let waiting = false
  const named = claims.map((claim) => {
    const { stateReason, closedBy, elsewhere, number } = claim.issue
    if (stateReason !== 'not_planned' || closedBy !== null || elsewhere !== null) return claim
    const lookup = inquiry.ask({ ask: 'issue', number })
    if (lookup === undefined) waiting = true
    return lookup?.found ? { ...claim, issue: lookup.issue } : claim
  })
  return waiting ? undefined : named
}
