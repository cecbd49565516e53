import { DateTime } from 'luxon'
import type { Configuration } from '../../config/schema/schema.ts'

/**
 * Whom a reminder is for: those who do it, then the item's team or the service's lead, then who leads the incident. The
 * two above are told once each.
 */
export type Audience = 'owners' | 'team' | 'lead'

/** One moment at which an open item is reminded of. `n` counts from 1; those past the limit are the escalations, then the monthly ones. */
export interface Slot {
  readonly n: number
  readonly to: Audience
  /** ISO 8601 in UTC. */
  readonly at: string
}

export interface Series {
  /** The due date or `none`: a new due date starts a new series. */
  readonly name: string
  readonly slots: readonly Slot[]
}

export type ReminderRules = Configuration['reminders'] & {
  /** Whom there is to tell when reminders had no effect. */
  readonly levels: readonly Audience[]
}

/** An issue, and until when its reminders are to be known. Both moments ISO 8601. */
export interface ReminderSpan {
  readonly openedAt: string
  readonly now: string
}

/** How many days lie between reminders of an item that nobody closed although all were told. */
const monthly = 30

/**
 * Every reminder that an item gets as long as nobody closes it, up to the first one after now. With a due date: `before` days
 * ahead, the day after it, then every `repeat` days; without one every `undated` days. After `limit` reminders come the
 * escalations to those that there are, `repeat` days apart, and from then on one a month, for as long as it is open. At the
 * configured hour of a weekday; a weekend's waits for Monday. What would lie before the item was opened is left out, and a
 * date that had passed by then counts from there. A `limit` of 0 is silence.
 */
export function reminderSeries(due: string | null, { openedAt, now }: ReminderSpan, rules: ReminderRules): Series {
  const name = due ?? 'none'
  if (rules.limit === 0) return { name, slots: [] }
  const opened = DateTime.fromISO(openedAt, { zone: rules.zone })
  const days =
    due === null ? undatedDays(opened, rules) : datedDays(DateTime.fromISO(due, { zone: rules.zone }), opened, rules)
  const last = days.at(-1) ?? opened
  const above = audiences.map((to, index) => ({ to, day: last.plus({ days: rules.repeat * (index + 1) }) }))
  const since = above.at(-1)?.day ?? last
  const months = Math.max(1, Math.ceil(DateTime.fromISO(now).diff(since, 'days').days / monthly) + 1)
  const all = [
    ...days.map((day) => ({ to: 'owners', day }) as const),
    ...above,
    ...count(months).map((n) => ({ to: 'owners', day: since.plus({ days: monthly * (n + 1) }) }) as const),
  ]
  const slots = all.map(({ to, day }, index): Slot => {
    return { n: index + 1, to, at: morningOf(day, rules).toUTC().toISO() ?? openedAt }
  })
  const kept = slots.filter(({ to }) => to === 'owners' || rules.levels.includes(to))
  return { name, slots: kept.filter((slot) => Date.parse(slot.at) > opened.toMillis()) }
}

const audiences = ['team', 'lead'] as const

type Reminders = Configuration['reminders']

function undatedDays(opened: DateTime, rules: Reminders): readonly DateTime[] {
  return count(rules.limit).map((n) => opened.plus({ days: rules.undated * (n + 1) }))
}

function datedDays(due: DateTime, opened: DateTime, rules: Reminders): readonly DateTime[] {
  const counted = due < opened ? opened : due
  const [first, next] = [due.minus({ days: rules.before }), counted.plus({ days: 1 })]
  // Nobody above hears of it before those who do it: where there is one reminder alone, it is one that they get.
  if (rules.limit === 1) return [morningOf(first, rules) > opened ? first : next]
  return [first, ...count(rules.limit - 1).map((n) => next.plus({ days: rules.repeat * n }))]
}

function count(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index)
}

/** The first moment after `iso` at which a working morning begins: a weekday, at the configured hour. ISO 8601 in UTC. */
export function nextMorning(iso: string, rules: WorkingTime): string {
  const at = DateTime.fromISO(iso, { zone: rules.zone })
  const morning = at.set({ hour: rules.hour, minute: 0, second: 0, millisecond: 0 })
  return (
    onWorkingDay(morning > at ? morning : morning.plus({ days: 1 }), rules)
      .toUTC()
      .toISO() ?? iso
  )
}

/** When people work, and are reminded. */
export type WorkingTime = Pick<Reminders, 'zone' | 'hour' | 'holidays'>

/** When reminders of a day are posted. */
function morningOf(day: DateTime, rules: WorkingTime): DateTime {
  return onWorkingDay(day, rules).set({ hour: rules.hour, minute: 0, second: 0, millisecond: 0 })
}

/** The day itself, or the next that is neither of a weekend nor a holiday. */
function onWorkingDay(day: DateTime, { holidays }: WorkingTime): DateTime {
  let at = day
  // More holidays in a row than this are a mistake, and silence for good would be a worse one.
  for (let left = 60; left > 0 && isOff(at, holidays); left -= 1) at = at.plus({ days: 1 })
  return at
}

function isOff(day: DateTime, holidays: readonly string[]): boolean {
  return day.weekday > 5 || holidays.includes(day.toISODate() ?? '')
}

/** What was posted last of a series: `n` 0 and `at` null for nothing. */
export interface Posted {
  readonly n: number
  readonly at: string | null
}

/**
 * The one reminder to post now, or `null`. After downtime it is the latest that came due, never the backlog; but nobody above
 * is passed over. Those above, and whoever is reminded once a month, had `repeat` days since what was posted last. Nothing is
 * posted on a weekend or before the hour, whenever it came due.
 */
export function dueSlot(series: Series, posted: Posted, now: string, rules: Reminders): Slot | null {
  const next = nextSlot(series, posted, now, rules)
  return next !== null && next.at <= now && openFrom(now, rules) <= now && waitsUntil(next, posted, rules) <= now
    ? next
    : null
}

/** When this series next needs a look (ISO), `null` when it has said all that it will. */
export function nextSlotAt(series: Series, posted: Posted, now: string, rules: Reminders): string | null {
  const next = nextSlot(series, posted, now, rules)
  if (next === null) return null
  if (next.at > now) return next.at
  const from = waitsUntil(next, posted, rules)
  return openFrom(from > now ? from : now, rules)
}

/** What is said next, now or later (`null` for nothing): of those reminders that came due the latest, but of those above the first. */
export function nextSlot({ slots }: Series, posted: Posted, now: string, { limit }: Reminders): Slot | null {
  const left = slots.filter((slot) => slot.n > posted.n)
  const due = left.filter((slot) => slot.at <= now)
  const missed = due.filter((slot) => slot.n <= limit).at(-1)
  return missed ?? due.find((slot) => slot.to !== 'owners') ?? due.at(-1) ?? left[0] ?? null
}

/** Until when whoever was told last has to answer before this one is posted: forever ago for reminders up to the limit. */
function waitsUntil(slot: Slot, posted: Posted, rules: Reminders): string {
  if (slot.n <= rules.limit || posted.at === null) return ''
  const at = DateTime.fromISO(posted.at, { zone: rules.zone }).plus({ days: rules.repeat })
  return morningOf(at, rules).toUTC().toISO() ?? posted.at
}

/** How many hours a working day has, at most up to its midnight. */
const workingHours = 9

/** `iso` itself when reminders are posted then, else the next moment at which they are: in the hours of a working day. */
export function openFrom(iso: string, rules: WorkingTime): string {
  const at = DateTime.fromISO(iso, { zone: rules.zone })
  const opening = morningOf(at, rules)
  const isOver = at.hasSame(opening, 'day') && at.hour >= rules.hour + workingHours
  if (!isOver && at >= opening) return iso
  return (isOver ? morningOf(at.plus({ days: 1 }), rules) : opening).toUTC().toISO() ?? iso
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
