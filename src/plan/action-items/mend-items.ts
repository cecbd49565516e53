import type { Mutation } from '../../domain/mutation.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import { sentence } from '../texts.ts'
import type { FoundItems } from './identity/found-items.ts'
import { issueName } from './issue-names.ts'

/** Attaches what was opened and never shown in the status comment: what people detach later stays detached. */
export function attachments(incident: Incident, found: FoundItems): readonly Mutation[] {
  if (!found.attachable) return []
  return found.items.flatMap((item): readonly Mutation[] => {
    if (item.status.kind !== 'issue' || item.remembered !== null) return []
    const { issue } = item.status
    const { elsewhere } = issue
    if (found.attached.has(issue.id)) return []
    return [
      {
        rule: 'attach-item',
        of: elsewhere === null ? `${issue.number}` : issueName(issue),
        do: 'attach-item',
        incident: incident.ref.number,
        number: issue.number,
        id: issue.id,
        ...(elsewhere !== null && { in: elsewhere }),
      },
    ]
  })
}

/** Closes the higher of two issues that carry one identity, and says so in its body. */
export function closeDuplicates(found: FoundItems, context: Context): readonly Mutation[] {
  return found.duplicates.map(({ issue, of }) => ({
    rule: 'close-duplicate',
    of: issue.elsewhere === null ? `${issue.number}` : issueName(issue),
    do: 'close-duplicate',
    number: issue.number,
    ...(issue.elsewhere !== null && { in: issue.elsewhere }),
    body: sentence(context.templates, 'duplicate-note', { body: issue.body, of }),
  }))
}

/**
 * The ordinals of items whose issues hang nowhere: all where GitHub has no sub-issues, else those in other repositories that it
 * does not attach. What people detached here is their decision.
 */
export function unattachedAmong({ items, attachable, attached }: FoundItems): ReadonlySet<number> {
  const loose = items.filter(({ status }) => {
    if (status.kind !== 'issue') return false
    return !attachable || (status.issue.elsewhere !== null && !attached.has(status.issue.id))
  })
  return new Set(loose.map(({ ordinal }) => ordinal))
}
