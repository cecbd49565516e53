import type { Configuration } from '../../config/schema/schema.ts'
import { matchOwners } from '../../document/action-items/match-owners.ts'
import { type ActionItems, readActionItems } from '../../document/action-items/read/action-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { Pull } from '../../domain/repository.ts'
import { remembered } from '../../text/markdown/remembered.ts'

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

const known = remembered<ActionItems>()

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
  const account = pull.url.replace(/\/[^/]+\/pull\/\d+$/, '')
  const key = `${JSON.stringify([today, headings, people, participants, account])}\n${file.text}`
  return known(key, () => {
    const read = readActionItems(file.text, { headings, today, names: Object.keys(people), account })
    const owned = (item: ActionItem) => ({ ...item, owners: matchOwners(item.owners, people, participants) })
    return { ...read, items: read.items.map(owned) }
  })
}
