import type { Line } from '../../text/markdown/lines.ts'
import { isBlank } from '../../text/markdown/marks.ts'
import type { ParsedDocument } from '../../text/markdown/sections.ts'
import { readInstant } from '../../text/time/instant.ts'
import type { FrontMatter } from '../front-matter/front-matter-schema.ts'
import type { MoreHeadings } from '../headings/heading-question.ts'
import { beginsWithDay, isSpan, readMoment, zoneOf } from '../review/moments.ts'
import { passagesOf } from '../review/passages.ts'
import { plainText } from './plain-text.ts'

/** A moment that the front matter names, in UTC. */
export interface LibraryPhase {
  readonly name: 'started' | 'detected' | 'mitigated' | 'resolved'
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** An entry of a document's timeline. */
export interface TimelineMoment {
  /** `yyyy-mm-dd`; `null` where nothing names the day. */
  readonly day: string | null
  /** Minutes since midnight. */
  readonly minutes: number
  /** As written, in lower case; `null` where none stands. */
  readonly zone: string | null
  readonly text: string
}

/** What the front matter says of the incident's phases, in their order; times without a zone are UTC. */
export function phasesOf(frontMatter: FrontMatter): readonly LibraryPhase[] {
  return (['started', 'detected', 'mitigated', 'resolved'] as const).flatMap((name) => {
    const written = frontMatter[name]
    const at = written === undefined ? null : readInstant(written, 'UTC')
    return at === null ? [] : [{ name, at }]
  })
}

/** Nobody reads a drawing of more. */
const mostMoments = 200
const marks = /^[\s>|*_`~[(+-]{0,20}/
/** A time as an entry begins with it, with the day before it and the zone behind it. */
const time =
  /^(?:[\p{L}\d,./ -]{0,30}?[T\s,|*_-]{1,5})?\d{1,2}[:h.]?\d{2}(?::\d{2}(?:\.\d+)?)?Z?\s?(?:[ap]\.?m\.?)?\s?\(?(?:UTC|GMT|[A-Z]{2,4}T|BST|[+-]\d\d:?\d\d)?\)?[\s*_`\])|:–—-]{0,12}/iu

/**
 * The entries below the headings that mean what happened, each with what its line says after the time. `day` is the one that
 * a time without a day of its own belongs to; one that is earlier by half a day than the one before is of the next day.
 */
export function timelineOf(
  document: ParsedDocument,
  headings: MoreHeadings,
  day: string | null,
): readonly TimelineMoment[] {
  const passages = passagesOf(document, headings).filter(({ meaning }) => meaning.answers === 'how')
  const entries = passages.flatMap(({ lines }) =>
    lines.flatMap((line, index) => {
      const entry = line.kind === 'raw' || isWithinProse(lines, index) ? null : entryOf(line.text)
      return entry === null ? [] : [entry]
    }),
  )
  let current = day
  return entries.slice(0, mostMoments).map((entry, index) => {
    const before = entries[index - 1]
    const wraps = entry.day === null && before !== undefined && before.minutes - entry.minutes > 12 * 60
    current = entry.day ?? (wraps && current !== null ? dayAfter(current) : current)
    return { ...entry, day: current }
  })
}

/** Whether a line goes on with the prose above it, and only happens to begin with a time. */
function isWithinProse(lines: readonly Line[], index: number): boolean {
  const own = lines[index]?.text ?? ''
  const above = lines[index - 1]?.text ?? ''
  if (isBlank(above) || marker.test(own)) return false
  return entryOf(above) === null
}

const marker = /^\s{0,20}(?:[-*+]\s|\d{1,9}[.)]\s|[|*_[(])/

function entryOf(line: string): TimelineMoment | null {
  const cells = line.trimStart().startsWith('|')
    ? line
        .slice(0, 2_000)
        .split(/(?<!\\)\|/)
        .map(plainText)
    : [plainText(line)]
  const [first = '', ...others] = cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell))
  const bare = first.replace(marks, '')
  if (!/^\d/.test(bare) && !beginsWithDay(bare)) return null
  const begin = bare.slice(0, 48)
  const moment = isSpan(begin) ? null : readMoment(begin)
  if (moment === null) return null
  // A column of the same times in another zone says nothing more.
  const said = [bare.replace(time, ''), ...others.filter((cell) => !/^\d{1,2}:\d{2}$/.test(cell))].filter(
    (one) => one !== '',
  )
  if (said.length === 0 || said[0] === bare) return null
  return { day: moment.day, minutes: moment.minutes, zone: zoneOf(begin), text: said.join(' · ') }
}

function dayAfter(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? day : new Date(at + 86_400_000).toISOString().slice(0, 10)
}
