import type { ActionItem } from '../../../domain/action-item.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { FrozenList, RememberedItem, StatusMemory } from '../../../domain/marker.ts'
import type { Incident } from '../../incident/incident.ts'
import { withDueField } from '../issue-fields/due-field.ts'
import { isHiddenIssue, issueName } from '../issue-names.ts'
import type { MergedDocument } from '../merged-document.ts'
import { type ItemStatus, outcomeOfItem, type TrackedItem } from '../tracked-item.ts'
import type { ItemClaim } from './item-claims.ts'
import type { Identified, MergedItem } from './item-identity.ts'
import { itemWithWords, itemWords } from './item-words.ts'

/** The items of a merged document, and the issue of each. */
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
  /** Issues of which nobody knows what they are for: people are asked before more is opened. */
  readonly ambiguous: readonly Issue[]
  /** Whether GitHub offers sub-issues here. */
  readonly attachable: boolean
  /** Ids of the issues that hang under the incident. */
  readonly attached: ReadonlySet<number>
}

/** An item whose issue is not there any more. */
export type GoneStatus = Extract<ItemStatus, { kind: 'gone' }>

/**
 * The ordinals of the items that are to have an issue, and of those past `max`, which are listed and not opened: those that
 * had one once come first, then the others in the order of the document.
 */
export function openAndBeyond(entries: readonly MergedItem[], memory: StatusMemory, max: number) {
  const open = entries.filter(({ item }) => item.open)
  const remembered = new Set(memory.items.map(({ ordinal }) => ordinal))
  const opened = open.filter(({ item, claim }) => claim !== null || remembered.has(item.ordinal))
  const others = open.filter((entry) => !opened.includes(entry))
  const room = Math.max(0, max - opened.length)
  const ordinals = (some: readonly MergedItem[]) => new Set(some.map(({ item }) => item.ordinal))
  return { wanted: ordinals([...opened, ...others.slice(0, room)]), beyond: ordinals(others.slice(room)) }
}

/** The items that were identified, with what became of each; those of `lost` have no issue any more. */
export function assembleItems(
  incident: Incident,
  merged: MergedDocument,
  { list, entries, later, duplicates, offers }: Identified,
  {
    children,
    lost,
    ambiguous,
  }: Pick<FoundItems, 'ambiguous'> & {
    readonly children: readonly Issue[] | null
    readonly lost: ReadonlyMap<number, GoneStatus>
  },
): FoundItems {
  const { wanted, beyond } = openAndBeyond(entries, incident.memory, incident.configuration.actionItems.max)
  const memoryOf = (ordinal: number) => incident.memory.items.find((item) => item.ordinal === ordinal) ?? null
  const statusOf = (ordinal: number, claim: ItemClaim | null): ItemStatus =>
    claim === null
      ? (lost.get(ordinal) ?? { kind: ambiguous.length > 0 ? 'ambiguous' : 'unopened' })
      : statusOfClaimed(withDueField(claim.issue, incident.configuration), memoryOf(ordinal))
  const frozen = entries.map(({ item, reading, claim }): TrackedItem => {
    const { ordinal } = item
    const status = statusOf(ordinal, claim)
    const unopened: ItemStatus = wanted.has(ordinal) ? status : { kind: beyond.has(ordinal) ? 'overflow' : 'recorded' }
    const words = itemWords(item, reading, merged) || (claim?.source ?? '')
    return {
      ordinal,
      source: words,
      item: reading !== null && claim !== null ? reading : itemWithWords(item, reading, words),
      status: status.kind === 'unopened' || status.kind === 'ambiguous' ? unopened : status,
      remembered: memoryOf(ordinal),
      wanted: claim?.wanted ?? null,
    }
  })
  const since = later.map(({ ordinal, claim }): TrackedItem => {
    return {
      ordinal,
      source: claim.source ?? '',
      item: null,
      status: statusOf(ordinal, claim),
      remembered: memoryOf(ordinal),
      wanted: claim.wanted,
    }
  })
  // A later line is known by its issue alone: what is remembered of one that is not the app's was never one.
  const known = new Set([...frozen, ...since].map(({ ordinal }) => ordinal))
  const gone = [...lost]
    .filter(([ordinal]) => !known.has(ordinal))
    .map(
      ([ordinal, status]): TrackedItem => ({
        ordinal,
        source: '',
        item: null,
        status,
        remembered: memoryOf(ordinal),
        wanted: null,
      }),
    )
  return {
    items: [...frozen, ...[...since, ...gone].toSorted((one, other) => one.ordinal - other.ordinal)],
    frozen: list,
    offers,
    unread: new Set(entries.flatMap(({ item, reading }) => (reading === null ? [item.ordinal] : []))),
    duplicates: duplicates.flatMap(({ issue, first }) => {
      return (issue.elsewhere?.covered ?? true) && issue.state === 'open'
        ? [{ issue, of: nameFor(issue, first, incident) }]
        : []
    }),
    ambiguous,
    attachable: children !== null,
    attached: new Set((children ?? []).map((issue) => issue.id)),
  }
}

/** How the text of an issue may name another one: not at all where not everybody who reads it may follow. */
function nameFor({ elsewhere }: Issue, other: Issue, incident: Incident): string {
  if (elsewhere === null) return isHiddenIssue(incident, other) ? '' : issueName(other)
  return elsewhere.id === other.elsewhere?.id ? `#${other.number}` : ''
}

/** What becomes of an item whose issue was found, by what the status comment remembers of it. */
function statusOfClaimed(issue: Issue, remembered: RememberedItem | null): ItemStatus {
  const isOpened = remembered?.in !== undefined
  if (issue.elsewhere === null || issue.elsewhere.covered || (isOpened && issue.state === 'closed'))
    return { kind: 'issue', issue, outcome: outcomeOfItem(issue) }
  if (isOpened) return { kind: 'gone', why: 'stranded', number: null, issue }
  return { kind: 'gone', why: 'transferred', number: remembered?.issue ?? null, issue }
}
