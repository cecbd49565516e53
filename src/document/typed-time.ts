import type { ParsedComponents } from 'chrono-node'
import { casual } from 'chrono-node/en'
import { DateTime, IANAZone } from 'luxon'

/** A time at the beginning of a text, and the words after it. */
export interface TypedTime {
  /** ISO 8601 in UTC, to the second. */
  readonly at: string
  readonly rest: string
  /** Whether it is told as not exact: `~14:05`. */
  readonly about: boolean
}

/** Where and when somebody typed. */
export interface Typed {
  /** ISO 8601: when it was typed, to which "5 minutes ago" relates. */
  readonly at: string
  /** The IANA zone of times that name none. */
  readonly zone: string
}

/** Longer beginnings are sentences, and a date is read in a few words. In UTF-16 code units. */
const longest = 60

/** What stands before a time that nobody knows to the minute. */
const about = /^(?:at )?(?:[~≈]|(?:about|around|approximately|approx|circa|ca|roughly|some time around)\b\.?) ?/i

/**
 * The time that `text` begins with, as people write it: `14:05`, `2026-11-20 14:05 CET`, `5 minutes ago`,
 * `yesterday 23:10`, also in brackets or bold. It must tell the hour, and lie in the past of whoever typed it: a time of day
 * that is still to come was yesterday's, a weekday last week's. The zone may stand behind it, as `UTC`, `Z` or
 * `Europe/Zurich`. Of a span its beginning counts, and the words keep both. Of one that
 * is only about right the words keep that: `~14:05`, `around 14:05`. `null` where the text begins with no such time,
 * or with one that is counted from something else, as in "an hour before the deployment".
 */
export function readTypedTime(text: string, typed: Typed): TypedTime | null {
  const whole = text.trimStart()
  const [vague] = about.exec(whole) ?? []
  if (vague === undefined) return readExact(whole, typed)
  const found = readExact(whole.slice(vague.length), typed)
  return found && { at: found.at, rest: found.rest === '' ? '' : whole, about: true }
}

function readExact(text: string, typed: Typed): TypedTime | null {
  const trimmed = plain(text)
  const now = DateTime.fromISO(typed.at, { zone: typed.zone })
  const reference = { instant: now.toJSDate(), timezone: now.offset }
  const [found] = casual.parse(trimmed.slice(0, longest), reference)
  if (found?.index !== 0 || !found.start.isCertain('hour')) return null
  const after = trimmed.slice(found.text.length)
  if (/\b(?:before|after)$/i.test(found.text) && after.trim() !== '') return null
  const [whole = '', zone = ''] =
    /^ {1,3}([A-Z][A-Za-z_]{1,30}(?:\/[A-Z][A-Za-z_-]{1,30}){1,2})(?![\w/])/.exec(after) ?? []
  if (zone !== typed.zone && IANAZone.isValidZone(zone))
    return readExact(found.text + after.slice(whole.length), { at: typed.at, zone })
  const at = inThePast(instantOf(found.start, now), found.start, now)
  if (at === null) return null
  const named = IANAZone.isValidZone(zone) ? whole : ''
  const rest = found.end ? trimmed : after.slice(named.length).replace(/^[\s:,–—-]{1,5}/, '')
  return { at: at.toUTC().toISO({ suppressMilliseconds: true }) ?? typed.at, rest, about: false }
}

/** A time without the brackets or marks around it, and with the `Z` of a time of day spelled out. */
function plain(text: string): string {
  return text
    .replace(/^(?:\[|\(|\*\*|`)([\w :.+-]{3,40})(?:\]|\)|\*\*|`)/, '$1')
    .replace(/^(\d{1,2}:\d{2}(?::\d{2})?)Z\b/, '$1 UTC')
}

/**
 * The time that a command such as `/mitigated` names: what follows it, or when it was typed where nothing does. `null` where
 * what follows is no time.
 */
export function readPhaseTime(text: string, typed: Typed): Pick<TypedTime, 'at' | 'about'> | null {
  return text === '' ? { at: typed.at, about: false } : readTypedTime(text, typed)
}

/**
 * Without an offset of its own it is the wall clock of the zone that `now` is in: on a day of change the offset of now would
 * be wrong. Of an hour that is there twice the latest one that is not still to come; one that is left out counts on, so that
 * 02:30 is 03:30.
 */
function instantOf(start: ParsedComponents, now: DateTime): DateTime {
  if (start.isCertain('timezoneOffset')) return DateTime.fromJSDate(start.date())
  const part = (name: Parameters<ParsedComponents['get']>[0]) => start.get(name) ?? 0
  const [year, month, day] = [part('year'), part('month'), part('day')]
  const clock = { year, month, day, hour: part('hour'), minute: part('minute'), second: part('second') }
  const at = DateTime.fromObject(clock, { zone: now.zone })
  const both = at.isValid ? at.getPossibleOffsets() : [at]
  return both.filter((one) => one <= now).toSorted((one, other) => +other - +one)[0] ?? both[0] ?? at
}

function inThePast(at: DateTime, start: ParsedComponents, now: DateTime): DateTime | null {
  if (!at.isValid) return null
  if (at <= now) return at
  if (start.isCertain('day')) return null
  return at.minus({ days: start.isCertain('weekday') ? 7 : 1 })
}
