import { needsIssue } from '../../document/action-items/tracked-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { fingerprint } from './identity/frozen-items.ts'
import { pairAlike } from './identity/likeness.ts'
import { pairOff } from './identity/pair-off.ts'

/** An item that exists already: from the merged document, or added since. */
export interface KnownItem {
  readonly ordinal: number
  readonly source: string
  /** What today's reader makes of its line, where that is something else. */
  readonly also?: string
  readonly issue: number | null
  /** Whether its line stands in the document, where today's reader does not look for items. */
  readonly stands?: boolean
}

export interface LineMatch {
  /** Lines of today's document, by the ordinal of the item that they are. */
  readonly matched: ReadonlyMap<number, ActionItem>
  /** Unchecked lines that are certainly new. */
  readonly fresh: readonly ActionItem[]
  /** Unchecked lines that may be an edited item as well as a new one: people are asked. */
  readonly ambiguous: readonly ActionItem[]
  /** Unfinished lines that stood there at the merge and were no items then. */
  readonly offered: readonly ActionItem[]
}

/**
 * Finds the known items in today's lines: by the link to their issue, then by exact text, then by what they share of their
 * words. A line is new only when every known item is matched by link or text and no known item has its
 * words: so a typo fixed, a line moved, an equal line added or an item removed never opens a second issue. Of a line that
 * has nothing in common with the item that is gone people are asked: nobody's line is passed over. `offers` are what
 * only today's reader takes for items of the merged document: they are known as well, and a person who adds one of them once
 * more wants it opened.
 */
export function matchLines(
  lines: readonly ActionItem[],
  known: readonly KnownItem[],
  offers: readonly ActionItem[] = [],
): LineMatch {
  const all = [...known, ...offers]
  const linked = byLink(lines, known)
  const unlinked = all.filter((one) => !isKnown(one) || !linked.has(one))
  const free = without(lines, linked.values())
  const said = pairOff<KnownItem | ActionItem, ActionItem>(unlinked, free, [
    { one: ({ source }) => fingerprint(source), other: ({ source }) => fingerprint(source) },
    { one: alsoSaid, other: ({ source }) => fingerprint(source) },
  ])
  const certain = new Map([...linked, ...said])
  const lost = all.filter((one) => !certain.has(one) && !(isKnown(one) && one.stands))
  const left = without(free, said.values())
  if (left.length <= lost.length) {
    const { pairs, strange } = pairAlike(lost, left)
    return sorted(new Map([...certain, ...pairs]), [], strange.filter(isUnfinished))
  }
  const words = new Set(known.map(({ source }) => fingerprint(source)))
  const open = left.filter(isUnfinished)
  const fresh = open.filter((line) => lost.length === 0 && !words.has(fingerprint(line.source)))
  return sorted(
    certain,
    fresh,
    open.filter((line) => !fresh.includes(line)),
  )
}

function sorted(
  pairs: ReadonlyMap<KnownItem | ActionItem, ActionItem>,
  fresh: readonly ActionItem[],
  ambiguous: readonly ActionItem[],
): LineMatch {
  const matched = new Map([...pairs].flatMap(([one, line]) => (isKnown(one) ? [[one.ordinal, line] as const] : [])))
  const offered = [...pairs].flatMap(([one, line]) => {
    return isKnown(one) || !isUnfinished(line) ? [] : [line]
  })
  return { matched, fresh, ambiguous, offered }
}

/** Whether a line is left to do and leads to no issue. */
function isUnfinished(line: ActionItem): boolean {
  return needsIssue(line) && line.links.length === 0
}

/** The first line that links the issue of each item. */
function byLink(lines: readonly ActionItem[], known: readonly KnownItem[]): ReadonlyMap<KnownItem, ActionItem> {
  const linking = new Map<number, ActionItem[]>()
  for (const line of lines) {
    for (const number of new Set(line.links)) linking.set(number, [...(linking.get(number) ?? []), line])
  }
  const pairs = new Map<KnownItem, ActionItem>()
  const taken = new Set<ActionItem>()
  for (const item of known) {
    const line = (item.issue === null ? [] : (linking.get(item.issue) ?? [])).find((one) => !taken.has(one))
    if (line === undefined) continue
    pairs.set(item, line)
    taken.add(line)
  }
  return pairs
}

function alsoSaid(one: KnownItem | ActionItem): string | null {
  return isKnown(one) && one.also !== undefined ? fingerprint(one.also) : null
}

function isKnown(one: KnownItem | ActionItem): one is KnownItem {
  return 'issue' in one
}

function without(lines: readonly ActionItem[], taken: Iterable<ActionItem>): readonly ActionItem[] {
  const gone = new Set(taken)
  return lines.filter((line) => !gone.has(line))
}
