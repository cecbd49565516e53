/** A time of day, and the day where the text says one. */
export interface TimeOfDay {
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
/** `0457`, with nothing before it but marks and something told behind it; what may be a year is none. */
const bare =
  /^[\s>|*_`~[(+-]{0,20}(?:(?=0\d{3}[\s\W])|(?=\d{4}[)\]*_]{0,3}\s?[-–—:|]))(0\d|1[0-8]|2[1-3])([0-5]\d)()(?![.\d])/u
const hourOnly = /(?<![\d:.])(1[0-2]|[1-9])\s?([ap])\.?m\b/iu
/** `14 Uhr`, `14.05 Uhr`; `às 14h`, but not the duration `2h`. */
const spoken =
  /(?<![\d:.])([01]?\d|2[0-3])(?:[.:]([0-5]\d))?()\s?(?:uhr\b|(?<=(?:à|às|vers|las|das) \d{1,2})h(?![\p{L}\d]))/iu
/** `14時05分`, but not the duration `2時間`. */
const japanese = /(?<![\d:.])([01]?\d|2[0-3])時(?!間)(?:([0-5]?\d)分)?()/u
const isoDay = /(?<!\d)(\d{4}-[01]\d-[0-3]\d)(?!\d)/

const times = [clock, dotted, military, hourOnly, spoken, japanese, bare]

/** Whether a text names a time of day. */
export function namesTime(text: string): boolean {
  return times.some((time) => time.test(text))
}

/** Whether a line, code as well, is one of a chat or a log: it begins with its time. */
export function isLogged(text: string): boolean {
  return /^\W{0,3}(?:\p{L}{3}\s{1,2}\d{1,2}\s|\d{4}-\d{2}-\d{2}[T\s])?\d{1,2}:\d{2}(?::\d{2})?(?!\d)/u.test(text)
}

/** Whether a line is one of a chat, with its time and who said it: `[10:02] <robin> it is down`. */
export function isSaid(text: string): boolean {
  return /^\W{0,3}\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?\]?\s{1,3}<?@?[\p{L}\d._-]{2,30}[>:]\s+\S/iu.test(text)
}

/** Months as people shorten or write them, in the languages whose headings are known. */
const monthBegins =
  '(?:jan|fe[bv]|f[ée]v|m[aä]r|apr|abr|avr|ma[iyo]|jun|juin|jul|juil|ao[uû]|aug|ago|sep|set|o[ckt]t|out|nov|de[czs]|d[ée]c|ene|enero|janv)'
const month = `${monthBegins}\\p{L}{0,7}`
/** How every day begins. Compiled in no time, which `day` is not. */
const dayBegins = new RegExp(`^(?:\\d|${monthBegins})`, 'i')
const day = new RegExp(
  [
    '^(?:\\d{4}[-/.][01]?\\d(?:[-/.][0-3]?\\d)?',
    `${month}\\.?[ -][0-3]?\\d`,
    `${month}\\.?(?: |-|–)(?:\\d{4}|${month})`,
    `[0-3]?\\d(?:st|nd|rd|th|\\.|º)?[ -](?:de )?${month}`,
    '[0-3]?\\d[./-][01]?\\d[./-]\\d{2,4}',
    '[0-3]\\d[/.][01]\\d\\.?(?![\\d%])',
    '(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)(?!\\d)',
  ].join('|'),
  'iu',
)

/** Whether a line begins with a day, its marks left out: `- 2026-03-02`, `| Mar 2`, `**2 March**`, `2026-03`. */
export function beginsWithDay(text: string): boolean {
  const bare = text.replace(/^[\s>|*_`~[(+-]{0,20}/, '')
  return dayBegins.test(bare) && day.test(bare)
}

/** The first time of day in a text, with the day that stands before it; `null` for none. */
export function readMoment(text: string): TimeOfDay | null {
  let at: RegExpExecArray | null = null
  for (const time of times) at ??= time.exec(text)
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
