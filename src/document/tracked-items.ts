import type { ActionItem } from '../domain/action-item.ts'

/** Whether an item is left to do and has no issue of its own yet: what is nothing but a link to one is tracked there. */
export function needsIssue(item: ActionItem): boolean {
  if (item.checked) return false
  return !isOnlyReferences(item)
}

function isOnlyReferences({ source, references }: ActionItem): boolean {
  if (references.length === 0) return false
  const left = references.reduce(
    (rest, reference) => rest.replace(reference, ''),
    source.replace(/\[#?[\w./ -]{1,80}\]\(/g, '('),
  )
  return !/[\p{L}\p{N}]/u.test(left) && /#\d|\/(?:issues|pull)\/\d/.test(references[0] ?? '')
}
