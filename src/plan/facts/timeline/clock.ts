import { DateTime } from 'luxon'

/**
 * An instant (ISO 8601) as a table tells it, to the minute: `2026-03-02 14:05` by the clocks of an IANA zone. In plain
 * characters: who looks for a day years later types them, though a narrow column breaks the line between them.
 */
export function clockIn(zone: string, at: string): string {
  return DateTime.fromISO(at, { zone }).toFormat('yyyy-MM-dd HH:mm')
}
