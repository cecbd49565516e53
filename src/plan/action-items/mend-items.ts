import type { Mutation } from '../../domain/mutation.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import { sentence } from '../texts.ts'
import type { FoundItems } from './identity/found-items.ts'

/** Attaches what was opened and never shown in the status comment: what people detach later stays detached. */
export function attachments(incident: Incident, found: FoundItems): readonly Mutation[] {
  if (!found.attachable) return []
  return found.items.flatMap((item): readonly Mutation[] => {
    if (item.status.kind !== 'issue' || item.remembered !== null) return []
    const { issue } = item.status
    if (issue.elsewhere !== null || found.attached.has(issue.id)) return []
    return [
      {
        rule: 'attach-item',
        of: `${issue.number}`,
        do: 'attach-item',
        incident: incident.ref.number,
        number: issue.number,
        id: issue.id,
      },
    ]
  })
}

/** Closes the higher of two issues that carry one identity, and says so in its body. */
export function closeDuplicates(found: FoundItems, context: Context): readonly Mutation[] {
  return found.duplicates.map(({ issue, of }) => ({
    rule: 'close-duplicate',
    of: `${issue.number}`,
    do: 'close-duplicate',
    number: issue.number,
    body: sentence(context.templates, 'duplicate-note', { body: issue.body, of }),
  }))
}
