import { DateTime } from 'luxon'

const written =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|GMT|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/i

/**
 * A date with its time of day as ISO 8601 writes it, with a `T` or a space between the two, as an instant in UTC; `UTC` and
 * `GMT` are as good as a `Z`. One without an offset is the wall clock of `zone` (IANA): where the clocks go back, the first of the two; where they go forward,
 * the hour that does not exist counts on. `null` for anything else, a date alone included.
 */
export function readInstant(text: string, zone: string): string | null {
  const [, day, time, offset = ''] = written.exec(text.trim()) ?? []
  if (day === undefined || time === undefined) return null
  const at = DateTime.fromISO(`${day}T${time}${/^[a-z]/i.test(offset) ? 'Z' : offset}`, { zone })
  if (!at.isValid) return null
  const first = offset === '' ? DateTime.min(...at.getPossibleOffsets()) : at
  return (first ?? at).toUTC().toISO({ suppressMilliseconds: true })
}
