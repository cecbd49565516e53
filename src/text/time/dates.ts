import { DateTime, Settings } from 'luxon'

// What the app writes is English wherever it runs, and asking for the machine's own language takes a command 20 ms.
Settings.defaultLocale = 'en-US'

/** A day as read: a real calendar day (`yyyy-mm-dd`), or text that looks like one and is not. */
export type ReadDay = { readonly valid: true; readonly day: string } | { readonly valid: false; readonly text: string }

const months: readonly string[] = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdays: readonly string[] = 'mon tue wed thu fri sat sun'.split(' ')

/** A date as written: a real day of the calendar as `yyyy-mm-dd`, else the text as it is. */
export function readDay(text: string): ReadDay {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid)
    return { valid: true, day: text }
  return { valid: false, text }
}

/**
 * A due date as people write it: `2020-01-31`, `2020/01/31`, `31.01.2020`, `31 Jan 2020`, `January 31st, 2020`, `end of Q1
 * 2020`; and relative to `today` (`yyyy-mm-dd`) `in 2 weeks`, `next Friday`, `end of Q1`, `31 January`. A text from which no
 * day follows, or none of the calendar, comes back as text.
 */
export function readDue(text: string, today: string | null): ReadDay {
  const written = text.trim().replace(/\s+/g, ' ').slice(0, 100)
  const day = namedDay(written) ?? (today === null ? null : relativeDay(written.toLowerCase(), utc(today)))
  return day?.isValid ? { valid: true, day: day.toFormat('yyyy-MM-dd') } : { valid: false, text: written }
}

function utc(day: string): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' })
}

function dayOf(year: string | number, month: string | number, day: string | number): DateTime {
  return DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { zone: 'utc' })
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

/**
 * The two days (`yyyy-mm-dd`) that a date such as `01/12/2026` may be, as nobody knows which of the two numbers is the month;
 * none for any other text.
 */
export function dayReadings(text: string): readonly string[] {
  const [, one = '', , two = '', year = ''] = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text.trim()) ?? []
  if (year === '' || Number(one) > 12 || Number(two) > 12 || Number(one) === Number(two)) return []
  const whole = year.length === 2 ? `20${year}` : year
  const days = [dayOf(whole, two, one), dayOf(whole, one, two)]
  return days.flatMap((day) => (day.isValid ? [day.toFormat('yyyy-MM-dd')] : []))
}

/** A day that the text names whole. */
function namedDay(text: string): DateTime | null {
  const numbers = /^(\d{4})[-/.](\d{2})[-/.](\d{2})$/.exec(text)
  if (numbers !== null) return dayOf(numbers[1] ?? '', numbers[2] ?? '', numbers[3] ?? '')
  const european = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text)
  if (european !== null) return dayOf(european[3] ?? '', european[2] ?? '', european[1] ?? '')
  const slashes = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text)
  if (slashes !== null) {
    const [, one = '', two = '', year = ''] = slashes
    // Nobody knows which of two small numbers is the month.
    if (Number(one) <= 12 && Number(two) <= 12 && one !== two) return null
    return Number(one) > 12 ? dayOf(year, two, one) : dayOf(year, one, two)
  }
  const inWords =
    dated(/^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i.exec(text), 1, 2) ??
    dated(/^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i.exec(text), 2, 1)
  if (inWords !== null) return inWords
  const end = /^(?:the )?end of (q[1-4]|h[12]|[a-z]{3,9}|)[ ,]{0,2}(?:of )?(\d{4})$/i.exec(text)
  return end === null ? null : endOf((end[1] ?? '').toLowerCase() || 'year', dayOf(end[2] ?? '', 1, 1))
}

function dated(match: RegExpExecArray | null, day: number, month: number): DateTime | null {
  if (match === null) return null
  const number = monthOf(match[month] ?? '')
  return number === 0 ? null : dayOf(match[3] ?? '', number, match[day] ?? '')
}

const numberWords = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['six', 6],
])

function relativeDay(text: string, today: DateTime): DateTime | null {
  if (text === 'today' || text === 'asap' || text === 'immediately') return text === 'today' ? today : null
  if (text === 'tomorrow') return today.plus({ days: 1 })
  const span =
    /^(?:in|within|next)?(?: the)?(?: next)? ?(\d{1,3}|a|an|one|two|three|four|six) (day|week|month|quarter|year)s?$/.exec(
      text,
    )
  if (span !== null) return today.plus({ [`${span[2]}s`]: numberWords.get(span[1] ?? '') ?? Number(span[1]) })
  const next = /^next (week|month|quarter|year)$/.exec(text)
  if (next !== null) return today.plus({ [`${next[1]}s`]: 1 })
  const weekday =
    /^(?:(?:on|by|this|next) )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nes|nesday|r|rs|rsday|ur|urday)?$/.exec(text)
  if (weekday !== null) return nextWeekday(weekdays.indexOf(weekday[1] ?? '') + 1, today)
  const end =
    /^(?:the )?end of (?:the |this |next )?(week|month|quarter|year|q[1-4]|h[12]|[a-z]{3,9})$|^eo([wmqy])$/.exec(text)
  if (end !== null) {
    const unit = end[1] ?? { w: 'week', m: 'month', q: 'quarter', y: 'year' }[end[2] ?? ''] ?? ''
    return endOf(unit, text.includes(' next ') ? today.plus({ [`${unit}s`]: 1 }) : today)
  }
  const dayMonth = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?$/.exec(text)
  const monthDay = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?$/.exec(text)
  const month = monthOf(dayMonth?.[2] ?? monthDay?.[1] ?? '')
  if (month === 0) return null
  const day = dayOf(today.year, month, dayMonth?.[1] ?? monthDay?.[2] ?? '')
  return day < today ? day.plus({ years: 1 }) : day
}

/** The coming day of that name, not today. */
function nextWeekday(weekday: number, today: DateTime): DateTime {
  return today.plus({ days: ((weekday - today.weekday + 6) % 7) + 1 })
}

/** The last day of the week (its Friday), month, quarter, half or year that is named; from `from` on. */
function endOf(unit: string, from: DateTime): DateTime | null {
  if (unit === 'week') return from.weekday > 5 ? from : from.set({ weekday: 5 })
  if (unit === 'month' || unit === 'quarter' || unit === 'year') return from.endOf(unit)
  const part = /^([qh])([1-4])$/.exec(unit)
  const month = part === null ? monthOf(unit) : Number(part[2]) * (part[1] === 'q' ? 3 : 6)
  if (month === 0) return null
  const end = dayOf(from.year, month, 1).endOf('month')
  return end < from ? end.plus({ years: 1 }).endOf('month') : end
}
