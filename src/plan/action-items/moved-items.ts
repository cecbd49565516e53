import { sameLabel } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'
import type { FoundItems } from './identity/found-items.ts'
import { issueName, itemName } from './issue-names.ts'

/**
 * Puts the action-item label on what was transferred, once: GitHub drops labels that the other repository does not have,
 * and its sweep finds items by their label.
 */
export function labelMoved(incident: Incident, found: FoundItems): readonly Mutation[] {
  const { label } = incident.configuration.actionItems
  return found.items.flatMap(({ status, remembered }): readonly Mutation[] => {
    if (status.kind !== 'issue' || status.outcome !== 'open' || remembered === null || remembered.moved) return []
    const { issue } = status
    if (issue.elsewhere === null || issue.labels.some((known) => sameLabel(known, label))) return []
    const write = { rule: 'label-moved-item', of: issueName(issue) } as const
    return [{ ...write, do: 'add-label', number: issue.number, label, in: issue.elsewhere }]
  })
}

/** What people should know of items that the app follows no longer. */
export function movedNotices(pass: IncidentPass, found: FoundItems): readonly string[] {
  const { incident, context } = pass
  return found.items.flatMap((item) => {
    if (item.status.kind !== 'gone' || item.status.why === 'deleted') return []
    const view = { title: item.item?.text ?? item.source, link: itemName(incident, item) }
    const name = item.status.why === 'stranded' ? 'notice-stranded' : 'notice-moved-out'
    return [sentence(context.templates, name, view)]
  })
}
