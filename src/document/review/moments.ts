/** A time of day, and the day where the text says one. */
export interface Moment {
  /** `yyyy-mm-dd`; `null` where only a time stands. */
  readonly day: string | null
  /** Since midnight. */
  readonly minutes: number
  /** Whether it says which half of the day: `2:54 PM`. */
  readonly half: boolean
}

/** `14:05`, `14:05:`, `2:54 PM`, `14h05`, `2026-11-20T14:05Z`. */
const clock = /(?<![\d:.])([01]?\d|2[0-3])[:h]([0-5]\d)(?::[0-5]\d)?(?:\s?([ap])\.?m\b)?(?!\d|:\d)/iu
/** `14.05` with nothing before it but marks: elsewhere it is a number. */
const dotted = /^[\s>|*_`~[(+-]{0,20}([01]?\d|2[0-3])\.([0-5]\d)()(?![\d.%\p{L}])(?=\s?(?:\p{L}|[-–—:|*_]|$))/iu
/** `1405 UTC`, `0930 hrs`. */
const military = /(?<![\d:.])([01]\d|2[0-3])([0-5]\d)()\s?(?:utc|gmt|hrs|hours|cet|cest|est|edt|pst|pdt)\b/iu
const hourOnly = /(?<![\d:.])(1[0-2]|[1-9])\s?([ap])\.?m\b/iu
const isoDay = /(?<!\d)(\d{4}-[01]\d-[0-3]\d)(?!\d)/

/** Whether a text names a time of day. */
export function namesTime(text: string): boolean {
  return clock.test(text) || hourOnly.test(text) || dotted.test(text) || military.test(text)
}

const day =
  /^(?:\d{4}-[01]\d(?:-[0-3]\d)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? [0-3]?\d|[0-3]?\d(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|[0-3]?\d[./][01]?\d[./]\d{2,4})(?!\d)/i

/** Whether a line begins with a day, its marks left out: `- 2026-03-02`, `| Mar 2`, `**2 March**`, `2026-03`. */
export function beginsWithDay(text: string): boolean {
  return day.test(text.replace(/^[\s>|*_`~[(+-]{0,20}/, ''))
}

/** The first time of day in a text, with the day that stands before it; `null` for none. */
export function readMoment(text: string): Moment | null {
  const at = clock.exec(text) ?? dotted.exec(text) ?? military.exec(text) ?? hourOnly.exec(text)
  if (at === null) return null
  const [, hours = '0', second = '', third = ''] = at
  const half = (/\d/.test(second) ? third : second).toLowerCase()
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half === 'p' ? 12 : 0)
  const minutes = hour * 60 + (/\d/.test(second) ? Number(second) : 0)
  return { day: isoDay.exec(text.slice(0, at.index))?.[1] ?? null, minutes, half: half !== '' }
}

const zone =
  /\d\s?(?:[ap]\.?m\b\.?)?[\s(]{0,2}(z|utc|gmt|bst|[ce]es?t|west?|ist|jst|aes?t|[ecmp][sd]t|[ecmp]t|[+-]\d\d:?\d\d)(?![\p{L}\d])/iu

/** The zone that stands after a time, in lower case: `utc`, `+01:00`; `null` where none does. */
export function zoneOf(text: string): string | null {
  const said = zone.exec(text)?.[1]?.toLowerCase()
  return said === undefined ? null : (same.get(said) ?? said)
}

const same: ReadonlyMap<string, string> = new Map([
  ['z', 'utc'],
  ['gmt', 'utc'],
  ['+00:00', 'utc'],
])

/** Whether `text` is a single moment and no span such as `16:00-17:00` or `10:05 to 10:20`. */
export function isSpan(text: string): boolean {
  return /\d\s?(?:-|–|—|to|until|till)\s?~?\d{1,2}[:h]\d{2}/iu.test(text)
}
