import { DateTime } from 'luxon'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/**
 * The time between two ISO instants in words a person would use: `45 minutes`, `5 hours`, `3 days`. Rounded down to
 * the largest unit; under a minute and backwards it is `less than a minute`.
 */
export function elapsed(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from)
  if (!(ms >= minute)) return 'less than a minute'
  if (ms < hour) return count(ms / minute, 'minute')
  if (ms < 2 * day) return count(ms / hour, 'hour')
  return count(ms / day, 'day')
}

/**
 * The same more closely, for what people compare: the two largest units, such as `1 hour 25 minutes` or `2 days 3 hours`. The
 * second one is left out where it is zero.
 */
export function elapsedClosely(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from)
  if (!(ms >= hour)) return elapsed(from, to)
  const [large, small] = ms < 2 * day ? ([hour, minute] as const) : ([day, hour] as const)
  const whole = count(ms / large, large === hour ? 'hour' : 'day')
  const rest = (ms % large) / small
  return rest < 1 ? whole : `${whole} ${count(rest, small === hour ? 'hour' : 'minute')}`
}

function count(value: number, unit: string): string {
  const whole = Math.floor(value)
  return whole === 1 ? `1 ${unit}` : `${whole} ${unit}s`
}

/** `iso` moved by a number of hours, negative for back. */
export function plusHours(iso: string, hours: number): string {
  return new Date(Date.parse(iso) + hours * hour).toISOString()
}

/** The calendar day of an instant in a zone, as `2026-12-01`. */
export function dayIn(zone: string, iso: string): string {
  return DateTime.fromISO(iso, { zone }).toISODate() ?? iso.slice(0, 10)
}

/** The first of some moments (ISO); `null` where there is none. */
export function earliest(moments: readonly (string | null)[]): string | null {
  return moments.reduce(
    (first, moment) => (first !== null && (moment === null || first < moment) ? first : moment),
    null,
  )
}

/** A calendar day (`2026-12-24`) in full: `Thursday, 24 December 2026`. */
export function dayInWords(day: string): string {
  const at = DateTime.fromISO(day, { zone: 'utc' })
  return at.isValid ? at.setLocale('en-GB').toFormat('cccc, d LLLL yyyy') : day
}
