import { needsIssue, soleReference } from '../../document/action-items/tracked-items.ts'
import type { ActionItem } from '../../domain/action-item.ts'

/** What becomes of a document's items when it merges. */
export interface ItemsToOpen {
  /** These become issues, in the order of the document. */
  readonly open: readonly ActionItem[]
  /** These would, past `action_items.max`: they are listed and not opened. */
  readonly overflow: readonly ActionItem[]
  /** These are nothing but links to what is followed instead: the links, as they are written. */
  readonly followed: readonly string[]
}

/**
 * The items that become issues when the document merges: what the preview on the pull request shows is what the merge
 * opens, since both ask here. Those that are done, declined or nothing but a
 * link to an issue, which is followed instead, open none. At most `max` issues.
 */
export function itemsToOpen(items: readonly ActionItem[], max: number): ItemsToOpen {
  const open = items.filter(needsIssue)
  return { open: open.slice(0, max), overflow: open.slice(max), followed: items.flatMap(followedLink) }
}

function followedLink(item: ActionItem): readonly string[] {
  const reference = item.checked ? null : soleReference(item)
  return reference === null ? [] : [reference]
}
