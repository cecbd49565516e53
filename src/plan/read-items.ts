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

const known = new WeakMap<TextFile, { readonly key: string; readonly items: DocumentItems }>()

/** The items of a file that the app tracks. A pass plans several times on the same answers; each file is read once. */
export function readItems(file: TextFile, { configuration, pull, branch, tasksOnly }: DocumentPlace): DocumentItems {
  const today = pull.createdAt.slice(0, 10)
  const { headings } = configuration.review
  const { people } = configuration.actionItems
  // Who is asked for a review changes; who wrote it does not.
  const participants = pull.author.bot ? [] : [pull.author.login]
  const key = JSON.stringify([today, branch, tasksOnly, headings, people, participants])
  const before = known.get(file)
  if (before?.key === key) return before.items
  const read = readActionItems(file.text, { headings, today, names: [...Object.keys(people), ...participants] })
  const owned = (item: ActionItem) => ({ ...item, owners: matchOwners(item.owners, people, participants) })
  const only = tasksOnly ?? tracksTasksOnly(file.text, read, branch)
  const items = { ...read, items: trackedItems(read, only).map(owned), tasksOnly: only }
  known.set(file, { key, items })
  return items
}
