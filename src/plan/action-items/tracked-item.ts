import { readItemState } from '../../document/markers/item-state.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import type { Issue } from '../../domain/issue.ts'
import type { RememberedItem } from '../../domain/marker.ts'

/** An action item after the merge, with what became of it. */
export interface TrackedItem {
  readonly ordinal: number
  /** Its line as frozen at merge, or as it stood when it was added later. */
  readonly source: string
  /** The merged document's item; `null` for one that was added later. */
  readonly item: ActionItem | null
  readonly status: ItemStatus
  readonly remembered: RememberedItem | null
  /** Where its issue was to be opened and could not be: `acme/billing`; `null` for nothing. */
  readonly wanted: string | null
}

export type ItemStatus =
  /** Done before merging, or tracked in an issue of its own already: needs no issue. */
  | { readonly kind: 'recorded' }
  /** Past `action_items.max`: listed, not opened. */
  | { readonly kind: 'overflow' }
  | { readonly kind: 'issue'; readonly issue: Issue; readonly outcome: ItemOutcome }
  /**
   * `stranded`: its issue was opened in a repository that is archived, gone or without the app by now, so that nobody can be
   * reminded there; only a tick in the document says that it is done. Its issue was deleted, or transferred to where the app is not installed: then `issue` shows it if the app can see it.
   * It is never opened again. `number` is the one that it had here, `null` when nobody remembers.
   */
  | {
      readonly kind: 'gone'
      readonly why: 'deleted' | 'transferred' | 'stranded'
      readonly number: number | null
      readonly issue: Issue | null
    }
  /** Nothing but a link, or with a ticket of its own: the issue or pull request that it leads to is looked at, and is people's. */
  | { readonly kind: 'followed'; readonly issue: Issue; readonly outcome: ItemOutcome }
  /** A link to what the app cannot see from here. */
  | { readonly kind: 'unseen'; readonly reference: string }
  /** It may have an issue that nobody can tell any more: people are asked, and none is opened meanwhile. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unopened' }

export type ItemOutcome = 'open' | 'done' | 'declined' | 'duplicate' | 'closed-by-bot'

/** What closing an issue meant. `closedBy` may be unknown: then the reason counts. */
export function outcomeOf(issue: Issue): ItemOutcome {
  if (issue.state === 'open') return 'open'
  switch (issue.stateReason) {
    case 'not_planned':
      return issue.closedBy?.bot ? 'closed-by-bot' : 'declined'
    case 'duplicate':
      return 'duplicate'
    case 'completed':
    case 'reopened':
    case null:
      return 'done'
  }
}

/** The same of an issue of the app's, which closes it itself where somebody says so by a command. */
export function outcomeOfItem(issue: Issue): ItemOutcome {
  const outcome = outcomeOf(issue)
  return outcome === 'closed-by-bot' && readItemState(issue.body).closed?.as === 'declined' ? 'declined' : outcome
}

/** Whether nothing is left to do for an item. A bot's "not planned" is nobody's decision, so it is left to do. */
export function isSettled(item: TrackedItem): boolean {
  switch (item.status.kind) {
    case 'recorded':
    case 'overflow':
      return true
    case 'gone':
      return item.status.why !== 'stranded'
    case 'unopened':
    case 'ambiguous':
    case 'unseen':
      return false
    case 'issue':
    case 'followed':
      return item.status.outcome !== 'open' && item.status.outcome !== 'closed-by-bot'
  }
}
