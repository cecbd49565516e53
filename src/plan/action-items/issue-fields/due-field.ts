import type { Configuration } from '../../../config/schema/schema.ts'
import type { Issue } from '../../../domain/issue.ts'
import { fieldFor } from './fields-of-item.ts'

/** An issue with what its field for the due date says; the same where it has none. */
export function withDueField(issue: Issue, { actionItems }: Pick<Configuration, 'actionItems'>): Issue {
  const field = issue.fields && fieldFor('due', issue.fields, actionItems.fields)
  if (field === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(field.value)) return issue
  return { ...issue, dueField: { id: field.id, day: field.value } }
}
