import { DateTime } from 'luxon'
import { readItemState } from '../../document/markers/item-state.ts'
import type { Issue } from '../../domain/issue.ts'
import type { LinkedPull } from '../../domain/issue-links.ts'
import type { PausedDays } from '../../domain/marker.ts'
import { plusHours } from '../../text/time/spoken-duration.ts'
import { openFrom, type WorkingTime } from './reminder-slots.ts'

/** Why nobody is reminded of an item for now. */
export interface Pause {
  readonly why: 'snoozed' | 'blocked' | 'worked-on'
  /** When it ends by itself (ISO 8601 in UTC); `null` where nobody knows. */
  readonly until: string | null
}

/** For so long (h) a pull request counts as worked on after anybody touched it. */
const activeHours = 7 * 24

/**
 * What keeps reminders of an item back now; `null` for nothing. Each ends by itself. `pulls` are those that are to close it,
 * which are read only where a reminder is due.
 */
export function pauseOf(issue: Issue, pulls: readonly LinkedPull[], now: string, rules: WorkingTime): Pause | null {
  const { snoozed } = readItemState(issue.body)
  const until = snoozed === undefined ? null : morningIn(snoozed.until, rules)
  if (until !== null && until > now) return { why: 'snoozed', until }
  if (issue.blockedBy > 0) return { why: 'blocked', until: null }
  const touched = pulls.filter(({ open }) => open).map(({ updatedAt }) => plusHours(updatedAt, activeHours))
  const quiet = touched.toSorted().at(-1)
  return quiet !== undefined && quiet > now ? { why: 'worked-on', until: openFrom(quiet, rules) } : null
}

/** An item that waited for so many days in all may need somebody. */
const mostPausedDays = 60

/** What is remembered of an item's pauses once it is known whether there is one now. The same where nothing changed. */
export function withPause(before: PausedDays | undefined, pause: Pause | null, now: string): PausedDays | undefined {
  if (pause !== null) return before?.since === undefined ? { ...before, days: before?.days ?? 0, since: now } : before
  if (before?.since === undefined) return before
  const { since: _, ...rest } = before
  return { ...rest, days: pausedDays(before, now) }
}

/** For how many days an item was paused in all, this pause included. */
export function pausedDays({ days, since }: PausedDays, now: string): number {
  return days + (since === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / 86_400_000))
}

/** When a pause that goes on is one too many (ISO 8601 in UTC); `null` where those above know already. */
export function tooLongAt({ days, since, asked }: PausedDays): string | null {
  return since === undefined || asked ? null : plusHours(since, Math.max(0, mostPausedDays - days) * 24)
}

function morningIn(day: string, rules: WorkingTime): string | null {
  const { zone, hour } = rules
  const morning = DateTime.fromISO(day, { zone }).set({ hour, minute: 0, second: 0, millisecond: 0 }).toUTC().toISO()
  return morning && openFrom(morning, rules)
}
