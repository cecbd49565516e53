import type { List, ListItem, Paragraph, PhrasingContent, Root } from 'mdast'
import type { ActionItem } from '../domain/action-item.ts'
import { issueOfUrl, type Piece, readItemText } from './item-text.ts'
import type { Line } from './lines.ts'
import { parseMarkdown } from './sections.ts'

/** The longest paragraph of an item that is searched for owners and dates, in UTF-16 code units. */
const longestParagraph = 4_000
/** The longest item that goes through the parser, and the most marks in it: parsing marks takes more than linear time. */
const longestChunk = 8_000
const mostMarks = 400

/**
 * The tasks of a chunk of Markdown, a list item with what follows it, by the parser. `lines` begin with the item's line. What
 * is too long or too dense for the parser is cut first, at a line's end where there is one.
 */
export function parseTasks(text: string, lines: readonly Line[]): readonly ActionItem[] {
  const [head] = lines
  if (head === undefined) return []
  const end = Math.min(lines.at(-1)?.end ?? head.end, head.start + longestChunk)
  const chunk = withFewMarks(text.slice(head.start, end))
  if (!/\[[ \txX\r\n]\]/.test(chunk)) return []
  const markdown = parseMarkdown(chunk)
  if (!markdown.ok) return []
  return tasksOf(markdown.tree)
    .flatMap((task) => readItem(task, chunk, head.start, head.number - 1))
    .map((item) => ({
      ...item,
      lineEnd: item.lineEnd === head.start + chunk.length ? endOfLine(lines, item) : item.lineEnd,
    }))
}

function endOfLine(lines: readonly Line[], item: ActionItem): number {
  return lines.find(({ start, end }) => start <= item.lineEnd && item.lineEnd <= end)?.end ?? item.lineEnd
}

function withFewMarks(chunk: string): string {
  let marks = 0
  for (let at = 0; at < chunk.length; at += 1) {
    if (/[*_`[\]<!~&|\\]/.test(chunk.charAt(at))) marks += 1
    if (marks > mostMarks) return chunk.slice(0, at)
  }
  return chunk
}

interface Task {
  readonly item: ListItem
  readonly paragraph: Paragraph
}

function tasksOf(tree: Root): readonly Task[] {
  const tasks: Task[] = []
  const queue: List[] = tree.children.filter((node) => node.type === 'list')
  for (let list = queue.shift(); list !== undefined; list = queue.shift()) {
    const groups: List[] = []
    for (const item of list.children) {
      const [head] = item.children
      if (typeof item.checked === 'boolean') {
        if (head?.type === 'paragraph') tasks.push({ item, paragraph: head })
      } else {
        groups.push(...item.children.filter((node) => node.type === 'list'))
      }
    }
    queue.unshift(...groups)
  }
  return tasks.sort((one, other) => offsets(one.item).start - offsets(other.item).start)
}

function offsets(node: { readonly position?: ListItem['position'] }): { readonly start: number; readonly end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}

function readItem({ item, paragraph }: Task, body: string, offset: number, lines: number): readonly ActionItem[] {
  const start = afterBox(item, paragraph, body)
  const end = start + ownText(body.slice(start, offsets(paragraph).end), acrossOf(paragraph, start))
  const raw = body.slice(start, end)
  const pieces = clip(piecesOf(paragraph.children, start), raw.length)
  if (!pieces.some((piece) => /\S/.test(raw.slice(piece.start, piece.end)))) return []
  return [
    {
      ordinal: 0,
      line: lines + (item.position?.start.line ?? 1),
      lineEnd: offset + end,
      checked: item.checked === true,
      ...readItemText(
        raw.slice(0, longestParagraph),
        pieces.filter((piece) => piece.end <= longestParagraph),
      ),
      notes: notesOf(item, end, body),
    },
  ]
}

/** A line shorter than this ended because its author was done, a longer one may be wrapped. In UTF-16 code units. */
const wrapFrom = 60

/**
 * How much of a task's first paragraph is the item itself. Markdown makes one paragraph of a line and the notes right
 * below it; here a line goes on only where it looks wrapped: long, and not ended by a full stop or a bracket. Or where
 * its end is within something: a link added there would stand in a comment, or break a code span.
 */
function ownText(paragraph: string, isWithin: (at: number) => boolean): number {
  let next = 0
  for (const line of paragraph.split(/(?<=\n|\r(?!\n))/)) {
    const shown = line.trimEnd()
    const end = next + shown.length
    next += line.length
    if (isWithin(end)) continue
    if (shown.length < wrapFrom || /[.!?:)\]]$/.test(shown)) return end
  }
  return paragraph.trimEnd().length
}

/** Whether an offset, counted from `from`, is within code, a comment, a link or emphasis of the paragraph. */
function acrossOf(paragraph: Paragraph, from: number): (at: number) => boolean {
  const spans = paragraph.children.filter(({ type }) => type !== 'text' && type !== 'break').map(offsets)
  return (at) => spans.some(({ start, end }) => start < from + at && from + at < end)
}

function clip(pieces: readonly Piece[], end: number): readonly Piece[] {
  return pieces.filter((piece) => piece.start < end).map((piece) => ({ ...piece, end: Math.min(piece.end, end) }))
}

/** Where the text begins: the tree counts the box into the paragraph when a link, code or the like comes right after it. */
function afterBox(item: ListItem, paragraph: Paragraph, body: string): number {
  const { start } = offsets(paragraph)
  if (body.slice(offsets(item).start, start).includes('[')) return start
  return start + (/^\[[\sxX]\]\s*/.exec(body.slice(start, start + 100))?.[0].length ?? 0)
}

/** What shows of a paragraph, offsets relative to `from`. */
function piecesOf(nodes: readonly PhrasingContent[], from: number): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    const span = offsets(node)
    const piece = { start: span.start - from, end: span.end - from }
    switch (node.type) {
      case 'text':
        return [{ kind: 'plain', ...piece }]
      case 'inlineCode':
        return [{ kind: 'code', ...piece }]
      case 'link':
        return linkPieces(node.url, piecesOf(node.children, from), piece)
      case 'linkReference':
        return piecesOf(node.children, from).map((inner) => ({ ...inner, kind: 'link' as const }))
      case 'emphasis':
      case 'strong':
      case 'delete':
        return piecesOf(node.children, from)
      case 'break':
        return [{ kind: 'code', start: piece.end - 1, end: piece.end }]
      default:
        return []
    }
  })
}

function linkPieces(url: string, inner: readonly Piece[], whole: Omit<Piece, 'kind'>): readonly Piece[] {
  const shown = { start: inner[0]?.start ?? whole.end, end: inner.at(-1)?.end ?? whole.end }
  const issue = issueOfUrl(url)
  return [{ kind: 'link', ...shown, ...(issue === null ? {} : { issue }) }]
}

function notesOf(item: ListItem, from: number, body: string): string {
  const { start, end } = offsets(item)
  const mark = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(body.slice(start, start + 40))?.[0] ?? '- '
  const indent = (item.position?.start.column ?? 1) - 1 + mark.length
  return joinNotes(body.slice(from, end).split(/\r\n|\n|\r/), indent)
}

/** The lines below a task's paragraph as Markdown of their own, without the task's indentation. */
export function joinNotes(lines: readonly string[], indent: number): string {
  return lines
    .map((line) => dedent(line, indent))
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}

/** `line` without its first `columns` columns of white space. */
function dedent(line: string, columns: number): string {
  let column = 0
  let at = 0
  while (column < columns && (line.charAt(at) === ' ' || line.charAt(at) === '\t')) {
    column += line.charAt(at) === '\t' ? 4 - (column % 4) : 1
    at += 1
  }
  return ' '.repeat(Math.max(0, column - columns)) + line.slice(at)
}
