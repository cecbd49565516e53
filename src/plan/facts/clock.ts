import { DateTime } from 'luxon'

/** What stands between a day and its time, so that a narrow column of a table does not break them apart. */
export const noBreak = '\u00a0'

/** An instant (ISO 8601) as a table tells it, to the minute: `2026-03-02 14:05` by the clocks of an IANA zone. */
export function clockIn(zone: string, at: string): string {
  return DateTime.fromISO(at, { zone }).toFormat(`yyyy-MM-dd'${noBreak}'HH:mm`)
}
