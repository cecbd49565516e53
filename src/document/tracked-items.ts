import type { ActionItem } from '../domain/action-item.ts'
import type { ActionItems } from './action-items.ts'
import { actionHeading } from './heading-question.ts'
import { parseMarkers } from './markers.ts'
import { parseDocument } from './sections.ts'

/**
 * Whether only the task-list lines of a document are tracked, as its template says: it holds the app's facts or the
 * template's question about actions, or it stands on its incident's branch and has tasks. In any other document every item is.
 */
export function tracksTasksOnly(text: string, { items }: ActionItems, branch: 'own' | 'other'): boolean {
  if (branch === 'own' && items.some(({ kind }) => kind === 'checkbox')) return true
  if (parseMarkers(text).some((parsed) => parsed.ok && parsed.marker.kind === 'facts')) return true
  const parsed = parseDocument(text)
  return parsed.ok && parsed.document.sections.some(({ heading }) => actionHeading(heading) === 'question')
}

/** The items that the app tracks, numbered among themselves: their ordinals are what identities are made of. */
export function trackedItems({ items }: ActionItems, tasksOnly: boolean): readonly ActionItem[] {
  const tracked = tasksOnly ? items.filter(({ kind }) => kind === 'checkbox') : items
  return tracked.map((item, index) => ({ ...item, ordinal: index + 1 }))
}

/** Whether an item is left to do and has no issue of its own yet: what is nothing but a link to one is tracked there. */
export function needsIssue(item: ActionItem): boolean {
  if (item.checked) return false
  if (item.kind === 'checkbox') return true
  return !(item.references.length > 0 && isOnlyReferences(item))
}

function isOnlyReferences({ source, references }: ActionItem): boolean {
  const left = references.reduce(
    (rest, reference) => rest.replace(reference, ''),
    source.replace(/\[#?[\w./ -]{1,80}\]\(/g, '('),
  )
  return !/[\p{L}\p{N}]/u.test(left) && /#\d|\/(?:issues|pull)\/\d/.test(references[0] ?? '')
}
