import { DateTime } from 'luxon'
import { type Deadline, showDeadline } from '../../config/schema/deadline.ts'
import type { DueDefaults } from '../../config/schema/due-defaults.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import type { ActionItem, ItemPriority } from '../../domain/action-item.ts'
import { daysAfter } from '../../text/time/business-days.ts'

/** Until when an action item is promised. */
export interface DueDay {
  /** `2026-12-01`. */
  readonly day: string
  /** How many days that are, as the configuration says it, where the line names no date: `30 days`; `null` for a date of its own. */
  readonly byDefault: string | null
}

/**
 * The due date of an item: its own, else the configuration's for its priority, counted from `since`, and from `now` where
 * that day has passed already (both ISO 8601). `null` where neither says one.
 */
export function dueDayOf(
  item: ActionItem,
  { since, now }: { readonly since: string; readonly now: string },
  { actionItems, reminders }: Configuration,
): DueDay | null {
  if (item.due?.valid) return { day: item.due.day, byDefault: null }
  const within = defaultFor(item.priority, actionItems.due)
  if (within === null) return null
  const [today, counted] = [now, since].map((iso) => DateTime.fromISO(iso, { zone: reminders.zone }))
  if (today === undefined || counted === undefined) return null
  const due = daysAfter(counted, within)
  const day = (due < today ? daysAfter(today, within) : due).toISODate()
  return day === null ? null : { day, byDefault: showDeadline(within) }
}

/** How long an item without a date may take, as the configuration says it: `30 days`; `null` for as long as it takes. */
export function defaultDue(item: ActionItem, { actionItems }: Configuration): string | null {
  const within = item.due?.valid ? null : defaultFor(item.priority, actionItems.due)
  return within && showDeadline(within)
}

const inNumbers = { high: 'P1', medium: 'P2', low: 'P3' } as const

function defaultFor(priority: ItemPriority | null, defaults: DueDefaults): Deadline | null {
  const name = priority === 'high' || priority === 'medium' || priority === 'low' ? inNumbers[priority] : priority
  const own = name === null ? undefined : defaults[name]
  return own === undefined ? (defaults.default ?? null) : own
}
