import { DateTime } from 'luxon'
import type { Due } from '../domain/action-item.ts'

/** A date as written: a real day of the calendar as `yyyy-mm-dd`, else the text as it is. */
export function readDay(text: string): Due {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid)
    return { valid: true, day: text }
  return { valid: false, text }
}
