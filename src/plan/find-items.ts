import { findMarker } from '../document/markers.ts'
import type { ActionItem } from '../domain/action-item.ts'
import type { Issue } from '../domain/issue.ts'
import type { Pull } from '../domain/repository.ts'
import { isOwn } from '../domain/self.ts'
import type { Context } from './context.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { itemsSince } from './item-lists.ts'
import { itemsToOpen } from './items-to-open.ts'
import { isHidden, nameOf } from './moved-items.ts'
import { type Fate, outcomeOf, type TrackedItem } from './tracked-item.ts'

export interface FoundItems {
  readonly items: readonly TrackedItem[]
  /** Issues that carry the identity of an item which an earlier issue has already, and its name: empty where that may not be told. */
  readonly duplicates: readonly { readonly issue: Issue; readonly of: string }[]
  /** Whether GitHub offers sub-issues here. */
  readonly attachable: boolean
  /** Ids of the issues that hang under the incident. */
  readonly attached: ReadonlySet<number>
}

interface Claim {
  readonly ordinal: number
  readonly source: string
  readonly issue: Issue
}

/**
 * Finds the issue of each item: among the sub-issues, then among the labelled issues since the merge, then by the
 * number that the status comment remembers, which leads to where it was transferred. Only markers that the app wrote
 * count. `undefined` while not read.
 */
export function findItems(
  file: IncidentFile,
  pull: Pull,
  frozen: readonly ActionItem[],
  inquiry: Inquiry,
  context: Context,
): FoundItems | undefined {
  const children = inquiry.ask<'subIssues'>({ ask: 'subIssues', number: file.ref.number })
  if (children === undefined) return undefined
  const { max } = file.configuration.actionItems
  const toOpen = itemsToOpen(frozen, max)
  const wanted = new Set(toOpen.open.map((item) => item.ordinal))
  const beyond = new Set(toOpen.overflow.map((item) => item.ordinal))
  const known = file.memory.items.map((item) => item.ordinal)
  const need = new Set([...wanted, ...known])

  let claims = claimsOf(children ?? [], file, pull, context)
  const missing = () => [...need].filter((ordinal) => !claims.some((claim) => claim.ordinal === ordinal))
  if (missing().length > 0) {
    const labelled = itemsSince(file.configuration, pull.mergedAt ?? pull.createdAt, inquiry)
    if (labelled === undefined) return undefined
    claims = claimsOf([...(children ?? []), ...labelled], file, pull, context)
  }
  const lost = new Map<number, Extract<Fate, { kind: 'gone' }>>()
  let waiting = false
  for (const item of file.memory.items.filter((remembered) => missing().includes(remembered.ordinal))) {
    const lookup = inquiry.ask<'issue'>({ ask: 'issue', number: item.issue })
    if (lookup === undefined) {
      waiting = true
      continue
    }
    const transferred = !lookup.found && lookup.reason === 'transferred'
    const issue = 'issue' in lookup ? lookup.issue : null
    if (issue !== null && mayBe(issue, item.ordinal, file, pull, context))
      claims = [...claims, { ordinal: item.ordinal, source: '', issue }]
    else if (!lookup.found)
      lost.set(item.ordinal, { kind: 'gone', why: transferred ? 'transferred' : 'deleted', number: item.issue, issue })
  }
  // GitHub's lists may not say who closed an issue, and a bot's "not planned" counts for nothing.
  claims = claims.map((claim) => {
    const { stateReason, closedBy, elsewhere } = claim.issue
    if (stateReason !== 'not_planned' || closedBy !== null || elsewhere !== null) return claim
    const lookup = inquiry.ask<'issue'>({ ask: 'issue', number: claim.issue.number })
    if (lookup === undefined) waiting = true
    return lookup?.found ? { ...claim, issue: lookup.issue } : claim
  })
  if (waiting) return undefined

  const remembered = (ordinal: number) => file.memory.items.find((item) => item.ordinal === ordinal) ?? null
  const fateOf = (ordinal: number): Fate => {
    const issue = earliest(claims, ordinal)?.issue
    if (issue === undefined) return lost.get(ordinal) ?? { kind: 'unopened' }
    if (issue.elsewhere === null || issue.elsewhere.covered) return { kind: 'issue', issue, outcome: outcomeOf(issue) }
    return { kind: 'gone', why: 'transferred', number: remembered(ordinal)?.issue ?? null, issue }
  }
  const merged = frozen.map((item): TrackedItem => {
    const fate = fateOf(item.ordinal)
    const unopened: Fate = wanted.has(item.ordinal)
      ? fate
      : { kind: beyond.has(item.ordinal) ? 'overflow' : 'recorded' }
    const { ordinal, source } = item
    return { ordinal, source, item, fate: fate.kind === 'unopened' ? unopened : fate, remembered: remembered(ordinal) }
  })
  const since = [...new Set([...claims.map((claim) => claim.ordinal), ...known])]
    .filter((ordinal) => !frozen.some((item) => item.ordinal === ordinal))
    .sort((one, other) => one - other)
    .map((ordinal): TrackedItem => {
      const source = earliest(claims, ordinal)?.source ?? ''
      return { ordinal, source, item: null, fate: fateOf(ordinal), remembered: remembered(ordinal) }
    })
    // A later line is known by its issue alone: what is remembered of one that is not the app's was never one.
    .filter(({ fate }) => fate.kind !== 'unopened')
  return {
    items: [...merged, ...since],
    duplicates: claims.flatMap(({ issue, ordinal }) => {
      const first = earliest(claims, ordinal)?.issue
      const superfluous = first !== undefined && first.id !== issue.id && issue.elsewhere === null
      return superfluous && issue.state === 'open' ? [{ issue, of: isHidden(file, first) ? '' : nameOf(first) }] : []
    }),
    attachable: children !== null,
    attached: new Set((children ?? []).map((issue) => issue.id)),
  }
}

/** The issues that the app opened for this pull request, once each. */
function claimsOf(issues: readonly Issue[], file: IncidentFile, pull: Pull, context: Context): readonly Claim[] {
  const byId = new Map<number, Claim>()
  for (const issue of issues) {
    const marker = ownMarker(issue, file, pull, context)
    if (marker === null) continue
    byId.set(issue.id, { ordinal: marker.ordinal, source: marker.source, issue })
  }
  return [...byId.values()]
}

/** The marker of an item of this pull request, in an issue that the app wrote. */
function ownMarker(issue: Issue, file: IncidentFile, pull: Pull, context: Context) {
  if (!isOwn(issue.author, context.self)) return null
  const marker = findMarker(issue.body, 'item')
  const here = marker?.repository === file.repository.id && marker.incident === file.ref.number
  return here && marker.pull === pull.number ? marker : null
}

/**
 * Whether a remembered issue can be the item: one that the app wrote, whose marker people took out or which says the same.
 * Everybody with write can edit the memory, and must not make the app remind in any issue they name, or close it.
 */
function mayBe(issue: Issue, ordinal: number, file: IncidentFile, pull: Pull, context: Context): boolean {
  if (!isOwn(issue.author, context.self) || issue.isPull) return false
  if (findMarker(issue.body, 'item') === null) return true
  return ownMarker(issue, file, pull, context)?.ordinal === ordinal
}

/** Of several with one identity the one that stays: people were working on what was transferred, else the lowest. */
function earliest(claims: readonly Claim[], ordinal: number): Claim | undefined {
  const [first] = claims
    .filter((claim) => claim.ordinal === ordinal)
    .sort(({ issue: one }, { issue: other }) => rank(one) - rank(other) || one.number - other.number)
  return first
}

function rank({ elsewhere }: Issue): number {
  if (elsewhere === null) return 1
  return elsewhere.covered ? 0 : 2
}
