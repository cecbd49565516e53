import type { Issue } from '../../domain/issue.ts'
import type { Pull } from '../../domain/repository.ts'
import type { RepositoryRecord } from '../facts.ts'

/**
 * What was read as it stood at `until`, as far as lists tell: what was opened later is left out, what was closed or merged later
 * is open. So a time span that is over tells the same whenever it is asked for.
 */
export function asOf(record: RepositoryRecord, until: string): RepositoryRecord {
  const end = Date.parse(until)
  const before = ({ createdAt }: { readonly createdAt: string }) => Date.parse(createdAt) < end
  const issue = (one: Issue): Issue =>
    isAfter(one.closedAt, end) ? { ...one, state: 'open', stateReason: null, closedAt: null } : one
  const pull = (one: Pull): Pull =>
    isAfter(one.mergedAt ?? one.closedAt, end)
      ? { ...one, state: 'open', merged: false, mergedAt: null, mergeCommit: null, closedAt: null }
      : one
  const linked = [...record.linked].map(
    ([number, lookup]) => [number, lookup.found ? { ...lookup, issue: issue(lookup.issue) } : lookup] as const,
  )
  return {
    ...record,
    incidents: record.incidents.filter(before).map(issue),
    itemIssues: record.itemIssues.filter(before).map(issue),
    pulls: record.pulls.filter(before).map(pull),
    linked: new Map(linked),
  }
}

function isAfter(at: string | null, end: number): boolean {
  return at !== null && Date.parse(at) >= end
}
