import type { Issue } from '../../domain/issue.ts'
import type { RememberedItem } from '../../domain/marker.ts'
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
  return remembered === null || remembered.in !== undefined ? null : remembered.issue
}

/** By what the status comment remembers an item's issue: its number here, else where it stands; `null` for none. */
export function placeRemembered(
  item: Pick<TrackedItem, 'status' | 'remembered'>,
): Pick<RememberedItem, 'issue' | 'in'> | null {
  const number = numberHere(item)
  if (number !== null) return { issue: number, in: undefined }
  const issue = item.status.kind === 'issue' || item.status.kind === 'gone' ? item.status.issue : null
  if (issue?.elsewhere != null) return { issue: issue.number, in: issue.elsewhere.id }
  return item.remembered
}

/** Whether it is this issue that the status comment remembers. */
export function isRemembered({ issue, in: repository }: RememberedItem, { number, elsewhere }: Issue): boolean {
  return issue === number && repository === elsewhere?.id
}

/** How texts in the incident's repository name an item's issue; empty when they have no name for it. */
export function itemName(incident: Incident, item: Pick<TrackedItem, 'status' | 'remembered'>): string {
  const issue = item.status.kind === 'issue' || item.status.kind === 'gone' ? item.status.issue : null
  if (issue !== null && !isHiddenIssue(incident, issue)) return issueName(issue)
  const number = numberHere(item)
  return number === null ? '' : `#${number}`
}
