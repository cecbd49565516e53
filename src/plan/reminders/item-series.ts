import { issueDueDay } from '../../document/action-items/issue-due.ts'
import { findMarker } from '../../document/markers/markers.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import type { RememberedItem } from '../../domain/marker.ts'
import { isOwn, type Self } from '../../domain/self.ts'
import { type Posted, type ReminderRules, reminderSeries, type Series, slotNumber } from './reminder-slots.ts'

/** The reminders of an issue by its `Due:` line as it stands today. */
export function seriesOf(
  issue: Pick<Issue, 'body' | 'createdAt' | 'dueField'>,
  now: string,
  rules: ReminderRules,
): Series {
  return reminderSeries(issueDueDay(issue), { openedAt: issue.createdAt, now }, rules)
}

/** What the status comment remembers of a series. */
export function recall(series: Series, memory: Pick<RememberedItem, 'slot' | 'remindedAt'>): Posted {
  const n = slotNumber(series, memory.slot)
  return n === 0 ? { n, at: null } : { n, at: memory.remindedAt }
}

/** What was posted last of a series, by what is known and what stands in the comments. */
export function lastPostedOf(series: Series, known: Posted, talk: readonly Comment[], self: Self): Posted {
  return talk
    .filter((comment) => isOwn(comment.author, self))
    .map((comment): Posted => {
      return { n: slotNumber(series, findMarker(comment.body, 'reminder')?.slot ?? null), at: comment.createdAt }
    })
    .reduce((last, posted) => (posted.n > last.n ? posted : last), known)
}
