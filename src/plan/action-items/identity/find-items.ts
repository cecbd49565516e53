import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { FrozenList, StatusMemory } from '../../../domain/marker.ts'
import type { Pull } from '../../../domain/repository.ts'
import type { IncidentFile } from '../../incident/incident-file.ts'
import type { Inquiry } from '../../inquiry.ts'
import type { IncidentPass } from '../../pass.ts'
import { itemsSince } from '../../sweep/item-lists.ts'
import type { MergedDocument } from '../merged-document.ts'
import { isHidden, nameOf } from '../moved-items.ts'
import { type Fate, outcomeOf, type TrackedItem } from '../tracked-item.ts'
import { type Claim, claimsOf, rememberedClaim } from './item-claims.ts'
import { type Entry, type Evidence, type Identified, identify } from './item-identity.ts'
import { itemOf, wordsOf } from './item-words.ts'
import { type LinkedClaims, linkedClaims } from './linked-claims.ts'

export interface FoundItems {
  readonly items: readonly TrackedItem[]
  /** Which items the document had at the merge, to be remembered; `null` while nobody knows. */
  readonly frozen: FrozenList | null
  /** What only today's reader takes for items. */
  readonly offers: readonly ActionItem[]
  /** The ordinals of items that today's reader takes for none. */
  readonly unread: ReadonlySet<number>
  /** Issues that carry the identity of an item which an earlier issue has already, and its name: empty where that may not be told. */
  readonly duplicates: readonly { readonly issue: Issue; readonly of: string }[]
  /** Whether GitHub offers sub-issues here. */
  readonly attachable: boolean
  /** Ids of the issues that hang under the incident. */
  readonly attached: ReadonlySet<number>
}

type Gone = Extract<Fate, { kind: 'gone' }>

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
  const attached = claimsOf(pass, children ?? [])
  const enough = !isIncomplete(identify({ ...evidence, claims: attached }), memory, max)
  const more = enough ? nothingMore : lookFurther(pass, pull, merged, children ?? [], evidence)
  const claims = more && withClosers(enough ? attached : more.claims, pass)
  if (more === undefined || claims === undefined) return undefined
  const found = identify({ ...evidence, claims, elsewhere: more.elsewhere })
  return foundItems(incident, merged, found, { children, lost: more.lost })
}

interface Further {
  readonly claims: readonly Claim[]
  readonly elsewhere: readonly Claim[]
  readonly lost: ReadonlyMap<number, Gone>
}

const nothingMore: Further = { claims: [], elsewhere: [], lost: new Map() }

/** What stands elsewhere than under the incident. `undefined` while not read. */
function lookFurther(
  pass: IncidentPass,
  pull: Pull,
  merged: MergedDocument,
  children: readonly Issue[],
  evidence: Evidence,
): Further | undefined {
  const { incident } = pass
  const { memory } = incident
  const labelled = itemsSince(incident.configuration, pull.mergedAt ?? pull.createdAt, pass)
  const strange = memory.pull !== pull.number || memory.adopted === pull.number
  const linked = strange && memory.frozen === undefined ? linkedClaims(pass, pull, merged) : noLinks
  if (labelled === undefined || linked === undefined) return undefined
  const claims = claimsOf(pass, [...children, ...labelled, ...linked.here])
  const found = identify({ ...evidence, claims, elsewhere: linked.elsewhere })
  const looked = lookUpRemembered(pass, pull, unclaimed(found, memory))
  return looked && { claims: [...claims, ...looked.claims], elsewhere: linked.elsewhere, lost: looked.lost }
}

const noLinks: LinkedClaims = { here: [], elsewhere: [] }

/** Whether some item is without an issue that it may have, or it is not decided yet what is one: then more is to be read. */
function isIncomplete(found: Identified, memory: StatusMemory, max: number): boolean {
  const { wanted } = openAndBeyond(found.entries, memory, max)
  const unopened = found.entries.some(({ item, claim }) => claim === null && wanted.has(item.ordinal))
  const undecided = memory.frozen === undefined && found.offers.length > 0
  return unopened || undecided || unclaimed(found, memory).length > 0
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
): { readonly claims: readonly Claim[]; readonly lost: ReadonlyMap<number, Gone> } | undefined {
  const claims: Claim[] = []
  const lost = new Map<number, Gone>()
  let waiting = false
  for (const { ordinal, issue: number } of items) {
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
function withClosers(claims: readonly Claim[], inquiry: Inquiry): readonly Claim[] | undefined {
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

/**
 * The ordinals of the items that are to have an issue, and of those past `max`, which are listed and not opened: those that
 * had one once come first, then the others in the order of the document.
 */
function openAndBeyond(entries: readonly Entry[], memory: StatusMemory, max: number) {
  const open = entries.filter(({ item }) => item.open)
  const remembered = new Set(memory.items.map(({ ordinal }) => ordinal))
  const opened = open.filter(({ item, claim }) => claim !== null || remembered.has(item.ordinal))
  const others = open.filter((entry) => !opened.includes(entry))
  const room = Math.max(0, max - opened.length)
  const ordinals = (some: readonly Entry[]) => new Set(some.map(({ item }) => item.ordinal))
  return { wanted: ordinals([...opened, ...others.slice(0, room)]), beyond: ordinals(others.slice(room)) }
}

function foundItems(
  file: IncidentFile,
  merged: MergedDocument,
  { list, entries, later, duplicates, offers }: Identified,
  { children, lost }: { readonly children: readonly Issue[] | null; readonly lost: ReadonlyMap<number, Gone> },
): FoundItems {
  const { wanted, beyond } = openAndBeyond(entries, file.memory, file.configuration.actionItems.max)
  const memoryOf = (ordinal: number) => file.memory.items.find((item) => item.ordinal === ordinal) ?? null
  const fateOf = (ordinal: number, claim: Claim | null): Fate => {
    if (claim === null) return lost.get(ordinal) ?? { kind: 'unopened' }
    const { issue } = claim
    if (issue.elsewhere === null || issue.elsewhere.covered) return { kind: 'issue', issue, outcome: outcomeOf(issue) }
    return { kind: 'gone', why: 'transferred', number: memoryOf(ordinal)?.issue ?? null, issue }
  }
  const frozen = entries.map(({ item, reading, claim }): TrackedItem => {
    const { ordinal } = item
    const fate = fateOf(ordinal, claim)
    const unopened: Fate = wanted.has(ordinal) ? fate : { kind: beyond.has(ordinal) ? 'overflow' : 'recorded' }
    const words = wordsOf(item, reading, merged) || (claim?.source ?? '')
    return {
      ordinal,
      source: words,
      item: reading !== null && claim !== null ? reading : itemOf(item, reading, words),
      fate: fate.kind === 'unopened' ? unopened : fate,
      remembered: memoryOf(ordinal),
    }
  })
  const since = later.map(({ ordinal, claim }): TrackedItem => {
    return {
      ordinal,
      source: claim.source ?? '',
      item: null,
      fate: fateOf(ordinal, claim),
      remembered: memoryOf(ordinal),
    }
  })
  // A later line is known by its issue alone: what is remembered of one that is not the app's was never one.
  const known = new Set([...frozen, ...since].map(({ ordinal }) => ordinal))
  const gone = [...lost]
    .filter(([ordinal]) => !known.has(ordinal))
    .map(([ordinal, fate]): TrackedItem => ({ ordinal, source: '', item: null, fate, remembered: memoryOf(ordinal) }))
  return {
    items: [...frozen, ...[...since, ...gone].toSorted((one, other) => one.ordinal - other.ordinal)],
    frozen: list,
    offers,
    unread: new Set(entries.flatMap(({ item, reading }) => (reading === null ? [item.ordinal] : []))),
    duplicates: duplicates.flatMap(({ issue, first }) => {
      return issue.elsewhere === null && issue.state === 'open'
        ? [{ issue, of: isHidden(file, first) ? '' : nameOf(first) }]
        : []
    }),
    attachable: children !== null,
    attached: new Set((children ?? []).map((issue) => issue.id)),
  }
}
