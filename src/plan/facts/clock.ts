import { DateTime } from 'luxon'

/** What stands between a day and its time, so that a narrow column of a table does not break them apart. */
export const noBreak = '\u00a0'
/** The hyphen of a day: browsers break a line after the plain one. */
const noBreakHyphen = '\u2011'

/** An instant (ISO 8601) as a table tells it, to the minute, in one piece: `2026-03-02 14:05` by the clocks of an IANA zone. */
export function clockIn(zone: string, at: string): string {
  return DateTime.fromISO(at, { zone }).toFormat(`yyyy-MM-dd'${noBreak}'HH:mm`).replaceAll('-', noBreakHyphen)
}

/** The same with plain characters, into which some editors turn the others. */
export function plainClock(text: string): string {
  return text.replaceAll(noBreak, ' ').replaceAll(noBreakHyphen, '-')
}
