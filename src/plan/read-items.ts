import { LRUCache } from 'lru-cache'
import type { Configuration } from '../config/schema.ts'
import { type ActionItems, readActionItems } from '../document/action-items.ts'
import { matchOwners } from '../document/match-owners.ts'
import { trackedItems, tracksTasksOnly } from '../document/tracked-items.ts'
import type { ActionItem } from '../domain/action-item.ts'
import { incidentOfBranch } from '../domain/ref.ts'
import type { Pull } from '../domain/repository.ts'

interface TextFile {
  readonly text: string
}

/** The items of a document that the app tracks. */
export interface DocumentItems extends ActionItems {
  /** Whether its task-list lines are all that is tracked. */
  readonly tasksOnly: boolean
}

/** Where a document stands, which says how it is read. */
export interface DocumentPlace {
  /** Whose headings and names count. */
  readonly configuration: Configuration
  /** Relative dates ("in 2 weeks") count from the day on which it was opened, before and after the merge. */
  readonly pull: Pull
  /** Whether it stands on its incident's branch, or was added by hand elsewhere. */
  readonly branch: 'own' | 'other'
  /** What the merged document was read as; `null` to look at the document itself. */
  readonly tasksOnly: boolean | null
}

/** Whether a pull request comes from an incident's branch, or people opened it by hand. */
export function branchOf(pull: Pull): DocumentPlace['branch'] {
  return incidentOfBranch(pull.head.ref) === null ? 'other' : 'own'
}

/** In UTF-16 code units of what was read: a pass over the largest document finds it again. */
const mostKept = 4_000_000
const known = new LRUCache<string, DocumentItems>({
  max: 50,
  maxSize: mostKept,
  sizeCalculation: (_, key) => key.length,
})

/** The items of a file that the app tracks. Passes plan several times on the same text, which is read once. */
export function readItems(file: TextFile, { configuration, pull, branch, tasksOnly }: DocumentPlace): DocumentItems {
  const today = pull.createdAt.slice(0, 10)
  const { headings } = configuration.review
  const { people } = configuration.actionItems
  // Who is asked for a review changes; who wrote it does not.
  const participants = pull.author.bot ? [] : [pull.author.login]
  const key = `${JSON.stringify([today, branch, tasksOnly, headings, people, participants])}\n${file.text}`
  const before = known.get(key)
  if (before !== undefined) return before
  const read = readActionItems(file.text, { headings, today, names: [...Object.keys(people), ...participants] })
  const owned = (item: ActionItem) => ({ ...item, owners: matchOwners(item.owners, people, participants) })
  const only = tasksOnly ?? tracksTasksOnly(file.text, read, branch)
  const items = { ...read, items: trackedItems(read, only).map(owned), tasksOnly: only }
  known.set(key, items)
  return items
}
