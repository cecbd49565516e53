import { DateTime } from 'luxon'

const zone = 'America/New_York'

/** A New York wall-clock time such as `2012-08-01 09:31` as ISO 8601 in UTC. */
export function instant(local: string): string {
  const iso = DateTime.fromSQL(local, { zone }).toUTC().toISO({ suppressMilliseconds: true })
  if (iso === null) throw new RangeError(`"${local}" is not a time.`)
  return iso
}

/** The same for people: `Wed 1 Aug 2012, 09:31 ET`. */
export function shown(local: string): string {
  return `${DateTime.fromSQL(local, { zone, locale: 'en-US' }).toFormat('ccc d LLL yyyy, HH:mm')} ET`
}
