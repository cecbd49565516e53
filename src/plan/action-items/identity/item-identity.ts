import { needsIssue } from '../../../document/action-items/tracked-items.ts'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { FrozenItem, FrozenList, StatusMemory } from '../../../domain/marker.ts'
import { fingerprint, freeze, frozenItem, frozenList, keptWords, mostFrozen } from './frozen-items.ts'
import { type Duplicate, type ItemClaim, withoutDuplicates } from './item-claims.ts'
import { type LaterItem, laterItems } from './later-items.ts'
import { pairOff, withLeftovers } from './pair-off.ts'

/** All that tells which items a merged document has, and which issue each of them has. */
export interface Evidence {
  /** The pull request that merged it, and at which commit. */
  readonly pull: number
  readonly at: string
  readonly memory: StatusMemory
  /** The items of the document at the merge, as it is read today; `null` where nobody can read it. */
  readonly reading: readonly ActionItem[] | null
  /** What the app opened for items of the incident. */
  readonly claims: readonly ItemClaim[]
  /** What it opened for items of other incidents that this document shows, too. */
  readonly elsewhere: readonly ItemClaim[]
  /** As many issues as a document may have. */
  readonly max: number
}

/** An item of the merged document. */
export interface MergedItem {
  readonly item: FrozenItem
  /** What today's reader makes of its line; `null` where it takes it for no item. */
  readonly reading: ActionItem | null
  readonly claim: ItemClaim | null
}

export interface Identified {
  /** What is to be remembered from now on; `null` while nobody can read the document. */
  readonly list: FrozenList | null
  readonly entries: readonly MergedItem[]
  readonly later: readonly LaterItem[]
  readonly duplicates: readonly Duplicate[]
  /** What only today's reader takes for items, done ones included: it was none at the merge. */
  readonly offers: readonly ActionItem[]
}

/**
 * Tells the items of a merged document apart. Which they are is what the status comment froze at the merge, else what their
 * issues tell of that, else what is read now and was never decided. An issue belongs to the item whose number and words its
 * marker has, else to the one with its words, else to the one that the status comment remembers it for; what is then left on
 * both sides belongs together one to one. A number alone tells nothing.
 */
export function identify(evidence: Evidence): Identified {
  const { claims, duplicates } = withoutDuplicates(evidence.claims)
  const own = claims.filter(({ pull }) => pull === evidence.pull)
  const list = known(evidence, own) ?? decided(evidence, own)
  if (list === null) return { list, entries: [], later: laterItems(own, [], evidence.memory), duplicates, offers: [] }
  const readings = readingsOf(list, evidence)
  const owners = claimsOfItems(list, readings, claims, evidence)
  const entries = list.items.map((item) => {
    return { item, reading: readings.get(item) ?? null, claim: owners.get(item) ?? null }
  })
  const taken = new Set(owners.values())
  const later = laterItems(
    own.filter((claim) => !taken.has(claim)),
    list.items,
    evidence.memory,
  )
  return { list, entries, later, duplicates, offers: offered(list, readings, later, evidence) }
}

/** What was decided at the merge, as the status comment or any of the issues tell: the words of each item from its issue, else from the document. */
function known({ memory, pull, at, reading }: Evidence, own: readonly ItemClaim[]): FrozenList | null {
  const { frozen } = memory
  if (frozen !== undefined && frozen.at === at && memory.pull === pull) return frozen
  const listed = own
    .toSorted((one, other) => one.issue.number - other.issue.number)
    .find((claim) => claim.frozen)?.frozen
  if (listed === undefined) return null
  const read = (reading ?? []).map(({ source }) => [fingerprint(source), source] as const)
  const texts = new Map([...read, ...own.map(({ words, source }) => [words ?? '', source ?? ''] as const)])
  return frozenList(
    at,
    listed.items.map((item) => ({ ...item, text: texts.get(item.words) ?? '' })),
  )
}

/** Decides it now. Where issues stand already, it was decided once and not written down: they say what was. */
function decided(evidence: Evidence, own: readonly ItemClaim[]): FrozenList | null {
  const { at, memory, elsewhere, reading } = evidence
  if (reading === null) return null
  if (own.length === 0 && memory.items.length === 0 && !wasComplete(evidence, own)) {
    const fresh = freeze(at, reading)
    const known = new Set(followedElsewhere(reading, elsewhere).map(({ ordinal }) => ordinal))
    return { ...fresh, items: fresh.items.map((item) => (known.has(item.ordinal) ? { ...item, open: false } : item)) }
  }
  return fromIssues(evidence, own, reading)
}

/** Those of a document's items whose line links an issue of another document's, or says the same as one. */
export function followedElsewhere(items: readonly ActionItem[], claims: readonly ItemClaim[]): readonly ActionItem[] {
  const numbers = new Set(claims.map(({ issue }) => issue.number))
  const linking = items.filter(({ links }) => links.some((link) => numbers.has(link)))
  const linked = new Set(linking.flatMap(({ links }) => links))
  const said = pairOff(
    items.filter((item) => !linking.includes(item)),
    claims.filter(({ issue }) => !linked.has(issue.number)),
    [{ one: ({ source }) => fingerprint(source), other: ({ words }) => words }],
  )
  return [...linking, ...said.keys()]
}

/** Whether every item of the document had its issue once, before lists were kept. */
function wasComplete({ memory, pull, at }: Evidence, own: readonly ItemClaim[]): boolean {
  if (memory.pull !== pull) return own.length > 0
  return memory.mergeCommit === at && (memory.items.length > 0 || memory.writeBack !== 'pending')
}

/** The list of a document whose items were opened before lists were kept: what has an issue, and what needs none. */
function fromIssues(evidence: Evidence, own: readonly ItemClaim[], items: readonly ActionItem[]): FrozenList {
  const { at, memory, max } = evidence
  const claimed = own.map(({ ordinal, source, words }): FrozenItem => {
    return { ordinal, line: 0, words: words ?? '', open: true, text: source ?? '' }
  })
  const gone = memory.items.map(({ ordinal }) => ({ ordinal, line: 0, words: '', open: true, text: '' }))
  const opened = [...new Map([...gone, ...claimed].map((item) => [item.ordinal, item])).values()].toSorted(byOrdinal)
  const pairs = readingPairs(opened, items)
  const placed = opened.map((item): FrozenItem => {
    const found = pairs.get(item)
    if (found === undefined) return item
    return item.words === '' ? { ...frozenItem(found, true), ordinal: item.ordinal } : { ...item, line: found.line }
  })
  const paired = new Set(pairs.values())
  const unopened = items.filter((item) => !paired.has(item))
  const complete = wasComplete(evidence, own) && opened.length < max
  const numbers = new Set(opened.map(({ ordinal }) => ordinal))
  let next = Math.max(0, ...numbers, ...items.map(({ ordinal }) => ordinal))
  const others = unopened.flatMap((item): readonly FrozenItem[] => {
    const open = needsIssue(item)
    if (open && complete) return []
    next += numbers.has(item.ordinal) ? 1 : 0
    return [{ ...frozenItem(item, open), ordinal: numbers.has(item.ordinal) ? next : item.ordinal }]
  })
  return frozenList(at, [...placed, ...others])
}

/** Which of today's items each opened one is: by its words, else the one of its number among the leftovers, else one to one. */
function readingPairs(
  opened: readonly FrozenItem[],
  items: readonly ActionItem[],
): ReadonlyMap<FrozenItem, ActionItem> {
  const unfinished = (item: ActionItem) => (needsIssue(item) ? `${item.ordinal}` : null)
  const pairs = pairOff(opened, items, [
    {
      one: ({ ordinal, words }) => `${ordinal} ${words}`,
      other: ({ ordinal, source }) => `${ordinal} ${fingerprint(source)}`,
    },
    { one: ({ words }) => words, other: ({ source }) => fingerprint(source) },
    { one: ({ ordinal }) => `${ordinal}`, other: unfinished },
  ])
  return withLeftovers(pairs, opened, items.filter(needsIssue))
}

/** What today's reader makes of each item's line. The document at the merge never changes, so its place is certain. */
function readingsOf(list: FrozenList, { reading }: Evidence): ReadonlyMap<FrozenItem, ActionItem> {
  return pairOff(list.items, reading ?? [], [
    { one: ({ line, words }) => `${line} ${words}`, other: ({ line, source }) => `${line} ${fingerprint(source)}` },
    { one: ({ line }) => (line === 0 ? null : `${line}`), other: ({ line }) => `${line}` },
    { one: ({ words }) => words, other: ({ source }) => fingerprint(source) },
  ])
}

/** Which issue each item has. */
function claimsOfItems(
  list: FrozenList,
  readings: ReadonlyMap<FrozenItem, ActionItem>,
  claims: readonly ItemClaim[],
  { pull, memory }: Evidence,
): ReadonlyMap<FrozenItem, ItemClaim> {
  const numbers = new Set(list.items.map(({ ordinal }) => ordinal))
  const here = claims.filter((claim) => claim.pull === pull && numbers.has(claim.ordinal))
  const rememberedAs = new Map(memory.items.map((item) => [item.ordinal, `${item.in ?? ''}#${item.issue}`]))
  const paired = pairOff(list.items, here, [
    {
      one: ({ ordinal, words }) => `${ordinal} ${words}`,
      other: (claim) => `${claim.ordinal} ${claim.words ?? ''}`,
    },
    { one: ({ ordinal }) => `${ordinal}`, other: ({ ordinal, source }) => (source === null ? `${ordinal}` : null) },
    { one: ({ words }) => words, other: ({ words }) => words },
    {
      one: ({ ordinal }) => rememberedAs.get(ordinal) ?? null,
      other: ({ issue }) => `${issue.elsewhere?.id ?? ''}#${issue.number}`,
    },
  ])
  const open = list.items.filter((item) => item.open)
  const left = here.filter((claim) => claim.source !== null)
  const own = withLeftovers(paired, open, left)
  // What another pull request of this incident brought along is the same item, wherever its document went.
  const unopened = open.filter((item) => !own.has(item))
  const others = claims.filter((claim) => claim.pull !== pull)
  const linked = new Map(unopened.map((item) => [item, readings.get(item)?.links[0]]))
  const moved = pairOff(unopened, others, [
    {
      one: (item) => (linked.get(item) === undefined ? null : `${linked.get(item)}`),
      other: ({ issue }) => `${issue.number}`,
    },
    { one: ({ words }) => words, other: ({ words }) => words },
  ])
  return new Map([...own, ...moved])
}

/** What today's reader finds and the merge did not, as long as no issue has its words. */
function offered(
  list: FrozenList,
  readings: ReadonlyMap<FrozenItem, ActionItem>,
  later: readonly LaterItem[],
  { reading }: Evidence,
): readonly ActionItem[] {
  // Of so many nobody knows which were items.
  if (reading === null || list.items.length >= mostFrozen) return []
  const paired = new Set(readings.values())
  const left = reading.filter((item) => !paired.has(item))
  const opened = pairOff(later, left, [
    { one: ({ claim }) => claim.words, other: ({ source }) => fingerprint(keptWords(source)) },
  ])
  const theirs = new Set(opened.values())
  return left.filter((item) => !theirs.has(item))
}

function byOrdinal(one: FrozenItem, other: FrozenItem): number {
  return one.ordinal - other.ordinal
}
