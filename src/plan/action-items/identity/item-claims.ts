import { findMarker } from '../../../document/markers/markers.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { FrozenList } from '../../../domain/marker.ts'
import type { Pull } from '../../../domain/repository.ts'
import { isOwn } from '../../../domain/self.ts'
import type { Context } from '../../context.ts'
import type { Incident } from '../../incident/incident.ts'
import type { IncidentPass } from '../../pass.ts'
import { fingerprint } from './frozen-items.ts'

/** An issue that the app opened for an action item, and what its marker says of that. */
export interface ItemClaim {
  readonly issue: Issue
  readonly incident: number
  readonly pull: number
  readonly ordinal: number
  /** The item's words; `null` where the status comment alone remembers the issue, or more people see it than the document. */
  readonly source: string | null
  /** What its item is known by: the fingerprint of the words that the line had at the merge; `null` as `source`. */
  readonly words: string | null
  readonly frozen: FrozenList | undefined
  /** Where it was to be opened and could not be; `null` for nothing. */
  readonly wanted: string | null
}

/** What the app opened for items of this repository among `issues`, once each. Only markers that it wrote count. */
export function claimsAmong(
  issues: readonly Issue[],
  file: Pick<Incident, 'repository'>,
  context: Context,
): readonly ItemClaim[] {
  const byId = new Map<number, ItemClaim>()
  for (const issue of issues) {
    const marker = isOwn(issue.author, context.self) ? findMarker(issue.body, 'item') : null
    if (marker?.repository !== file.repository.id) continue
    const { incident, pull, ordinal, source, words = fingerprint(source), frozen, wanted } = marker
    const known = { issue, incident, pull, ordinal, frozen, wanted: wanted ?? null }
    // Where more people see it than its document, its marker has no words.
    byId.set(issue.id, { ...known, ...(source === '' ? { source: null, words: null } : { source, words }) })
  }
  return [...byId.values()]
}

/** Those for items of this incident. */
export function claimsOf(pass: IncidentPass, issues: readonly Issue[]): readonly ItemClaim[] {
  const { incident: file, context } = pass
  return claimsAmong(issues, file, context).filter(({ incident }) => incident === file.ref.number)
}

/**
 * What the status comment remembers as the issue of an item, as far as it can be: one that the app wrote, whose marker people
 * took out or which says the same; `null` for any other. Everybody with write can edit the memory, and must not make the app
 * remind in any issue they name, or close it.
 */
export function rememberedClaim(pass: IncidentPass, issue: Issue, ordinal: number, pull: Pull): ItemClaim | null {
  const { incident, context } = pass
  if (!isOwn(issue.author, context.self) || issue.isPull) return null
  if (findMarker(issue.body, 'item') === null) {
    const known = { issue, incident: incident.ref.number, pull: pull.number, ordinal }
    return { ...known, source: null, words: null, frozen: undefined, wanted: null }
  }
  const [claim] = claimsOf(pass, [issue])
  return claim?.pull === pull.number ? claim : null
}

/** Claims of one item twice over: the same number of the same document, with the same words. */
export interface Duplicate {
  readonly issue: Issue
  readonly first: Issue
}

/** Of several claims for one item the one that stays: people were working on what was transferred, else the lowest. */
export function withoutDuplicates(claims: readonly ItemClaim[]): {
  readonly claims: readonly ItemClaim[]
  readonly duplicates: readonly Duplicate[]
} {
  const firsts = new Map<string, ItemClaim>()
  const duplicates: Duplicate[] = []
  for (const claim of claims.toSorted((one, other) => byRank(one.issue, other.issue))) {
    const { pull, ordinal, words, issue } = claim
    const key = `${pull}:${ordinal} ${words ?? ''}`
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, claim)
    else if (first.issue.id !== issue.id) duplicates.push({ issue, first: first.issue })
  }
  return { claims: [...firsts.values()], duplicates }
}

function byRank(one: Issue, other: Issue): number {
  return rank(one) - rank(other) || one.number - other.number
}

function rank({ elsewhere }: Issue): number {
  if (elsewhere === null) return 1
  return elsewhere.covered ? 0 : 2
}
