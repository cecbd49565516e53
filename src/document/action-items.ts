import type { List, ListItem, Paragraph, PhrasingContent, Root } from 'mdast'
import type { ActionItem, Due } from '../domain/action-item.ts'
import { readDay } from './dates.ts'
import { readActionHeading } from './headings.ts'
import { type Piece, readItemText } from './item-text.ts'
import { scan } from './lines.ts'
import { type ParsedDocument, parseDocument, parseMarkdown, type Section } from './sections.ts'

/** The action items of a document. `problem` is a sentence for people when the document cannot be read. */
export interface ActionItems {
  readonly section: 'found' | 'missing'
  readonly items: readonly ActionItem[]
  readonly problem: string | null
}

/** The longest paragraph of an item that is searched for owners and dates, in UTF-16 code units. */
const longestParagraph = 4_000

/**
 * The action items of a document: the GFM tasks of the lists in its action-items section, in order, checked ones
 * included and those without text left out. Tasks grouped under plain bullets count; tasks below a task are its notes.
 * Tasks in code, quotes and HTML comments do not count. A task's first paragraph may be wrapped: `source` joins its lines
 * with a space and `lineEnd` is the end of the paragraph's last line, where a link reads well. Never throws.
 */
export function readActionItems(text: string): ActionItems {
  const parsed = parseDocument(text)
  if (!parsed.ok) return { section: 'missing', items: [], problem: parsed.reason }
  const section = actionSection(parsed.document)
  if (section === null) return { section: 'missing', items: [], problem: null }
  const body = text.slice(section.headingEnd, section.end)
  const markdown = parseMarkdown(body)
  if (!markdown.ok) return { section: 'found', items: [], problem: markdown.reason }
  const lineOffset = parsed.document.lines.findLast(({ end }) => end <= section.headingEnd)?.number ?? section.line
  const items = tasksOf(markdown.tree).flatMap((task) => readItem(task, body, section.headingEnd, lineOffset - 1))
  return { section: 'found', items: items.map((item, index) => ({ ...item, ordinal: index + 1 })), problem: null }
}

/**
 * The surest heading wins, then the most prominent, then the first. The template's question about actions narrows to the
 * heading of the same meaning within it.
 */
function actionSection(document: ParsedDocument): Section | null {
  const candidates = document.sections.flatMap((section) => {
    const meaning = readActionHeading(section.heading)
    return meaning === null ? [] : [{ section, ...meaning }]
  })
  const [best] = candidates.toSorted((one, other) => one.rank - other.rank || one.section.level - other.section.level)
  if (best?.kind !== 'question') return best?.section ?? null
  const within = candidates.find(
    ({ kind, section }) => kind === 'list' && section.start > best.section.start && section.end <= best.section.end,
  )
  return within?.section ?? best.section
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
  const { start, end } = offsets(paragraph)
  const raw = body.slice(start, end)
  const pieces = piecesOf(paragraph.children, start)
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
      notes: notesOf(item, paragraph, body),
    },
  ]
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
  const digits = /^https?:\/\/[^?#]+\/issues\/([1-9]\d{0,9})(?:[?#].*)?$/s.exec(url)?.[1]
  return [{ kind: 'link', ...shown, ...(digits === undefined ? {} : { issue: Number(digits) }) }]
}

function notesOf(item: ListItem, paragraph: Paragraph, body: string): string {
  const { start, end } = offsets(item)
  const mark = /^(?:[-*+]|\d{1,9}[.)])[ \t]+/.exec(body.slice(start, start + 40))?.[0] ?? '- '
  const indent = (item.position?.start.column ?? 1) - 1 + mark.length
  return body
    .slice(offsets(paragraph).end, end)
    .split(/\r\n|\n|\r/)
    .map((line) => dedent(line, indent))
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
}

function dedent(line: string, columns: number): string {
  let column = 0
  let at = 0
  while (column < columns && (line.charAt(at) === ' ' || line.charAt(at) === '\t')) {
    column += line.charAt(at) === '\t' ? 4 - (column % 4) : 1
    at += 1
  }
  return ' '.repeat(Math.max(0, column - columns)) + line.slice(at)
}

const dueLine = /^ {0,3}(?:[-*+] {1,4}(?:\[[ xX]\] {1,4})?)?[*_]{0,3}due(?: date)?[*_]{0,3} {0,4}:[*_]{0,3}(.*)$/is

/**
 * The due date of an action-item issue: what its first line `Due: 2026-12-01` says, in a list, bold or in any case, but not
 * in code, quotes or HTML comments. `null` when there is no such line or it says none.
 */
export function readDueLine(body: string): Due | null {
  for (const line of scan(body).lines) {
    if (line.kind === 'raw') continue
    const written = dueLine.exec(line.text)?.[1]
    if (written === undefined) continue
    const value = written
      .replace(/<!--.*$/s, '')
      .replace(/[*_`\s]+/g, ' ')
      .trim()
    if (/^(?:|-|–|—|n\/a|none\.?|no due date|never)$/i.test(value)) return null
    return readDay(/^(\d{4}-\d{2}-\d{2})(?![\w-])/.exec(value)?.[1] ?? value.slice(0, 100))
  }
  return null
}
