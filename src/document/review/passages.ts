import type { Line } from '../../text/markdown/lines.ts'
import { isBlank } from '../../text/markdown/marks.ts'
import type { ParsedDocument, Section } from '../../text/markdown/sections.ts'
import type { MoreHeadings } from '../headings/heading-question.ts'
import { headingWords } from '../headings/heading-words.ts'
import { type HeadingMeaning, noMeaning, readMeaning } from './heading-meaning.ts'

/** What stands below one heading, up to the next. */
export interface Passage {
  readonly meaning: HeadingMeaning
  /** The heading's Markdown, or what stands for one; empty before the first heading and after a label. */
  readonly heading: string
  /** Whether the meaning is the heading's own, not that of the one that it stands below. */
  readonly own: boolean
  /** 1-based line of the heading. */
  readonly line: number
  /** What the heading's own line says after it, as `Owner: @robin` does; empty for headings of Markdown. */
  readonly beside: string
  /** The lines below it, raw ones (code, comments) included. */
  readonly lines: readonly Line[]
}

interface Mark {
  readonly heading: string
  readonly level: number
  /** As `readMeaning` gives it. */
  readonly meaning: HeadingMeaning | null
  readonly beside: string
  /** The offset where its lines end. */
  readonly end: number
  /** Whether it heads nothing but its own line, as a row of a table does. */
  readonly alone?: true
}

/** Levels below those of Markdown's headings: a day within a timeline, a line that stands for a heading, a label. */
const [dayLevel, lineLevel, labelLevel] = [6.5, 7, 8]

/**
 * The document by its headings. Headings are those of Markdown, bold lines, labels that begin a line or a list item
 * (`Owner: …`, `- **Context**: …`) and single lines that are a known heading but for their marks. A heading of no meaning of
 * its own has that of the one above it. Every line after the front matter is in one passage. Linear in the text.
 */
export function passagesOf(document: ParsedDocument, more: MoreHeadings): readonly Passage[] {
  const sections = new Map(document.sections.map((section) => [section.start, section]))
  const writer = new PassageWriter()
  for (const [index, line] of document.lines.entries()) {
    const section = sections.get(line.start)
    if (section !== undefined) writer.begin(sectionMark(section, more), line)
    else if (line.start >= writer.from) {
      const mark = line.kind === 'raw' ? null : lineMark(document.lines, index, more, writer.inLabel)
      if (mark === null) writer.add(line)
      else if (mark.alone) writer.addAlone(mark, line)
      else writer.begin(mark, line)
    }
  }
  return writer.end()
}

class PassageWriter {
  readonly #passages: Passage[] = []
  readonly #above: { readonly level: number; readonly meaning: HeadingMeaning }[] = []
  #open: Passage & { readonly lines: Line[] } = {
    meaning: noMeaning,
    heading: '',
    own: false,
    line: 1,
    beside: '',
    lines: [],
  }
  /** The offset where the last heading ends: the underline of a heading is not below it. */
  from = 0

  get inLabel(): boolean {
    return this.#above.at(-1)?.level === labelLevel
  }

  begin({ heading, level, meaning, beside, end }: Mark, line: Line): void {
    while ((this.#above.at(-1)?.level ?? 0) >= level) this.#above.pop()
    const inherited = this.#above.at(-1)?.meaning ?? noMeaning
    if (meaning !== null || level !== labelLevel) this.#above.push({ level, meaning: meaning ?? inherited })
    this.#passages.push(this.#open)
    this.#open = {
      meaning: meaning ?? inherited,
      heading,
      own: meaning !== null,
      line: line.number,
      beside,
      lines: [],
    }
    this.from = end
    // A line that only ends the label before it belongs to what the label stood in.
    if (heading === '') this.#open.lines.push(line)
  }

  /** A passage without lines; what was open goes on after it. */
  addAlone({ heading, meaning, beside }: Mark, line: Line): void {
    this.#passages.push({ meaning: meaning ?? noMeaning, heading, own: false, line: line.number, beside, lines: [] })
  }

  add(line: Line): void {
    const ends = isBlank(line.text) && this.inLabel && this.#open.beside !== ''
    if (ends) this.begin({ heading: '', level: labelLevel, meaning: null, beside: '', end: line.end }, line)
    else this.#open.lines.push(line)
  }

  end(): readonly Passage[] {
    return [...this.#passages, this.#open]
  }
}

function sectionMark(section: Section, more: MoreHeadings): Mark {
  const { heading, headingEnd: end } = section
  const level = isDay(heading) ? dayLevel : section.level
  const whole = readMeaning(heading, more)
  const [, named = '', beside = ''] = whole === null ? (valued.exec(heading) ?? []) : []
  const meaning = named === '' ? whole : readMeaning(named, more)
  return { heading, level, meaning, beside: meaning === whole ? '' : beside, end }
}

/** A heading with its answer: `Owner: @robin`. */
const valued = /^([\p{L}][^:]{0,60}):[ \t]{1,5}(\S.*)$/u
/** A row of a table that says one thing: `| **Authors** | robin |`. */
const row =
  /^ {0,3}\|[ \t]{0,60}(?:\*\*|__)?([\p{L}][^|*_:]{0,60}):?(?:\*\*|__)?:?[ \t]{0,60}\|([^|]{1,500})\|[ \t]{0,10}$/u
const delimiters = /^ {0,3}\|[ \t:|-]{1,300}$/

const boldLine = /^ {0,3}(\*\*|__)(?=\S)([^*_]{1,100})\1 {0,3}:? {0,3}$/
const italicLine = /^ {0,3}([*_])(?=[^\s*_])([^*_]{1,60})\1 {0,3}:? {0,3}$/
const label =
  /^ {0,3}(?:[-*+] {1,4})?(?:(\*\*|__)([\p{L}][^*_:]{0,60}):?\1:?|([\p{L}][\p{L}\p{N}'’/&() -]{0,60}):)(?:[ \t]+(.*))?$/u
const plainLine = /^[\p{L}\p{N}][\p{L}\p{N}'’ -]{1,50}:?\s{0,5}$/u

function lineMark(lines: readonly Line[], index: number, more: MoreHeadings, inLabel: boolean): Mark | null {
  const line = lines[index]
  if (line === undefined || line.text.length > 2_000) return null
  const { text, end } = line
  const match = row.exec(text)
  if (match !== null) return rowMark(match, lines[index + 1]?.text ?? '', end, more)
  const slanted = slantedMark(text, end, more)
  if (slanted !== null) return slanted
  const marked = label.exec(text)
  const named = marked?.[2] ?? marked?.[3]
  const labelled = named === undefined ? null : readMeaning(named, more)
  if (named !== undefined && labelled !== null) {
    const beside = marked?.[4] ?? ''
    const level = beside.trim() === '' && line.item === null && headsList(lines, index) ? lineLevel : labelLevel
    return { heading: named, level, meaning: labelled, beside, end }
  }
  if (inLabel && (named !== undefined || line.item !== null)) {
    return { heading: '', level: labelLevel, meaning: null, beside: '', end }
  }
  const alone = isBlank(lines[index - 1]?.text ?? '') && plainLine.test(text)
  const meaning = alone ? readMeaning(text, more) : null
  return meaning === null ? null : { heading: text.trim(), level: lineLevel, meaning, beside: '', end }
}

/** A line in bold heads something; one in italics only where it is known to. */
function slantedMark(text: string, end: number, more: MoreHeadings): Mark | null {
  const bold = boldLine.exec(text)?.[2]
  if (bold !== undefined) return { heading: bold, level: lineLevel, meaning: readMeaning(bold, more), beside: '', end }
  const italic = italicLine.exec(text)?.[2] ?? ''
  const meaning = italic === '' ? null : readMeaning(italic, more)
  return meaning === null ? null : { heading: italic, level: lineLevel, meaning, beside: '', end }
}

/** A row that says who: the head of a table says what its columns hold. */
function rowMark(
  [, named = '', beside = '']: RegExpExecArray,
  below: string,
  end: number,
  more: MoreHeadings,
): Mark | null {
  const meaning = delimiters.test(below) ? null : readMeaning(named, more)
  if (meaning === null || !(meaning.half.includes('who') || meaning.answers === 'who')) return null
  return { heading: named, level: labelLevel, meaning, beside, end, alone: true }
}

/** Whether a list stands below a line, blank lines between them or not. */
function headsList(lines: readonly Line[], index: number): boolean {
  let at = index + 1
  while (at < index + 4 && isBlank(lines[at]?.text ?? 'x')) at += 1
  return /^ {0,3}(?:[-*+•]|\d{1,9}[.)])\s/.test(lines[at]?.text ?? '')
}

const dayWords: ReadonlySet<string> = new Set(
  'jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december monday tuesday wednesday thursday friday saturday sunday day utc gmt am pm at approx'.split(
    ' ',
  ),
)

/** Whether a heading is a day or a time and nothing else, as entries of a timeline are. */
function isDay(heading: string): boolean {
  const words = headingWords(`x ${heading}`).split(' ').slice(1)
  return (
    words.length > 0 &&
    words.every((word) => dayWords.has(word) || /^\d{1,4}(?:st|nd|rd|th|am|pm)?$/.test(word)) &&
    /\d/.test(heading)
  )
}
