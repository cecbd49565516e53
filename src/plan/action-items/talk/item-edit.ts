import { issueDueDay } from '../../../document/action-items/issue-due.ts'
import { withDueLine } from '../../../document/action-items/write-due-line.ts'
import { readItemState, withItemState } from '../../../document/markers/item-state.ts'
import type { Issue } from '../../../domain/issue.ts'
import type { ItemDecisions } from '../../../domain/marker.ts'
import type { EditItem } from '../../../domain/mutation.ts'
import { dayInWords } from '../../../text/time/spoken-duration.ts'
import type { ItemChange } from '../../commands/definition.ts'
import type { Context } from '../../context.ts'
import { sayer } from '../../texts.ts'

/** How an item's issue is before any command. */
export function asItStands(issue: Issue): ItemChange {
  return { state: readItemState(issue.body), day: issueDueDay(issue), owners: null, close: null }
}

/** The one write that makes an issue what its commands want; `null` where it is so already. */
export function editOf(issue: Issue, change: ItemChange, context: Context): Omit<EditItem, 'do'> | null {
  const { number, elsewhere, body: was } = issue
  const { dueField } = issue
  const day = change.day === null || change.day === issueDueDay(issue) ? null : change.day
  const dated = day === null || dueField !== undefined ? was : withDueLine(was, day)
  const fields = day === null || dueField === undefined ? [] : [{ id: dueField.id, value: day }]
  const isTold = JSON.stringify(change.state) === JSON.stringify(readItemState(was))
  const body = isTold ? dated : withItemState(dated, change.state, wordsOf(change.state, context))
  const reason = change.close === null ? null : change.close === 'done' ? 'completed' : 'not_planned'
  const close = issue.state === 'closed' && issue.stateReason === reason ? null : reason
  const assignees = change.owners !== null && !sameLogins(change.owners, issue.assignees) ? change.owners : null
  if (body === was && close === null && assignees === null && fields.length === 0) return null
  const there = elsewhere !== null && { in: elsewhere }
  return { number, ...there, was, body, assignees, close, ...(fields.length > 0 && { fields }) }
}

/** The issue as it is once that is written, at `now` and by the app. */
export function edited(
  issue: Issue,
  { body, assignees, close, fields }: Omit<EditItem, 'do'>,
  now: string,
  app: string,
): Issue {
  const closedBy = { login: app, bot: true, appId: null }
  const [due] = fields ?? []
  return {
    ...issue,
    ...(due !== undefined && { dueField: { id: due.id, day: due.value } }),
    body,
    assignees: assignees ?? issue.assignees,
    ...(close !== null && { state: 'closed', stateReason: close, closedAt: now, closedBy }),
  }
}

/** What a state says to who reads the issue, a line of a quote each; empty for nothing. */
function wordsOf({ snoozed, closed }: ItemDecisions, { templates }: Context): string {
  const say = sayer(templates)
  const closing = closed && { day: dayInWords(closed.on), by: closed.by, reason: closed.reason }
  const lines = [
    ...(snoozed
      ? [say('item-snoozed', { day: dayInWords(snoozed.until), by: snoozed.by, reason: snoozed.reason })]
      : []),
    ...(closing ? [say(closed.as === 'done' ? 'item-done' : 'item-declined', closing)] : []),
  ]
  return lines.map((line) => `> ${line}`).join('\n')
}

function sameLogins(some: readonly string[], others: readonly string[]): boolean {
  const sorted = (logins: readonly string[]) => logins.map((login) => login.toLowerCase()).toSorted()
  return JSON.stringify(sorted(some)) === JSON.stringify(sorted(others))
}
