import type { ParsedComponents } from 'chrono-node'
import { casual } from 'chrono-node/en'
import { DateTime } from 'luxon'
import { dayReadings } from './dates.ts'
import { expressionIn } from './time-expression.ts'

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

/** What a text begins with: a time, none, one that may be of two days, or one that is still to come. */
export type LeadingTime =
  | ({ readonly kind: 'time' } & TypedTime)
  | { readonly kind: 'none' }
  /** Both days that the date may be, `yyyy-mm-dd`. */
  | { readonly kind: 'ambiguous'; readonly written: string; readonly readings: readonly string[] }
  | { readonly kind: 'future'; readonly written: string }

const none: LeadingTime = { kind: 'none' }

/** What stands before a time that nobody knows to the minute. */
const about = /^(?:at )?(?:[~≈]|(?:about|around|approximately|approx|circa|ca|roughly|some time around)\b\.?) ?/i

/**
 * The time that `text` begins with, as people write it: `14:05`, `2026-11-20 14:05 CET`, `5 minutes ago`,
 * `yesterday 23:10`, also in brackets or bold. What follows it is text, whatever it looks like: "17:44 may be DNS", "17:45 sat
 * down". It must tell the hour, and lie in the past of whoever typed it: a time of day that is still to come was yesterday's, a
 * weekday last week's. The zone may stand behind it, in capitals (`UTC`, `CET`, `Z`), as an offset or as `Europe/Zurich`. Of a
 * span its beginning counts, and the words keep both. Of one that is only about right the words keep that: `~14:05`, `around
 * 14:05`. `null` where the text begins with no such time, with one that is counted from something else, as in "an hour before
 * the deployment", with a date that may be of two days, or with one that is still to come.
 */
export function readTypedTime(text: string, typed: Typed): TypedTime | null {
  const found = readBeginning(text, typed)
  if (found.kind !== 'time') return null
  const { at, rest, about: vague } = found
  return { at, rest, about: vague }
}

/** The same, and why there is none. */
export function readBeginning(text: string, typed: Typed): LeadingTime {
  const whole = text.trimStart()
  const [vague] = about.exec(whole) ?? []
  if (vague === undefined) return readExact(whole.replace(/^at (?=\d)/i, ''), typed)
  const found = readExact(whole.slice(vague.length), typed)
  return found.kind === 'time' ? { ...found, rest: found.rest === '' ? '' : whole, about: true } : found
}

function readExact(text: string, typed: Typed): LeadingTime {
  const trimmed = plain(text)
  const written = expressionIn(trimmed)
  if (written === null) return none
  const readings = dayReadings(written.numbers ?? '')
  if (readings.length > 0) return { kind: 'ambiguous', written: written.numbers ?? '', readings }
  const zone = written.place ?? typed.zone
  const now = DateTime.fromISO(typed.at, { zone })
  const [found] = casual.parse(written.expression, { instant: now.toJSDate(), timezone: now.offset })
  if (found?.index !== 0 || !found.start.isCertain('hour')) return none
  // Words that are no part of the time would not be told, nor stand in the text.
  if (/[\p{L}\p{N}]/u.test(written.expression.slice(found.text.length))) return none
  const instant = instantOf(found.start, now)
  if (!instant.isValid) return none
  const at = inThePast(instant, found.start, now)
  if (at === null) return { kind: 'future', written: written.expression }
  const after = trimmed.slice(written.length)
  const rest = span.test(after) ? trimmed : after.replace(/^[\s:,–—-]{1,5}/, '')
  return {
    kind: 'time',
    at: at.toUTC().toISO({ suppressMilliseconds: true }) ?? typed.at,
    rest,
    about: false,
  }
}

/** `14:05-14:20`: what follows the first of the two. */
const span = /^ ?(?:[–—-]|to|until|till) ?\d{1,2}:\d{2}/i

/** A time without the brackets or marks around it. */
function plain(text: string): string {
  return text.replace(/^(?:\[|\(|\*\*|`)([\w :.+-]{3,40})(?:\]|\)|\*\*|`)/, '$1')
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
