import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common'
import { refusal } from './limits.ts'
import { columnsOf, isBlank } from './marks.ts'
import { blockTree } from './tree.ts'

export { isBlank } from './marks.ts'

/** One line. `start` and `end` are offsets in the text, the line break left out; `number` counts from 1. */
export interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly number: number
  /** `raw` is what Markdown does not read as text: code between fences, HTML comments, HTML. Indented code is text: people indent by accident. */
  readonly kind: 'text' | 'raw'
  /** For the line that begins an item of a top-level list: the column (from 0) where the item's content begins. */
  readonly item: number | null
}

export interface Heading {
  readonly level: number
  /** The heading's Markdown, without its marks. */
  readonly text: string
  readonly line: number
  /** From the beginning of the heading's first line to the end of its last line. */
  readonly start: number
  readonly end: number
}

/** Lines that are raw together. */
export interface Enclosed {
  readonly kind: 'fence' | 'comment' | 'instruction' | 'verbatim' | 'html'
  /** Numbers of the line that opens it, and of the line that ends it; `to` is `null` where nothing does. */
  readonly from: number
  readonly to: number | null
  /** The number of the last line in it. */
  readonly last: number
  /** Whether another block of its kind is opened within it, whose end it took for its own. */
  readonly swallows: boolean
}

export interface Scan {
  /** Raw blocks of more than one line, in order. */
  readonly enclosed: readonly Enclosed[]
  readonly lines: readonly Line[]
  /** Headings outside of lists, quotes and raw lines. */
  readonly headings: readonly Heading[]
}

/**
 * What each line of `text` is, by its tree, from offset `from` on, which begins line `firstLine`. A byte order mark at offset 0
 * is passed over. A text that may not be parsed (`refusal`) is raw as a whole.
 */
export function scan(text: string, from = 0, firstLine = 1): Scan {
  const before = last.find((one) => one.from === from && one.firstLine === firstLine && one.text === text)
  if (before !== undefined) return before.scan
  const made = scanAnew(text, from, firstLine)
  last = [{ text, from, firstLine, scan: made }, ...last.slice(0, mostKept - 1)]
  return made
}

/** A document is read for its items, its answers and its form, one right after the other: the same text each time. */
const mostKept = 2
let last: readonly {
  readonly text: string
  readonly from: number
  readonly firstLine: number
  readonly scan: Scan
}[] = []

function scanAnew(text: string, from: number, firstLine: number): Scan {
  const start = from === 0 && text.startsWith('\ufeff') ? 1 : from
  const drafts = draftsOf(text, start, firstLine)
  const lastWritten = drafts.findLastIndex((line) => !isBlank(line.text))
  const found: Found = {
    text,
    start,
    lines: drafts,
    lastWritten,
    stretch: { end: 0, lastMark: -1 },
    enclosed: [],
    headings: [],
  }
  if (refusal(text) !== null) for (const line of drafts) line.kind = 'raw'
  else walk(found, start === 0 ? text : text.slice(start))
  return { lines: drafts, enclosed: found.enclosed, headings: found.headings }
}

type Draft = { -readonly [key in keyof Line]: Line[key] }

interface Found {
  readonly text: string
  /** Where the parsed stretch begins. */
  readonly start: number
  readonly lines: readonly Draft[]
  /** The index of the last line that is not blank. */
  readonly lastWritten: number
  /** The stretch between blank lines that was looked at last for comments: once for all that begin in it. */
  readonly stretch: Stretch
  readonly enclosed: Enclosed[]
  readonly headings: Heading[]
}

interface Stretch {
  /** The index just past its last line. */
  end: number
  lastMark: number
}

function draftsOf(text: string, from: number, firstLine: number): Draft[] {
  const drafts: Draft[] = []
  let start = from
  for (let number = firstLine; start < text.length; number += 1) {
    const end = lineEnd(text, start)
    drafts.push({ text: text.slice(start, end), start, end, number, kind: 'text', item: null })
    start = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  return drafts
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 10 || unit === 13) return at
  }
  return text.length
}

function walk(found: Found, body: string): void {
  let depth = 0
  blockTree(body).iterate({
    enter(node) {
      if (node.name === 'ListItem' && depth === 1) enterItem(found, node.node)
      if (node.name.endsWith('List')) depth += 1
      return (
        node.name === 'Document' || node.name === 'ListItem' || node.name.endsWith('List') || leaf(found, node, depth)
      )
    },
    leave(node) {
      if (node.name.endsWith('List')) depth -= 1
    },
  })
}

/** Takes notice of a node that holds no other blocks; `false`, so that nobody looks into it, nor into quotes. */
function leaf(found: Found, node: SyntaxNodeRef, depth: number): false {
  switch (node.name) {
    case 'FencedCode':
    case 'CommentBlock':
    case 'HTMLBlock':
    case 'ProcessingInstructionBlock':
      readRaw(found, node.node)
      break
    case 'Paragraph':
    case 'Task':
      hideComments(found, node)
      break
    default:
      if (depth === 0 && /^(?:ATX|Setext)Heading/.test(node.name)) readHeading(found, node.node)
  }
  return false
}

/** The index of the line in which an offset of the parsed stretch lies. */
function indexOf({ lines, start }: Found, offset: number): number {
  const at = start + offset
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

function enterItem(found: Found, node: SyntaxNode): void {
  const line = found.lines[indexOf(found, node.from)]
  if (line === undefined || line.kind === 'raw') return
  const mark = line.text.slice(0, found.start + (node.firstChild?.to ?? node.from) - line.start)
  const column = columnsOf(mark, 0)
  const rest = line.text.slice(mark.length)
  const space = isBlank(rest) ? 1 : columnsOf(/^[ \t]*/.exec(rest)?.[0] ?? '', column)
  line.item = column + (space > 4 ? 1 : space)
}

function readHeading(found: Found, node: SyntaxNode): void {
  const marks = node.getChildren('HeaderMark')
  const [first, last] = [marks[0], marks.at(-1)]
  const [line, end] = [found.lines[indexOf(found, node.from)], found.lines[indexOf(found, node.to)]]
  if (first === undefined || last === undefined || line === undefined || end === undefined || line.kind === 'raw')
    return
  const setext = node.name.startsWith('Setext')
  const from = setext ? node.from : first.to
  const to = setext || last !== first ? last.from : node.to
  const written = found.text.slice(found.start + from, found.start + to).trim()
  found.headings.push({
    level: Number(node.name.at(-1)),
    text: setext ? written.replace(/\s+/g, ' ') : written,
    line: line.number,
    start: line.start,
    end: end.end,
  })
}

const verbatim = /^<(?:pre|script|style|textarea)(?:[ \t>\r\n]|$)/i
const verbatimEnd = /<\/(?:pre|script|style|textarea)>/i

/** What kind of raw block a node is, and whether something ends it. Blocks of HTML end at a blank line, which is told by the lines. */
function enclosureOf(node: SyntaxNode, written: string): { readonly kind: Enclosed['kind']; readonly ended: boolean } {
  if (node.name === 'FencedCode') return { kind: 'fence', ended: node.getChildren('CodeMark').length > 1 }
  if (node.name === 'CommentBlock') return { kind: 'comment', ended: written.includes('-->', 2) }
  if (written.startsWith('<?')) return { kind: 'instruction', ended: written.includes('?>', 2) }
  if (written.startsWith('<![')) return { kind: 'instruction', ended: written.includes(']]>', 2) }
  if (written.startsWith('<!')) return { kind: 'instruction', ended: written.includes('>', 2) }
  return verbatim.test(written)
    ? { kind: 'verbatim', ended: verbatimEnd.test(written) }
    : { kind: 'html', ended: false }
}

function readRaw(found: Found, node: SyntaxNode): void {
  const { lines, text, start, enclosed } = found
  const { kind, ended } = enclosureOf(node, text.slice(start + node.from, start + node.to))
  const first = indexOf(found, node.from)
  let last = indexOf(found, node.to)
  const isOpen = !ended && last >= (kind === 'html' ? lines.length - 1 : found.lastWritten)
  if (isOpen) last = lines.length - 1
  for (const [index, line] of lines.slice(first, last + 1).entries()) {
    // The line of a list item's mark is text, whatever begins after the mark.
    if (index > 0 || isBlank(text.slice(line.start, start + node.from))) line.kind = 'raw'
  }
  const [begin, end] = [lines[first], lines[last]]
  if (begin === undefined || end === undefined || (first === last && ended && kind !== 'fence')) return
  const swallows = lines.slice(first + 1, last + 1).some((line) => opensAnother(kind, line.text))
  enclosed.push({ kind, from: begin.number, to: isOpen ? null : end.number, last: end.number, swallows })
}

function opensAnother(kind: Enclosed['kind'], text: string): boolean {
  if (kind === 'comment') return text.includes('<!--')
  // Only what opens one has words after its marks.
  return kind === 'fence' && /^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+.#{-]/.test(text)
}

/**
 * Makes the later lines raw of comments that begin within a paragraph and end before a blank line: to Markdown a list ends the
 * paragraph, and the comment with it, but whoever wrote it meant to hide the list. One look at each line.
 */
function hideComments(found: Found, node: SyntaxNodeRef): void {
  const { lines, text, start, enclosed, stretch } = found
  const opening = text.slice(start + node.from, start + node.to).indexOf('<!--')
  if (opening < 0) return
  const last = indexOf(found, node.to)
  for (let at = indexOf(found, node.from + opening); at <= last; at += 1) {
    const line = lines[at]
    const begins = line?.kind === 'text' ? unclosedComment(line.text) : -1
    if (line === undefined || begins < 0) continue
    if (at >= stretch.end) Object.assign(stretch, stretchFrom(found, at))
    if (line.start + begins + 4 > stretch.lastMark) continue
    let end = at + 1
    while (end < stretch.end - 1 && !lines[end]?.text.includes('-->')) end += 1
    for (const one of lines.slice(at + 1, end + 1)) one.kind = 'raw'
    const swallows = lines.slice(at + 1, end + 1).some((one) => opensAnother('comment', one.text))
    enclosed.push({
      kind: 'comment',
      from: line.number,
      to: end + line.number - at,
      last: end + line.number - at,
      swallows,
    })
  }
}

/** The lines from `at` up to a blank one, and the offset at which the last comment in them ends. */
function stretchFrom({ lines, text }: Found, at: number): Stretch {
  let end = at
  while (end < lines.length && !isBlank(lines[end]?.text ?? '')) end += 1
  const last = lines[end - 1]
  return { end, lastMark: last === undefined ? -1 : text.lastIndexOf('-->', last.end) }
}

/** Where a comment begins in the line that does not end in it, or -1. Code spans hide comments. */
function unclosedComment(content: string): number {
  if (!content.includes('<!--')) return -1
  const text = content.replace(/(?<!`)(`{1,8})(?!`)[^`]*\1(?!`)/g, (code) => ' '.repeat(code.length))
  const opening = text.lastIndexOf('<!--')
  return opening >= 0 && !text.includes('-->', opening + 2) ? opening : -1
}
