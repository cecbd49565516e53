import type { SyntaxNode } from '@lezer/common'
import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { columnsOf, indentEnd } from '../../../text/markdown/marks.ts'
import { blockTree } from '../../../text/markdown/tree.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { isStruck } from '../fields/item-text.ts'
import type { ItemSource } from './item-source.ts'
import { readParagraph } from './paragraphs.ts'

/** The tasks of a list item with what follows it, by its tree. `lines` begin with the item's line. */
export function taskItems(source: ItemSource, lines: readonly Line[]): readonly ActionItem[] {
  const [head, last] = [lines[0], lines.at(-1)]
  if (head === undefined || last === undefined) return []
  const chunk = source.text.slice(head.start, last.end)
  const tasks = tasksIn(listsIn(blockTree(chunk).topNode), chunk)
  return tasks.flatMap((task) => readTask(task, chunk, head, source) ?? [])
}

interface Task {
  readonly item: SyntaxNode
  readonly ticked: boolean
  /** Whether something in it is still open, though it is ticked itself. */
  readonly holdsOpen: boolean
  /** Its first paragraph, the box left out. */
  readonly start: number
  readonly end: number
}

function tasksIn(lists: readonly SyntaxNode[], chunk: string): readonly Task[] {
  return lists.flatMap((list) =>
    list.getChildren('ListItem').flatMap((item): readonly Task[] => {
      const paragraph = item.getChild('ListMark')?.nextSibling
      const box = paragraph?.name === 'Task' ? paragraph.getChild('TaskMarker') : null
      if (paragraph === undefined || paragraph === null || box === null) return tasksIn(listsIn(item), chunk)
      const ticked = /x/i.test(chunk.slice(box.from, box.to))
      // What is still open below a ticked one is left to do, and no note of what is done.
      const below = ticked ? tasksIn(listsIn(item), chunk).filter((one) => !one.ticked || one.holdsOpen) : []
      const start = box.to + (/^\s*/.exec(chunk.slice(box.to, paragraph.to))?.[0].length ?? 0)
      return [{ item, ticked, holdsOpen: below.length > 0, start, end: paragraph.to }, ...below]
    }),
  )
}

function listsIn(node: SyntaxNode): readonly SyntaxNode[] {
  return [...node.getChildren('BulletList'), ...node.getChildren('OrderedList')].toSorted(
    (one, other) => one.from - other.from,
  )
}

function readTask(task: Task, chunk: string, head: Line, reading: ItemReading): ActionItem | null {
  const paragraph = readParagraph(chunk.slice(task.start, task.end), reading)
  if (paragraph === null) return null
  const { said, length } = paragraph
  const end = task.start + length
  const dropped = !task.ticked && isStruck(chunk.slice(task.start, end))
  return {
    ...said,
    kind: 'checkbox',
    ordinal: 0,
    line: head.number + lineBreaks(chunk.slice(0, task.item.from)),
    lineEnd: head.start + end,
    checked: task.ticked || dropped,
    state: dropped ? 'declined' : task.ticked ? 'done' : (said.state ?? 'open'),
    notes: joinNotes(chunk.slice(end, task.item.to).split(/\r\n|\n|\r/), contentColumn(task.item, chunk)),
  }
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}

/** The column at which the content of an item begins. */
function contentColumn(item: SyntaxNode, chunk: string): number {
  const lineStart = Math.max(chunk.lastIndexOf('\n', item.from - 1), chunk.lastIndexOf('\r', item.from - 1)) + 1
  const mark = item.getChild('ListMark')
  const end = mark?.to ?? item.from
  return columnsOf(chunk.slice(lineStart, end + indentEnd(chunk.slice(end, end + 8))), 0)
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
