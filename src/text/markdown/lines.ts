/**
 * A scanner for the block structure that sections, items and commands hang on: which lines are Markdown text and which
 * are code, comments or HTML, which are headings, where the items of top-level lists begin. It follows CommonMark's block
 * rules (https://spec.commonmark.org/0.31.2/) for documents that people write, reads each line a fixed number of times,
 * and keeps a whole parser for the few places that need one: that is three to four seconds a megabyte.
 * It is one state machine, which is why it is one file.
 */

/** One line. `start` and `end` are offsets in the text, the line break left out; `number` counts from 1. */
export interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly number: number
  /** `raw` is what Markdown does not read as text: code, HTML comments, HTML. */
  readonly kind: 'text' | 'raw'
  /** For the line that begins an item of a top-level list: the column (from 0) where the item's content begins. */
  readonly item: number | null
}

export interface Heading {
  readonly level: number
  /** The heading's Markdown, without its marks. */
  readonly text: string
  readonly line: number
  /** From the heading's first character to the end of its last line. */
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

const htmlBlock =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t>]|\/>|$)/i
const verbatim = /^<(?:pre|script|style|textarea)(?:[ \t>]|$)/i
const verbatimEnd = /<\/(?:pre|script|style|textarea)>/i
const loneTag = /^<\/?[a-z][a-z0-9-]*(?:[ \t][^<>]*)?>[ \t]*$/i
/** What is raw from its beginning to its end, wherever that comes: comments, instructions, declarations, CDATA. */
const enclosures = [
  { kind: 'comment', begins: /^<!--/, end: '-->' },
  { kind: 'instruction', begins: /^<\?/, end: '?>' },
  { kind: 'instruction', begins: /^<!\[CDATA\[/, end: ']]>' },
  { kind: 'instruction', begins: /^<![a-z]/i, end: '>' },
] as const
const rule = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
const bullet = /^([-*+]|(\d{1,9})[.)])(?:([ \t]+)(?=[^ \t])|[ \t]*$)/

/** The line below a table's head: what follows a table directly underlines nothing. */
const delimiterRow = /^ {0,3}(?=[ \t:-]*\|)(?=[ \t|:]*-)[ \t|:-]+$/m

/** A raw block that is open: how it ends, and the column that its list item needs its lines to reach. */
interface Open {
  readonly kind: Enclosed['kind']
  readonly ends: (content: string) => boolean
  readonly column: number
  /** Whether the line that ends it belongs to what follows. */
  readonly before: boolean
}

interface State {
  open: Open | null
  /** The content column of the top-level item that we are in, 0 outside of lists. */
  column: number
  /** The line on which the paragraph began that we are in. */
  paragraph: Line | null
  /** No comment that begins in a paragraph ends before this offset. */
  noCommentEnd: number
  /** Where the paragraph ends that was looked at last: looked up once a paragraph, not once a comment. */
  paragraphEnd: number
}

/** Reads `text` from offset `from`, which begins line `firstLine`. A byte order mark at offset 0 is passed over. */
export function scan(text: string, from = 0, firstLine = 1): Scan {
  const lines: Line[] = []
  const headings: Heading[] = []
  const enclosed: Enclosed[] = []
  let last: Open | null = null
  const state: State = { open: null, column: 0, paragraph: null, noCommentEnd: 0, paragraphEnd: 0 }
  let start = from === 0 && text.startsWith('\ufeff') ? 1 : from
  for (let number = firstLine; start < text.length; number += 1) {
    const end = lineEnd(text, start)
    const content = text.slice(start, end)
    const line = { text: content, start, end, number, ...readLine(state, content, start, text, headings, number) }
    lines.push(line)
    follow(enclosed, last, state.open, line)
    last = state.open
    if (line.kind === 'raw' || isBlank(content)) state.paragraph = null
    start = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  return { lines, headings, enclosed }
}

/** Keeps account of the raw blocks: which was open before a line, and which is after it. */
function follow(enclosed: Enclosed[], before: Open | null, after: Open | null, { number, text, kind }: Line): void {
  const last = enclosed.at(-1)
  if (before !== null && last !== undefined) {
    const ended = before !== after
    const within = !ended || kind === 'raw'
    const swallows = last.swallows || (within && opensAnother(last.kind, text))
    const end = within ? number : number - 1
    enclosed[enclosed.length - 1] = { ...last, to: ended ? end : null, last: end, swallows }
  }
  if (after !== null && before !== after) {
    enclosed.push({ kind: after.kind, from: number, to: null, last: number, swallows: false })
  }
}

function opensAnother(kind: Enclosed['kind'], text: string): boolean {
  if (kind === 'comment') return text.includes('<!--')
  // Only what opens one has words after its marks.
  return kind === 'fence' && /^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+.#{-]/.test(text)
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 10 || unit === 13) return at
  }
  return text.length
}

type Read = Pick<Line, 'kind' | 'item'>
const raw: Read = { kind: 'raw', item: null }
const plain: Read = { kind: 'text', item: null }

function readLine(
  state: State,
  content: string,
  start: number,
  whole: string,
  headings: Heading[],
  number: number,
): Read {
  const blank = isBlank(content)
  const indent = blank ? 0 : indentOf(content)
  if (state.open !== null) {
    const left = !blank && indent < state.open.column
    if (!left) {
      if (!state.open.ends(content)) return raw
      const { before } = state.open
      state.open = null
      return before ? plain : raw
    }
    state.open = null
  }
  if (blank) return plain
  return readBlock(state, { content, indent, rest: content.slice(indentEnd(content)), start, whole, headings, number })
}

interface Here {
  readonly content: string
  readonly indent: number
  readonly rest: string
  readonly start: number
  readonly whole: string
  readonly headings: Heading[]
  readonly number: number
}

function readBlock(state: State, here: Here): Read {
  const { indent, rest } = here
  const inItem = state.column > 0 && indent >= state.column
  if (!inItem && indent > 3) return plain
  const column = inItem ? state.column : 0
  const leave = () => {
    state.column = column
  }
  if (openRaw(state, rest, column)) {
    leave()
    return raw
  }
  if (inItem) return readNested(state, here)
  if (readHeading(state, here)) {
    leave()
    state.paragraph = null
    return plain
  }
  if (rule.test(rest)) {
    leave()
    state.paragraph = null
    return plain
  }
  const item = readBullet(state, here)
  if (item !== null) return item
  if (rest.startsWith('>') || (state.paragraph === null && state.column > 0)) leave()
  if (rest.startsWith('>')) {
    state.paragraph = null
    return plain
  }
  readParagraph(state, here)
  return plain
}

function readNested(state: State, here: Here): Read {
  const marked = bullet.exec(here.rest)
  const rest = marked === null ? here.rest : here.rest.slice(marked[0].length)
  if (marked !== null && openRaw(state, rest, state.column)) return plain
  readParagraph(state, here)
  return plain
}

function readBullet(state: State, here: Here): Read | null {
  const marked = bullet.exec(here.rest)
  if (marked === null) return null
  const [whole, mark = '', digits, space] = marked
  const interrupts = space !== undefined && (digits === undefined || Number(digits) === 1)
  if (state.paragraph !== null && state.column === 0 && !interrupts) return null
  const spaces = space === undefined ? 1 : widthOf(space, here.indent + mark.length)
  state.column = here.indent + mark.length + (spaces > 4 ? 1 : spaces)
  const item: Read = { kind: 'text', item: state.column }
  state.paragraph = null
  if (!openRaw(state, here.rest.slice(whole.length), state.column)) readParagraph(state, here)
  return item
}

/** Opens the raw block that begins with `rest`, if one does. It may have ended on the same line. */
function openRaw(state: State, rest: string, column: number): boolean {
  const fence = /^(`{3,})[^`]*$|^(~{3,})/.exec(rest)
  if (fence !== null) {
    const mark = fence[1] ?? fence[2] ?? ''
    state.open = { kind: 'fence', ends: (content) => closesFence(content, mark, column), column, before: false }
    return true
  }
  const enclosed = enclosures.find(({ begins }) => begins.test(rest))
  if (enclosed !== undefined) {
    const ends = (content: string) => content.includes(enclosed.end)
    state.open = rest.includes(enclosed.end, 2) ? null : { kind: enclosed.kind, ends, column, before: false }
    return true
  }
  if (verbatim.test(rest)) {
    const ends = (content: string) => verbatimEnd.test(content)
    state.open = verbatimEnd.test(rest) ? null : { kind: 'verbatim', ends, column, before: false }
    return true
  }
  if (htmlBlock.test(rest) || (state.paragraph === null && loneTag.test(rest))) {
    state.open = { kind: 'html', ends: isBlank, column, before: true }
    return true
  }
  return false
}

/** An end that is indented by four columns or more is code. */
function closesFence(content: string, mark: string, column: number): boolean {
  if (indentOf(content) - column > 3) return false
  const from = indentEnd(content)
  let to = from
  while (content.charAt(to) === mark.charAt(0)) to += 1
  return to - from >= mark.length && isBlank(content.slice(to))
}

function readHeading(state: State, here: Here): boolean {
  const end = here.start + here.content.length
  const marks = /^#{1,6}(?=[ \t]|$)/.exec(here.rest)?.[0]
  if (marks !== undefined) {
    const text = withoutClosingMarks(here.rest.slice(marks.length).trim())
    here.headings.push({ level: marks.length, text, line: here.number, start: here.start, end })
    return true
  }
  const { paragraph } = state
  if (paragraph === null || state.column > 0 || !/^(?:=+|-+)[ \t]*$/.test(here.rest)) return false
  const written = here.whole.slice(paragraph.start, here.start)
  if (delimiterRow.test(written)) return false
  const text = written.trim().replace(/\s+/g, ' ')
  const level = here.rest.startsWith('=') ? 1 : 2
  here.headings.push({ level, text, line: paragraph.number, start: paragraph.start, end })
  return true
}

function withoutClosingMarks(text: string): string {
  let at = text.length
  while (at > 0 && text.charAt(at - 1) === '#') at -= 1
  if (at === 0) return ''
  return at < text.length && /[ \t]/.test(text.charAt(at - 1)) ? text.slice(0, at).trimEnd() : text
}

/** Remembers where the paragraph began, and opens a comment that begins in this line and ends in a later one. */
function readParagraph(state: State, here: Here): void {
  const { content, start, number, whole } = here
  state.paragraph ??= { text: content, start, end: start + content.length, number, kind: 'text', item: null }
  const opening = unclosedComment(content)
  if (opening < 0 || start + opening < state.noCommentEnd) return
  const at = start + opening
  if (at >= state.paragraphEnd) state.paragraphEnd = endOfParagraph(whole, at)
  if (whole.slice(at, state.paragraphEnd).includes('-->', 4)) {
    state.open = { kind: 'comment', ends: (later) => later.includes('-->'), column: 0, before: false }
  } else {
    state.noCommentEnd = state.paragraphEnd
  }
}

/** The offset of the first line break at or after `from` that a blank line follows, or the end of the text. */
function endOfParagraph(whole: string, from: number): number {
  const paragraphBreak = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:[\r\n]|$)/g
  paragraphBreak.lastIndex = from
  return paragraphBreak.exec(whole)?.index ?? whole.length
}

/** Where a comment begins in the line that does not end in it, or -1. Code spans hide comments. */
function unclosedComment(content: string): number {
  if (!content.includes('<!--')) return -1
  const text = content.replace(/(?<!`)(`{1,8})(?!`)[^`]*\1(?!`)/g, (code) => ' '.repeat(code.length))
  const opening = text.lastIndexOf('<!--')
  return opening >= 0 && !text.includes('-->', opening + 2) ? opening : -1
}

/** Whether a line holds nothing but spaces and tabs: other white space is text to Markdown. */
export function isBlank(content: string): boolean {
  return indentEnd(content) === content.length
}

/** Where the spaces and tabs end that a line begins with. */
function indentEnd(content: string): number {
  let at = 0
  while (content.charAt(at) === ' ' || content.charAt(at) === '\t') at += 1
  return at
}

function indentOf(content: string): number {
  return widthOf(content.slice(0, indentEnd(content)), 0)
}

/** Columns that `space` takes when it begins at `column`: a tab reaches to the next multiple of four. */
function widthOf(space: string, column: number): number {
  let at = column
  for (const character of space) at += character === '\t' ? 4 - (at % 4) : 1
  return at - column
}
