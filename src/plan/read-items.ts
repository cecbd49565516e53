import { type ActionItems, readActionItems } from '../document/action-items.ts'
import { trackedItems, tracksTasksOnly } from '../document/tracked-items.ts'
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
export function readItems(file: TextFile, { pull, branch, tasksOnly }: DocumentPlace): DocumentItems {
  const today = pull.createdAt.slice(0, 10)
  const key = JSON.stringify([today, branch, tasksOnly])
  const before = known.get(file)
  if (before?.key === key) return before.items
  const read = readActionItems(file.text, { today })
  const only = tasksOnly ?? tracksTasksOnly(file.text, read, branch)
  const items = { ...read, items: trackedItems(read, only), tasksOnly: only }
  known.set(file, { key, items })
  return items
}
