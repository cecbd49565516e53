import { LRUCache } from 'lru-cache'
import type { Configuration } from '../config/schema.ts'
import { type ActionItems, readActionItems } from '../document/action-items.ts'
import { matchOwners } from '../document/match-owners.ts'
import type { ActionItem } from '../domain/action-item.ts'
import type { Pull } from '../domain/repository.ts'

interface TextFile {
  readonly text: string
}

/** Where a document stands, which says how it is read. */
export interface DocumentPlace {
  /** Whose headings and names count. */
  readonly configuration: Configuration
  /** Relative dates ("in 2 weeks") count from the day on which it was opened, before and after the merge. */
  readonly pull: Pull
}

/** In UTF-16 code units of what was read: a pass over the largest document finds it again. */
const mostKept = 4_000_000
const known = new LRUCache<string, ActionItems>({
  max: 50,
  maxSize: mostKept,
  sizeCalculation: (_, key) => key.length,
})

/**
 * The items of a file: what the check, its preview, the merge and the status comment take for an action item is what this
 * says. Passes plan several times on the same text, which is read once.
 */
export function readItems(file: TextFile, { configuration, pull }: DocumentPlace): ActionItems {
  const today = pull.createdAt.slice(0, 10)
  const { headings } = configuration.review
  const { people } = configuration.actionItems
  // Who is asked for a review changes; who wrote it does not. That says whose an item is, never which lines are items.
  const participants = pull.author.bot ? [] : [pull.author.login]
  const key = `${JSON.stringify([today, headings, people, participants])}\n${file.text}`
  const before = known.get(key)
  if (before !== undefined) return before
  const read = readActionItems(file.text, { headings, today, names: Object.keys(people) })
  const owned = (item: ActionItem) => ({ ...item, owners: matchOwners(item.owners, people, participants) })
  const items = { ...read, items: read.items.map(owned) }
  known.set(key, items)
  return items
}
