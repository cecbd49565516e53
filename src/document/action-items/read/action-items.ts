import type { ActionItem, Due } from '../../../domain/action-item.ts'
import { scan } from '../../../text/markdown/scan.ts'
import { parseDocument } from '../../../text/markdown/sections.ts'
import { readDay, readDue } from '../../../text/time/dates.ts'
import type { MoreHeadings } from '../../headings/heading-question.ts'
import { actionLines } from '../account/action-lines.ts'
import type { ActionLine } from '../account/line-verdict.ts'
import { knownNames } from '../fields/known-names.ts'
import { actionRegions } from '../regions/action-regions.ts'
import { ownText } from '../regions/own-text.ts'
import { itemsOf, proseOf } from './group-items.ts'
import type { ItemSource } from './item-source.ts'
import { withBoxes } from './loose-boxes.ts'

/** The action items of a document. `problem` is a sentence for people when the document cannot be read. */
export interface ActionItems {
  readonly section: 'found' | 'missing'
  readonly items: readonly ActionItem[]
  readonly problem: string | null
  /** What became of each line below a heading of the actions. */
  readonly lines: readonly ActionLine[]
}

/** What a reader of a document goes by besides its text. */
export interface ReadingOptions {
  /** Headings of a team, a language or a house template, besides the built-in ones. */
  readonly headings?: MoreHeadings
  /** The day (`yyyy-mm-dd`) to which "in 2 weeks" relates; without it such dates stay text. */
  readonly today?: string | null
  /** Names of people and teams who may be named in it. */
  readonly names?: readonly string[]
  /** The account of its repository, by its page. */
  readonly account?: string | null
}

/** Far more than anybody follows up on. What is in it may need the whole parser, at several seconds a megabyte. */
const longestSection = 80_000
const tooLong =
  'The action-items section is longer than 80,000 characters. Keep the actions there and move the rest to other sections.'

/**
 * The action items of a document, in order, those that are done included: tasks, list items, rows of tables, headings and
 * lines that say what is to do, under every heading that means actions. A sentence counts only where nothing else does.
 * Placeholders, advice to readers, observations and what stands in code, quotes and HTML comments do not count; what stands
 * below an item is its notes. An item's text may be wrapped over long lines: `source` joins them with a space and `lineEnd`
 * is the end of the last, where a link reads well. Never throws.
 */
export function readActionItems(text: string, reading: ReadingOptions = {}): ActionItems {
  const boxed = withBoxes(text)
  const parsed = parseDocument(boxed.text)
  if (!parsed.ok) return { section: 'missing', items: [], problem: parsed.reason, lines: [] }
  const { document } = parsed
  const known = knownNames(document, reading.names ?? [])
  const source: ItemSource = { text: boxed.text, today: reading.today ?? null, known, account: reading.account ?? null }
  const own = ownText(document)
  const more = reading.headings ?? {}
  const account = { whole: document, own, more }
  const regions = actionRegions(own, source, more)
  if (regions === null) {
    return { section: 'missing', items: [], problem: null, lines: actionLines({ ...account, spans: [], items: [] }) }
  }
  if (regions.length > longestSection) return { section: 'found', items: [], problem: tooLong, lines: [] }
  const found = itemsOf(source, regions.groups)
  const items = found.length > 0 ? found : proseOf(source, regions.groups)
  return {
    section: 'found',
    items: items.map((item, index) => ({ ...item, ordinal: index + 1, lineEnd: boxed.original(item.lineEnd) })),
    problem: null,
    lines: actionLines({ ...account, spans: regions.spans, items }),
  }
}

const dueLine = /^ {0,3}(?:[-*+] {1,4}(?:\[[ xX]\] {1,4})?)?[*_]{0,3}due(?: date)?[*_]{0,3} {0,4}:[*_]{0,3}(.*)$/is

/**
 * The due date of an action-item issue that was opened on the day `opened` (`yyyy-mm-dd`): what its first line `Due:
 * 2026-12-01` says, in a list, bold or in any case, but not in code, quotes or HTML comments. Dates are read as in documents,
 * but for those that relate to a day, as "in 2 weeks" does: nobody knows when the line was written. `null` when there is no
 * such line or it says none.
 */
export function readDueLine(body: string, opened: string): Due | null {
  const written = dueLineIn(body)
  if (written === null) return null
  const value = written.value
    .replace(/<!--.*$/s, '')
    .replace(/[*_`\s]+/g, ' ')
    .trim()
  if (/^(?:|-|–|—|n\/a|none\.?|no due date|never)$/i.test(value)) return null
  return readDueValue(value.slice(0, 100), opened)
}

/** Where a body's line `Due:` stands, its line break left out, and what it says behind the colon; `null` for no such line. */
export function dueLineIn(
  body: string,
): { readonly start: number; readonly end: number; readonly value: string } | null {
  for (const line of scan(body).lines) {
    const value = line.kind === 'raw' ? undefined : dueLine.exec(line.text)?.[1]
    if (value !== undefined) return { start: line.start, end: line.end, value }
  }
  return null
}

/** A day and a month without the year: the next such day after `opened`. */
const yearless = /^(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?)$/i

function readDueValue(value: string, opened: string): Due {
  // What stands behind the date, as "(was 2026-11-01)", is a remark.
  const iso = /^(\d{4}-\d{2}-\d{2})(?![\w-])/.exec(value)?.[1]
  if (iso !== undefined) return readDay(iso)
  const written = value.replace(/\s{0,3}(?:[([].{0,80}|[,;.–—]|\s-\s.{0,80})$/, '')
  const due = readDue(written, yearless.test(written) ? opened : null)
  return due.valid ? due : { valid: false, text: value }
}
