import { findMarker } from '../document/markers.ts'
import type { ActionItem } from '../domain/action-item.ts'
import type { Issue } from '../domain/issue.ts'
import type { Pull } from '../domain/repository.ts'
import { isOwn } from '../domain/self.ts'
import type { Context } from './context.ts'
import type { IncidentFile } from './incident-file.ts'
import type { Inquiry } from './inquiry.ts'
import { type Fate, outcomeOf, type TrackedItem } from './tracked-item.ts'

export interface FoundItems {
  readonly items: readonly TrackedItem[]
  /** Issues that carry the identity of an item which a lower issue has already. */
  readonly duplicates: readonly { readonly issue: Issue; readonly of: number }[]
  /** Whether GitHub offers sub-issues here. */
  readonly attachable: boolean
  /** Numbers of the issues that hang under the incident. */
  readonly attached: ReadonlySet<number>
}

interface Claim {
  readonly ordinal: number
  readonly source: string
  readonly issue: Issue
}

/**
 * Finds the issue of each item: among the sub-issues, then among the labelled issues since the merge, then by the
 * number that the status comment remembers. Only markers that the app wrote count. `undefined` while not read.
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
  const { max, label } = file.configuration.actionItems
  const unchecked = frozen.filter((item) => !item.checked)
  const wanted = new Set(unchecked.slice(0, max).map((item) => item.ordinal))
  const known = file.memory.items.map((item) => item.ordinal)
  const need = new Set([...wanted, ...known])

  let claims = claimsOf(children ?? [], file, pull, context)
  const missing = () => [...need].filter((ordinal) => !claims.some((claim) => claim.ordinal === ordinal))
  if (missing().length > 0) {
    const labelled = inquiry.ask<'labelled'>({ ask: 'labelled', label, since: pull.mergedAt ?? pull.createdAt })
    if (labelled === undefined) return undefined
    claims = claimsOf([...(children ?? []), ...labelled], file, pull, context)
  }
  const lost = new Map<number, number>()
  let waiting = false
  for (const item of file.memory.items.filter((remembered) => missing().includes(remembered.ordinal))) {
    const lookup = inquiry.ask<'issue'>({ ask: 'issue', number: item.issue })
    if (lookup === undefined) waiting = true
    else if (!lookup.found) lost.set(item.ordinal, item.issue)
    else if (mayBe(lookup.issue, item.ordinal, file, pull, context))
      claims = [...claims, { ordinal: item.ordinal, source: '', issue: lookup.issue }]
  }
  // GitHub's lists may not say who closed an issue, and a bot's "not planned" counts for nothing.
  claims = claims.map((claim) => {
    if (claim.issue.stateReason !== 'not_planned' || claim.issue.closedBy !== null) return claim
    const lookup = inquiry.ask<'issue'>({ ask: 'issue', number: claim.issue.number })
    if (lookup === undefined) waiting = true
    return lookup?.found ? { ...claim, issue: lookup.issue } : claim
  })
  if (waiting) return undefined

  const fateOf = (ordinal: number): Fate => {
    const claim = lowest(claims, ordinal)
    if (claim) return { kind: 'issue', issue: claim.issue, outcome: outcomeOf(claim.issue) }
    const number = lost.get(ordinal)
    return number === undefined ? { kind: 'unopened' } : { kind: 'gone', number }
  }
  const remembered = (ordinal: number) => file.memory.items.find((item) => item.ordinal === ordinal) ?? null
  const merged = frozen.map((item): TrackedItem => {
    const fate = fateOf(item.ordinal)
    const unopened: Fate = item.checked ? { kind: 'recorded' } : wanted.has(item.ordinal) ? fate : { kind: 'overflow' }
    const { ordinal, source } = item
    return { ordinal, source, item, fate: fate.kind === 'unopened' ? unopened : fate, remembered: remembered(ordinal) }
  })
  const since = [...new Set([...claims.map((claim) => claim.ordinal), ...known])]
    .filter((ordinal) => !frozen.some((item) => item.ordinal === ordinal))
    .sort((one, other) => one - other)
    .map((ordinal): TrackedItem => {
      const source = lowest(claims, ordinal)?.source ?? ''
      return { ordinal, source, item: null, fate: fateOf(ordinal), remembered: remembered(ordinal) }
    })
    // A later line is known by its issue alone: what is remembered of one that is not the app's was never one.
    .filter(({ fate }) => fate.kind !== 'unopened')
  return {
    items: [...merged, ...since],
    duplicates: claims.flatMap((claim) => {
      const first = lowest(claims, claim.ordinal)?.issue.number ?? claim.issue.number
      return claim.issue.number > first && claim.issue.state === 'open' ? [{ issue: claim.issue, of: first }] : []
    }),
    attachable: children !== null,
    attached: new Set((children ?? []).map((issue) => issue.number)),
  }
}

/** The issues that the app opened for this pull request, once each. */
function claimsOf(issues: readonly Issue[], file: IncidentFile, pull: Pull, context: Context): readonly Claim[] {
  const byNumber = new Map<number, Claim>()
  for (const issue of issues) {
    const marker = ownMarker(issue, file, pull, context)
    if (marker === null) continue
    byNumber.set(issue.number, { ordinal: marker.ordinal, source: marker.source, issue })
  }
  return [...byNumber.values()]
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

function lowest(claims: readonly Claim[], ordinal: number): Claim | undefined {
  return claims
    .filter((claim) => claim.ordinal === ordinal)
    .reduce<Claim | undefined>((low, claim) => (low && low.issue.number < claim.issue.number ? low : claim), undefined)
}
