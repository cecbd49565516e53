import { DateTime } from 'luxon'
import { readItemState } from '../../document/markers/item-state.ts'
import type { Issue } from '../../domain/issue.ts'
import type { ReminderRules } from './reminder-slots.ts'

/** Why nobody is reminded of an item for now. */
export interface Pause {
  readonly why: 'snoozed' | 'blocked'
  /** When it ends by itself (ISO 8601 in UTC); `null` where nobody knows. */
  readonly until: string | null
}

/** What keeps reminders of an item back now; `null` for nothing. Each ends by itself. */
export function pauseOf(issue: Issue, now: string, rules: Pick<ReminderRules, 'zone' | 'hour'>): Pause | null {
  const { snoozed } = readItemState(issue.body)
  const until = snoozed === undefined ? null : morningIn(snoozed.until, rules)
  if (until !== null && until > now) return { why: 'snoozed', until }
  return issue.blockedBy > 0 ? { why: 'blocked', until: null } : null
}

function morningIn(day: string, { zone, hour }: Pick<ReminderRules, 'zone' | 'hour'>): string | null {
  return DateTime.fromISO(day, { zone }).set({ hour, minute: 0, second: 0, millisecond: 0 }).toUTC().toISO()
}
