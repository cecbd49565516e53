import type { Due } from '../../domain/action-item.ts'
import type { Issue } from '../../domain/issue.ts'
import { readDueLine } from './read/action-items.ts'

/** What the line `Due:` of an action item's issue says; a day without its year counts from when the issue was opened. `null` for no line. */
export function issueDue({ body, createdAt }: Pick<Issue, 'body' | 'createdAt'>): Due | null {
  return readDueLine(body, createdAt.slice(0, 10))
}

/** Its day, `2026-12-24`; `null` for none that can be read. */
export function issueDueDay(issue: Pick<Issue, 'body' | 'createdAt'>): string | null {
  const due = issueDue(issue)
  return due?.valid ? due.day : null
}
