import { issueDue } from '../../../document/action-items/issue-due.ts'
import { withDueLine } from '../../../document/action-items/write-due-line.ts'
import { findMarker } from '../../../document/markers/markers.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import type { IncidentPass } from '../../pass.ts'
import { isRefused } from '../../status/refused.ts'
import { issueName } from '../issue-names.ts'
import type { TrackedItem } from '../tracked-item.ts'

/** The items of which GitHub dropped the date without a word, with the line `Due:` that they get instead. */
export interface DueLines {
  readonly items: readonly TrackedItem[]
  readonly mutations: readonly Mutation[]
}

/**
 * Looks, once after an issue was opened, whether its field has the date that it was given: where it has none, the line says it. What
 * people take out of a field later stays out.
 */
export function dueLinesInstead(pass: IncidentPass, all: readonly TrackedItem[]): DueLines {
  const mutations: Mutation[] = []
  const items = all.map((item): TrackedItem => {
    if (item.remembered !== null || item.status.kind !== 'issue' || item.status.outcome !== 'open') return item
    const { issue } = item.status
    const day = findMarker(issue.body, 'item')?.due
    if (day === undefined || issueDue(issue) !== null) return item
    const { number, elsewhere, body: was } = issue
    const body = withDueLine(was, day)
    const there = elsewhere !== null && { in: elsewhere }
    const write = { rule: 'due-line-instead', of: issueName(issue), do: 'edit-item' } as const
    const mutation: Mutation = { ...write, number, ...there, was, body, assignees: null, close: null }
    if (isRefused(mutation, pass.refusals)) return item
    mutations.push(mutation)
    return { ...item, status: { ...item.status, issue: { ...issue, body } } }
  })
  return { items, mutations }
}
