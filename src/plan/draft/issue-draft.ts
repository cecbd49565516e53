import { plainTitle } from '../../document/harmless/escape.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { ItemPlace } from '../action-items/place/item-place.ts'

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

/** Who of the owners can be assigned in a place, by login. */
export type MayOwn = (login: string, place: ItemPlace) => boolean

/** What a draft is made by: `words` stand for the item's text, as far as they may be told in its `place`. */
export interface DraftParts {
  readonly words: string
  readonly label: string
  readonly mayOwn: MayOwn
  readonly place: ItemPlace
}

/** The draft of an item's issue. Where more people see it, nobody is named who is not assigned. */
export function issueDraft(item: ActionItem, { words, label, mayOwn, place }: DraftParts): IssueDraft {
  const { logins, teams, names } = item.owners
  const assignees = logins.filter((login) => mayOwn(login, place)).slice(0, mostAssignees)
  const others = [...logins.filter((login) => !assignees.includes(login)), ...teams, ...names]
  return { title: plainTitle(words), labels: [label], assignees, named: place.neutral ? [] : others }
}
