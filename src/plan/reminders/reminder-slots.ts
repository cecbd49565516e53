import { DateTime } from 'luxon'
import type { Configuration } from '../../config/schema/schema.ts'

/** One moment at which an open item is reminded. `n` counts from 1; the one past the limit is the escalation. */
export interface Slot {
  readonly n: number
  readonly escalation: boolean
  /** ISO 8601 in UTC. */
  readonly at: string
}

export interface Series {
  /** The due date or `none`: a new due date starts a new series. */
  readonly name: string
  readonly slots: readonly Slot[]
}

type Reminders = Configuration['reminders']

/**
 * Every reminder that an item gets if nobody closes it. With a due date: `before` days ahead, the day after it, then
 * every `repeat` days; without one every `undated` days. At the configured hour of a weekday; a weekend's waits for
 * Monday. What would lie before the item was opened is left out, and a date that had passed by then counts from there.
 * After `limit` reminders comes the escalation, when a team or person is configured.
 */
export function reminderSeries(due: string | null, openedAt: string, rules: Reminders): Series {
  const opened = DateTime.fromISO(openedAt, { zone: rules.zone })
  const days =
    due === null ? undatedDays(opened, rules) : datedDays(DateTime.fromISO(due, { zone: rules.zone }), opened, rules)
  const slots = days.map((day, index): Slot => {
    const at = onWeekday(day).set({ hour: rules.hour, minute: 0, second: 0, millisecond: 0 })
    return { n: index + 1, escalation: index >= rules.limit, at: at.toUTC().toISO() ?? openedAt }
  })
  const kept = rules.escalation === null || rules.limit === 0 ? slots.slice(0, rules.limit) : slots
  return { name: due ?? 'none', slots: kept.filter((slot) => Date.parse(slot.at) > opened.toMillis()) }
}

function undatedDays(opened: DateTime, rules: Reminders): readonly DateTime[] {
  return count(rules.limit + 1).map((n) => opened.plus({ days: rules.undated * (n + 1) }))
}

function datedDays(due: DateTime, opened: DateTime, rules: Reminders): readonly DateTime[] {
  const counted = due < opened ? opened : due
  const after = count(rules.limit).map((n) => counted.plus({ days: 1 + rules.repeat * n }))
  return [due.minus({ days: rules.before }), ...after]
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index)
}

/** The first moment after `iso` at which a working morning begins: a weekday, at the configured hour. ISO 8601 in UTC. */
export function nextMorning(iso: string, { zone, hour }: Pick<Reminders, 'zone' | 'hour'>): string {
  const at = DateTime.fromISO(iso, { zone })
  const morning = at.set({ hour, minute: 0, second: 0, millisecond: 0 })
  return (
    onWeekday(morning > at ? morning : morning.plus({ days: 1 }))
      .toUTC()
      .toISO() ?? iso
  )
}

function onWeekday(day: DateTime): DateTime {
  return day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day
}

/** What was posted last of a series: `n` 0 and `at` null for nothing. */
export interface Posted {
  readonly n: number
  readonly at: string | null
}

/**
 * The one reminder to post now, or `null`. After downtime it is the latest that came due, never the backlog. The
 * escalation waits until somebody has had `repeat` days to answer the last reminder. Nothing is posted on a weekend or
 * before the hour, whenever it came due.
 */
export function dueSlot(series: Series, posted: Posted, now: string, rules: Reminders): Slot | null {
  const due = series.slots.filter((slot) => slot.at <= now && slot.n > posted.n)
  const last = due.at(-1) ?? null
  if (last !== null && openFrom(now, rules) > now) return null
  if (last === null || !last.escalation || mayEscalate(posted, now, rules)) return last
  return due.filter((slot) => !slot.escalation).at(-1) ?? null
}

/** When this series next needs a look (ISO), `null` when it has said all that it will. */
export function nextSlotAt(series: Series, posted: Posted, now: string, rules: Reminders): string | null {
  const next = series.slots.find((slot) => slot.n > posted.n)
  if (next === undefined) return null
  if (next.at > now) return next.at
  const from = next.escalation && posted.at !== null ? escalationFrom(posted.at, rules) : next.at
  return openFrom(from > now ? from : now, rules)
}

/** `iso` itself when reminders are posted then, else the next moment at which they are: on a weekday, from the hour on. */
function openFrom(iso: string, rules: Reminders): string {
  const at = DateTime.fromISO(iso, { zone: rules.zone })
  const opening = onWeekday(at).set({ hour: rules.hour, minute: 0, second: 0, millisecond: 0 })
  return at >= opening ? iso : (opening.toUTC().toISO() ?? iso)
}

function mayEscalate(posted: Posted, now: string, rules: Reminders): boolean {
  return posted.n >= rules.limit && posted.at !== null && escalationFrom(posted.at, rules) <= now
}

function escalationFrom(postedAt: string, rules: Reminders): string {
  const at = DateTime.fromISO(postedAt, { zone: rules.zone }).plus({ days: rules.repeat })
  return onWeekday(at).startOf('day').plus({ hours: rules.hour }).toUTC().toISO() ?? postedAt
}

/** `<due date or none>/<n>`: what a reminder's marker and the status comment say of it. */
export function slotName(series: Series, slot: Slot): string {
  return `${series.name}/${slot.n}`
}

/** The number in a slot name of this series, 0 for another series or anything else. */
export function slotNumber(series: Series, name: string | null): number {
  const [, day, digits] = /^(.{1,10})\/(\d{1,3})$/.exec(name ?? '') ?? []
  return day === series.name ? Number(digits) : 0
}
