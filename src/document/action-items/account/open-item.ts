import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isTask, markOf } from '../../../text/markdown/marks.ts'

/** The item whose lines are being passed, and how far in they are. */
export interface UnfinishedItem {
  readonly item: ActionItem
  readonly indent: number
  readonly mark: string
  /** Whether everything up to the next heading belongs to it. */
  readonly heading: number | null
  /** Whether a blank line stood since its first one. */
  blank: boolean
}

/** Whether a line belongs to the item above it: indented below it, or its text going on. */
export function belongsTo(open: UnfinishedItem, line: Line): boolean {
  if (open.item.kind === 'table') return false
  if (open.heading !== null) return true
  if (indentOf(line.text) > open.indent && (line.item === null || open.indent > 0)) return true
  const goesOn = !open.blank && line.item === null && !bulletMark.test(line.text) && !line.text.includes('|')
  if (goesOn) return true
  if (line.item === null || isTask(line.text)) return false
  // A bullet of another kind right below, or bullets between numbers, are notes to people.
  const mark = markOf(line.text)
  return /\d/.test(open.mark) ? !/\d/.test(mark) : !open.blank && mark !== open.mark
}
