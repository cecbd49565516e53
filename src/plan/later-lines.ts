import type { ActionItem } from '../domain/action-item.ts'

/** An item that exists already: from the merged document, or added since. */
export interface KnownItem {
  readonly ordinal: number
  readonly source: string
  readonly issue: number | null
}

export interface LineMatch {
  /** Lines of today's document, by the ordinal of the item that they are. */
  readonly matched: ReadonlyMap<number, ActionItem>
  /** Unchecked lines that are certainly new. */
  readonly fresh: readonly ActionItem[]
  /** Unchecked lines that may be an edited item as well as a new one: people are asked. */
  readonly unclear: readonly ActionItem[]
}

/**
 * Finds the known items in today's lines: by the link to their issue, then by exact text, then one to one by position
 * among the leftovers. A line is new only when every known item is matched by link or text and no known item has its
 * words: so a typo fixed, a line moved, an equal line added or an item removed never opens a second issue.
 */
export function matchLines(lines: readonly ActionItem[], known: readonly KnownItem[]): LineMatch {
  const matched = new Map<number, ActionItem>()
  const taken = new Set<ActionItem>()
  const take = (item: KnownItem, line: ActionItem | undefined) => {
    if (line === undefined) return
    matched.set(item.ordinal, line)
    taken.add(line)
  }
  for (const item of known) {
    take(
      item,
      lines.find((line) => !taken.has(line) && item.issue !== null && line.links.includes(item.issue)),
    )
  }
  for (const item of known) {
    if (matched.has(item.ordinal)) continue
    take(
      item,
      lines.find((line) => !taken.has(line) && bare(line.source) === bare(item.source)),
    )
  }
  const lost = known.filter((item) => !matched.has(item.ordinal))
  const left = lines.filter((line) => !taken.has(line))
  if (left.length <= lost.length) {
    for (const [index, line] of left.entries()) {
      const item = lost[index]
      if (item) take(item, line)
    }
    return { matched, fresh: [], unclear: [] }
  }
  const words = new Set(known.map((item) => bare(item.source)))
  const open = left.filter((line) => !line.checked && line.links.length === 0)
  const certain = open.filter((line) => lost.length === 0 && !words.has(bare(line.source)))
  return { matched, fresh: certain, unclear: open.filter((line) => !certain.includes(line)) }
}

/** The words of a line without the issue links that the app or people appended. */
function bare(source: string): string {
  return source.replace(/ ?\(\[#\d{1,10}\]\([^()\s]{1,300}\)\)/g, '').trim()
}
