import type { Answers } from '../../domain/review.ts'
import type { Found } from './finding.ts'
import { isSpan, namesTime, readMoment } from './moments.ts'
import { Phrases, wordsIn } from './phrases.ts'
import { headingLines } from './questions.ts'
import type { Reading } from './reading.ts'

/** An entry of a timeline. */
export interface Entry {
  readonly line: number
  /** Since midnight. */
  readonly minutes: number
  /** The day as written, there or above; `null` where none is. */
  readonly day: string | null
  /** Whether the entry itself says its day. */
  readonly own: boolean
}

/** A later time that is this many minutes earlier on the clock is one of the next day. */
const halfDay = 12 * 60

/** How far into a line its time may begin. */
const timeWithin = 60

/** What the timeline is short of: times at all, or their order. */
export function judgeTimeline(reading: Reading, answers: Answers): readonly Found[] {
  const lists = timelinesOf(reading)
  if (lists.length === 0 && answers.how !== 'missing' && !namesTimes(reading)) {
    const line = headingLines(reading).how ?? reading.document.sections[0]?.line ?? 1
    return [{ rule: 'timeline/missing', line }]
  }
  return lists.flatMap(outOfOrder)
}

function namesTimes(reading: Reading): boolean {
  return reading.document.lines.some(({ text, kind }) => kind === 'text' && namesTime(text))
}

/** The timelines of a document, each the entries below one heading that means what happened. */
export function timelinesOf(reading: Reading): readonly (readonly Entry[])[] {
  const lists: Entry[][] = []
  let day: string | null = null
  for (const { meaning, own, heading, line, lines } of reading.passages) {
    if (meaning.answers !== 'how') continue
    const list = own || lists.length === 0 ? [] : (lists.pop() ?? [])
    lists.push(list)
    if (own) day = null
    const told = lines.filter((one) => one.kind === 'text' && reading.originOf(one) === 'person')
    for (const { text, number } of [{ text: heading, number: line }, ...told]) {
      const bare = text.replace(/^[\s>|*_`~[(+-]{0,20}/, '').slice(0, timeWithin)
      if (!/^(?:\d|\p{L}{2,9},? \d|\p{L}{2,9}, \p{L}{2,9} \d)/u.test(bare)) continue
      const moment = isSpan(bare) ? null : readMoment(bare)
      const said = dayIn(bare, number === line && moment === null)
      day = said ?? day
      if (moment !== null) list.push({ line: number, minutes: moment.minutes, day, own: said !== null })
    }
  }
  return lists.filter((list) => list.length > 0)
}

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
  if (/^\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?(?!\d)/.test(text) || months.within(words) || heading)
    return words.slice(0, 3).join(' ')
  return null
}

/** Entries that are earlier than the one above. A list that runs backwards as a whole is in order, too. */
function outOfOrder(entries: readonly Entry[]): readonly Found[] {
  const earlier = entries.filter((entry, index) => {
    const before = entries[index - 1]
    return before !== undefined && isEarlier(entry, before)
  })
  if (earlier.length * 2 > entries.length) return []
  return earlier.map(({ line }) => ({ rule: 'timeline/out-of-order', line }))
}

function isEarlier(one: Entry, other: Entry): boolean {
  if (one.day !== other.day) {
    // Days that are not written as numbers are not compared.
    return isIso(one.day) && isIso(other.day) && one.day < other.day
  }
  const back = other.minutes - one.minutes
  return back > 0 && (one.own || back < halfDay)
}

function isIso(day: string | null): day is string {
  return day !== null && /^\d{4}-/.test(day)
}
