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
