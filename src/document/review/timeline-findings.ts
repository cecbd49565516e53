import type { QuestionAnswers } from '../../domain/review.ts'
import type { Line } from '../../text/markdown/lines.ts'
import { isBlank } from '../../text/markdown/marks.ts'
import type { RuleFinding } from './finding.ts'
import { beginsWithDay, isLogged, isSpan, namesTime, readMoment, zoneOf } from './moments.ts'
import { Phrases, wordsIn } from './phrases.ts'
import { headingLines } from './questions.ts'
import type { Reading } from './reading.ts'

/** An entry of a timeline. */
export interface TimelineEntry {
  readonly line: number
  /** Since midnight; `null` for an entry that is a day as a whole. */
  readonly minutes: number | null
  /** The day as written, there or above; `null` where none is. */
  readonly day: string | null
  /** Whether the entry itself says its day. */
  readonly own: boolean
  /** The zone after the time, in lower case; `null` where none is. */
  readonly zone: string | null
  /** Whether it may be a time of the afternoon that does not say so: 1:05 for 13:05. */
  readonly vague: boolean
  /** Whether it says which half of the day it is of. */
  readonly half: boolean
}

/** A later time that is this many minutes earlier on the clock is one of the next day. */
const halfDay = 12 * 60
/** Morning and afternoon of one incident on a clock of twelve hours are no further apart than this many minutes. */
const workday = 8 * 60

/** How far into a line its time may begin. */
const timeWithin = 60

/** What the timeline is short of: times at all, or their order. */
export function evaluateTimeline(reading: Reading, answers: QuestionAnswers): readonly RuleFinding[] {
  const lists = timelinesOf(reading)
  if (lists.length === 0 && answers.how === 'partial' && !namesTimes(reading)) {
    const line = headingLines(reading).how ?? reading.document.sections[0]?.line ?? 1
    return [{ rule: 'timeline/missing', line }]
  }
  return lists.flatMap(outOfOrder)
}

function namesTimes(reading: Reading): boolean {
  return (
    reading.document.lines.some(({ text, kind }) => (kind === 'text' ? namesTime(text) : isLogged(text))) ||
    reading.passages.some(({ meaning, lines }) => meaning.answers === 'how' && lines.filter(isDated).length > 1)
  )
}

function isDated({ text }: { readonly text: string }): boolean {
  return beginsWithDay(text)
}

/** The timelines of a document, each the entries below one heading that means what happened. */
function timelinesOf(reading: Reading): readonly (readonly TimelineEntry[])[] {
  const lists: TimelineEntry[][] = []
  let day: string | null = null
  for (const { meaning, own, heading, line, lines } of reading.passages) {
    if (meaning.answers !== 'how') continue
    const list = own || lists.length === 0 ? [] : (lists.pop() ?? [])
    lists.push(list)
    if (own) day = null
    const ownLines = lines.filter(
      (one, index) => one.kind === 'text' && reading.originOf(one) === 'person' && !isWrapped(lines, index),
    )
    for (const { text, number } of [{ text: heading, number: line }, ...ownLines]) {
      const read = entryIn(text, number, { day, heading: number === line })
      if (read === null) continue
      day = read.day
      if (read.entry !== null) list.push(read.entry)
    }
  }
  return lists.filter((list) => list.length > 0)
}

/** What a line tells of a timeline: the day from it on, and its entry where it is one; `null` for a line without time or day. */
function entryIn(
  text: string,
  line: number,
  above: { readonly day: string | null; readonly heading: boolean },
): { readonly day: string | null; readonly entry: TimelineEntry | null } | null {
  const bare = text.replace(/^[\s>|*_`~[(+-]{0,20}/, '').slice(0, timeWithin)
  if (!/^(?:\d|\p{L}{2,9},? \d|\p{L}{2,9}, \p{L}{2,9} \d)/u.test(bare)) return null
  const moment = isSpan(bare) ? null : readMoment(bare)
  const said = dayIn(bare, above.heading && moment === null)
  const day = said ?? above.day
  if (moment === null) {
    const whole = !above.heading && isIso(said)
    return { day, entry: whole ? { line, minutes: null, day, own: true, zone: null, vague: true, half: false } : null }
  }
  const { minutes, half } = moment
  const vague = !half && minutes < 13 * 60
  return { day, entry: { line, minutes, day, own: said !== null, zone: zoneOf(bare), vague, half } }
}

/** Whether a line goes on with the item above it: a number that it happens to begin with is no time of its own. */
function isWrapped(lines: readonly Line[], index: number): boolean {
  const above = lines[index - 1]?.text ?? ''
  if (isBlank(above) || marker.test(lines[index]?.text ?? '') || /(?: {2}|\\|<br ?\/?>)$/.test(above)) return false
  for (let at = index - 1; at >= 0 && at > index - 20; at -= 1) {
    const text = lines[at]?.text ?? ''
    if (isBlank(text)) return false
    if (marker.test(text)) return !text.trimStart().startsWith('|')
  }
  return false
}

const marker = /^\s{0,20}(?:[-*+]\s|\d{1,9}[.)]\s|\||#)/

const months = new Phrases(
  'jan*|feb*|mar|march|apr|april|may|june|jun|july|jul|aug*|sep*|oct*|nov*|dec*|mon*|tue*|wed*|thu*|fri*|sat*|sun*'.split(
    '|',
  ),
)

/** The day that an entry begins with, as it is written; a heading without a time is a day as a whole. */
function dayIn(text: string, heading: boolean): string | null {
  const iso = /(?<!\d)\d{4}-[01]\d-[0-3]\d(?!\d)/.exec(text)?.[0]
  if (iso !== undefined) return iso
  const words = wordsIn(text).slice(0, 4)
  // A day before a time: "14.05 Alert" is a time by itself.
  const numeric = /^(?:\d{1,2}\/\d{1,2}|\d{1,2}\.\d{1,2}\.|\d{1,2}-\d{1,2}-\d{2,4})/.test(text)
  if (numeric || months.within(words) || heading) return words.slice(0, 3).join(' ')
  return null
}

/** Entries that are earlier than the one above. A list that runs backwards as a whole is in order, too. */
function outOfOrder(entries: readonly TimelineEntry[]): readonly RuleFinding[] {
  const twelve = entries.every(({ vague, half }) => vague || half)
  const steps = entries.slice(1).map((entry, index) => stepTo(entry, entries[index], twelve))
  const ways = steps.map((step, index) => wayOf(step, entries[index + 1]?.own === true))
  const back = ways.filter((way) => way < 0).length
  if (back > 1 && back > ways.filter((way) => way > 0).length) return []
  return entries.slice(1).flatMap((entry, index): readonly RuleFinding[] => {
    const crosses = !entry.own && Math.abs(steps[index] ?? 0) >= halfDay
    return (steps[index] ?? 0) < 0 && !crosses ? [{ rule: 'timeline/out-of-order', line: entry.line }] : []
  })
}

/** 1 for on, -1 for back: a step of nearly a whole day leads past midnight, the other way. */
function wayOf(step: number, own: boolean): number {
  if (!own && step <= -halfDay) return 1
  if (!own && step >= 20 * 60) return -1
  return Math.sign(step)
}

/**
 * From one entry to the next in minutes, negative backwards, 0 where that cannot be told: days that are not written as
 * numbers, and times of two zones, are not compared. `twelve` says that no time of the list is past noon on a clock of 24 hours.
 */
function stepTo(entry: TimelineEntry, before: TimelineEntry | undefined, twelve: boolean): number {
  if (before === undefined) return 0
  if (entry.day !== before.day) {
    if (!isIso(entry.day) || !isIso(before.day)) return 0
    return Math.sign(entry.day.localeCompare(before.day))
  }
  if (entry.zone !== before.zone && entry.zone !== null && before.zone !== null) return 0
  if (entry.minutes === null || before.minutes === null) return 0
  const step = entry.minutes - before.minutes
  const mayBeLater = twelve && (entry.vague || before.vague)
  return mayBeLater && step < 0 && step + halfDay <= workday ? step + halfDay : step
}

function isIso(day: string | null): day is string {
  return day !== null && /^\d{4}-/.test(day)
}
