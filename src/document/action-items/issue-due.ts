import type { Due } from '../../domain/action-item.ts'
import type { Issue } from '../../domain/issue.ts'
import { readDueLine } from './read/action-items.ts'

/** What the issue field for it says, else the line `Due:`; a day without its year counts from when the issue was opened. `null` for neither. */
export function issueDue({ body, createdAt, dueField }: Pick<Issue, 'body' | 'createdAt' | 'dueField'>): Due | null {
  if (dueField !== undefined) return { valid: true, day: dueField.day }
  return readDueLine(body, createdAt.slice(0, 10))
}

/** Its day, `2026-12-24`; `null` for none that can be read. */
export function issueDueDay(issue: Pick<Issue, 'body' | 'createdAt' | 'dueField'>): string | null {
  const due = issueDue(issue)
  return due?.valid ? due.day : null
}
