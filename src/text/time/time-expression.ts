import { IANAZone } from 'luxon'
import { readDue } from './dates.ts'

/** The words at a text's beginning that tell a time, and nothing after them. */
export interface Expression {
  /** In a form that a parser of English dates understands, a zone by place left out. */
  readonly expression: string
  /** How much of the text it is, in UTF-16 code units. */
  readonly length: number
  /** The zone behind it, as luxon names it: by place or by offset; `null` for none, or one of the abbreviations. */
  readonly place: string | null
  /** A date of three numbers as written, `01/12/2026`; `null` for none. */
  readonly numbers: string | null
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?'
const weekday = '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?'
const numbers = '\\d{1,2}[/-]\\d{1,2}[/-](?:\\d{4}|\\d{2})'
const date = `\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|${numbers}|\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month}(?:,? \\d{4})?|${month} \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?|(?:(?:last|on|this) )?${weekday}|yesterday|today|last night`

/** A date, if any, then the hour and minute: what follows is a zone or text. */
const clock = new RegExp(
  `^(?:(${date})(?:,? at |, ?| |T(?=\\d\\d:)))?(\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)(?!\\d|:\\d)( ?[ap]\\.?m\\b\\.?)?`,
  'i',
)
/** Other ways to tell the hour. */
const hour = new RegExp(
  `^(?:(?:(?:${date})(?:,? at |, ?| ))?(?:\\d{1,2} ?[ap]\\.?m\\b\\.?|noon\\b|midnight\\b|midday\\b)|(?:\\d{1,4}(?:\\.\\d)?|an?|half an?|one|two|three|five|ten|a few|a couple of) (?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)(?:,? (?:and )?\\d{1,2} ?(?:m|mins?|minutes?))? ago\\b|\\d{1,4}(?:s|m|min|h|hrs?) ago\\b|(?:just |right )?now\\b)`,
  'i',
)
const abbreviations =
  'UTC|GMT|WET|WEST|CET|CEST|EET|EEST|MSK|BST|IST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|AKDT|HST|JST|KST|SGT|HKT|AEST|AEDT|ACST|AWST|NZST|NZDT'
const offset = '\\+(?:0\\d|1[0-4]):?(?:00|30|45)|-(?:0\\d|1[0-2]):?(?:00|30|45)'
/** A zone in capitals, or an offset: `UTC`, `(CET)`, `Z`, `+02:00`, `UTC+2`. */
const zone = new RegExp(
  `^(?:Z(?![\\p{L}\\p{N}])| {0,2}\\(?(?:(?:UTC|GMT) ?[+-]\\d{1,2}(?::?\\d{2})?|(?:${abbreviations})|${offset}|Z)\\)?(?![\\p{L}\\p{N}/]|:\\d))`,
  'u',
)
/** Right behind the time a minus begins the end of a span, unless it is written as ISO 8601 has it. */
const behindDigits = /^-\d/
const place = /^ {1,3}\(?([A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_-]{1,30}){1,2})\)?(?![\w/])/
/** A date after the time, where no word of the text can be meant. */
const dateAfter = new RegExp(
  `^,? (?:on )?(?:(\\d{4}-\\d{2}-\\d{2})(?![\\w-])|(${date})(?=\\s{0,3}(?:$|[:,–—]|- )))`,
  'i',
)

/** The time that `text` begins with, in its own words; `null` where it begins with none. */
export function expressionIn(text: string): Expression | null {
  const head = text.slice(0, 120)
  const found = clock.exec(head)
  if (found === null) {
    const [other] = hour.exec(head) ?? []
    if (other === undefined) return null
    const behind = zoneAfter(head.slice(other.length))
    const expression = `${other}${behind.words}`
    return { expression, length: other.length + behind.length, place: behind.place, numbers: null }
  }
  const [whole, before = '', time = '', half = ''] = found
  const after = head.slice(whole.length)
  const isSpan = behindDigits.test(after) && !/T\d/.test(whole)
  const behind = isSpan ? { words: '', length: 0, place: null } : zoneAfter(after)
  const end = whole.length + behind.length
  const later = before === '' ? dateAfter.exec(head.slice(end)) : null
  const day = before || (later?.[1] ?? later?.[2] ?? '')
  const isNumbers = new RegExp(`^(?:${numbers}|\\d{1,2}\\.\\d{1,2}\\.\\d{4})$`).test(day)
  const due = isNumbers ? readDue(day, null) : null
  const written = due?.valid ? due.day : day
  return {
    expression: `${written}${written === '' ? '' : ' '}${time.replace(',', '.')}${half}${behind.words}`,
    length: end + (later?.[0].length ?? 0),
    place: behind.place,
    numbers: isNumbers ? day : null,
  }
}

function zoneAfter(after: string): { readonly words: string; readonly length: number; readonly place: string | null } {
  const [written] = zone.exec(after) ?? []
  if (written !== undefined) {
    const name = written.replace(/[()\s]/g, '')
    const [, sign, hours = '', minutes = '00'] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(name) ?? []
    if (sign !== undefined) return { words: '', length: written.length, place: `UTC${sign}${Number(hours)}:${minutes}` }
    if (/^(?:Z|UTC|GMT)$/.test(name)) return { words: '', length: written.length, place: 'UTC' }
    return { words: ` ${name}`, length: written.length, place: null }
  }
  const [whole = '', name = ''] = place.exec(after) ?? []
  const known = IANAZone.isValidZone(name)
  return { words: '', length: known ? whole.length : 0, place: known ? name : null }
}
