import { plainTitle } from '../../document/harmless/escape.ts'
import type { ActionItem } from '../../domain/action-item.ts'

/** What the issue of an action item will be: what a preview shows, and what merging creates. */
export interface IssueDraft {
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** Owners whom GitHub cannot assign, or not as well: they are named in the issue's text. */
  readonly named: readonly string[]
}

/** GitHub refuses the whole issue for one more. */
const mostAssignees = 10

/** The draft of an item's issue. `words` stand for its text; `mayOwn` tells who can be assigned, by login. */
export function issueDraft(
  item: ActionItem,
  { words, label, mayOwn }: { words: string; label: string; mayOwn: (login: string) => boolean },
): IssueDraft {
  const { logins, teams, names } = item.owners
  const assignees = logins.filter(mayOwn).slice(0, mostAssignees)
  return {
    title: plainTitle(words),
    labels: [label],
    assignees,
    named: [...logins.filter((login) => !assignees.includes(login)), ...teams, ...names],
  }
}
