import type { Issue } from '../../domain/issue.ts'
import { fullName } from '../../domain/ref.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import type { Incident } from '../incident/incident.ts'
import type { TrackedItem } from './tracked-item.ts'

/** How a text in the incident's repository names an issue: `#3`, or `acme/wiki#7` where it stands elsewhere. */
export function issueName({ number, elsewhere }: Pick<Issue, 'number' | 'elsewhere'>): string {
  return elsewhere === null ? `#${number}` : `${fullName(elsewhere)}#${number}`
}

/** Whether an issue moved to where not everybody who sees the incident may follow: then its words and its name stay there. */
export function isHiddenIssue(
  incident: Pick<Incident, 'repository'>,
  { elsewhere }: Pick<Issue, 'elsewhere'>,
): boolean {
  return elsewhere !== null && !mayStandIn(incident.repository, elsewhere)
}

/** The number by which the incident's repository knows an item's issue, which still leads there; `null` for none. */
export function numberHere({ status, remembered }: Pick<TrackedItem, 'status' | 'remembered'>): number | null {
  if (status.kind === 'gone') return status.number
  if (status.kind === 'issue' && status.issue.elsewhere === null) return status.issue.number
  return remembered?.issue ?? null
}

/** How texts in the incident's repository name an item's issue; empty when they have no name for it. */
export function itemName(incident: Incident, item: Pick<TrackedItem, 'status' | 'remembered'>): string {
  const issue = item.status.kind === 'issue' || item.status.kind === 'gone' ? item.status.issue : null
  if (issue !== null && !isHiddenIssue(incident, issue)) return issueName(issue)
  const number = numberHere(item)
  return number === null ? '' : `#${number}`
}
