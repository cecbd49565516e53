import type { List, ListItem, Paragraph, Root } from 'mdast'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { parseMarkdown } from '../../../text/markdown/sections.ts'
import type { ItemReading } from '../fields/item-marks.ts'
import { isStruck, readItemText } from './item-text.ts'
import { acrossOf, clip, longestParagraph, offsets, ownText, piecesOf, withFewMarks } from './paragraphs.ts'

/** The longest item that goes through the parser, in UTF-16 code units. */
const longestChunk = 8_000

/**
 * The tasks of a chunk of Markdown, a list item with what follows it, by the parser. `lines` begin with the item's line. What
 * is too long or too dense for the parser is cut first, at a line's end where there is one.
 */
export function parseTasks(text: string, lines: readonly Line[], reading: ItemReading): readonly ActionItem[] {
  const [head] = lines
  if (head === undefined) return []
  const end = Math.min(lines.at(-1)?.end ?? head.end, head.start + longestChunk)
  const chunk = withFewMarks(text.slice(head.start, end))
  if (!/\[[ \txX\r\n]\]/.test(chunk)) return []
  const markdown = parseMarkdown(chunk)
  if (!markdown.ok) return []
  return tasksOf(markdown.tree)
    .flatMap((task) => readItem(task, chunk, { offset: head.start, lines: head.number - 1 }, reading))
    .map((item) => ({
      ...item,
      lineEnd: item.lineEnd === head.start + chunk.length ? endOfLine(lines, item) : item.lineEnd,
    }))
}

function endOfLine(lines: readonly Line[], item: ActionItem): number {
  return lines.find(({ start, end }) => start <= item.lineEnd && item.lineEnd <= end)?.end ?? item.lineEnd
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
      if (typeof item.checked !== 'boolean') groups.push(...listsIn(item))
      else if (head?.type === 'paragraph') {
        tasks.push({ item, paragraph: head })
        // What is still open below a ticked one is left to do, and no note of what is done.
        if (item.checked) groups.push(...openListsIn(item))
      }
    }
    queue.unshift(...groups)
  }
  return tasks.sort((one, other) => offsets(one.item).start - offsets(other.item).start)
}

function listsIn(item: ListItem): readonly List[] {
  return item.children.filter((node) => node.type === 'list')
}

/** The lists within an item without what is ticked and has nothing open below it. */
function openListsIn(item: ListItem): readonly List[] {
  return listsIn(item).flatMap((list): readonly List[] => {
    const children = list.children.filter((child) => child.checked === false || openListsIn(child).length > 0)
    return children.length === 0 ? [] : [{ ...list, children }]
  })
}

function readItem(
  { item, paragraph }: Task,
  body: string,
  { offset, lines }: { readonly offset: number; readonly lines: number },
  reading: ItemReading,
): readonly ActionItem[] {
  const start = afterBox(item, paragraph, body)
  const end = start + ownText(body.slice(start, offsets(paragraph).end), acrossOf(paragraph, start))
  const raw = body.slice(start, end)
  const pieces = clip(piecesOf(paragraph.children, start), raw.length)
  if (!pieces.some((piece) => /\S/.test(raw.slice(piece.start, piece.end)))) return []
  const said = readItemText(
    raw.slice(0, longestParagraph),
    pieces.filter((piece) => piece.end <= longestParagraph),
    reading,
  )
  const dropped = item.checked !== true && isStruck(raw)
  return [
    {
      ...said,
      kind: 'checkbox',
      ordinal: 0,
      line: lines + (item.position?.start.line ?? 1),
      lineEnd: offset + end,
      checked: item.checked === true || dropped,
      state: dropped ? 'declined' : item.checked === true ? 'done' : (said.state ?? 'open'),
      notes: notesOf(item, end, body),
    },
  ]
}

/** Where the text begins: the tree counts the box into the paragraph when a link, code or the like comes right after it. */
function afterBox(item: ListItem, paragraph: Paragraph, body: string): number {
  const { start } = offsets(paragraph)
  if (body.slice(offsets(item).start, start).includes('[')) return start
  return start + (/^\[[\sxX]\]\s*/.exec(body.slice(start, start + 100))?.[0].length ?? 0)
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
