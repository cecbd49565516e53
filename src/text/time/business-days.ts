import type { DateTime } from 'luxon'

/** The moment that is so many days, or weekdays, after `from`. */
export function daysAfter(
  from: DateTime,
  { days, business }: { readonly days: number; readonly business: boolean },
): DateTime {
  return business ? businessDays(from, days) : from.plus({ days })
}

/** The day that is `count` weekdays after `from`, before it for a negative count; a weekend's days do not count. */
export function businessDays(from: DateTime, count: number): DateTime {
  let day = from
  for (let left = Math.abs(count); left > 0; ) {
    day = day.plus({ days: Math.sign(count) })
    if (day.weekday <= 5) left -= 1
  }
  return day
}
