import type { ActionItem } from '../../../domain/action-item.ts'
import { isBlank, type Line } from '../../../text/markdown/lines.ts'
import type { ItemReading } from '../fields/item-marks.ts'
import { isStruck, readItemText } from './item-text.ts'
import { joinNotes } from './parsed-items.ts'
import { simplePieces } from './simple-pieces.ts'

const taskLine = /^( {0,3}(?:[-*+]|\d{1,9}[.)]) \[([ xX])\][ \t]{1,8})(?=\S)/

/** The longest line that is read without the parser. */
const longestLine = 1_000

/**
 * The task that a chunk of lines is, when it is one as nearly all are: one line of text, code spans and links, and notes
 * indented below it. `null` for anything else, which the parser then reads; it would read the same here, some twenty times
 * slower.
 */
export function readSimpleTask(lines: readonly Line[], reading: ItemReading): ActionItem | null {
  const [head, ...below] = lines
  const marked = head === undefined ? null : taskLine.exec(head.text)
  if (head === undefined || marked === null || head.item === null || head.text.length > longestLine) return null
  const indent = head.item
  if (!below.every((line) => isNote(line, indent))) return null
  const [next] = below
  if (next !== undefined && !isBlank(next.text) && !/^ *[-*+] \S/.test(next.text)) return null
  const [, prefix = '', box] = marked
  // What is still open below a ticked one is an item itself.
  if (box !== ' ' && below.some(({ text }) => /\[ \]/.test(text))) return null
  const raw = head.text.slice(prefix.length).trimEnd()
  const pieces = simplePieces(raw)
  if (pieces === null) return null
  const said = readItemText(raw, pieces, reading)
  const dropped = box === ' ' && isStruck(raw)
  const checked = box !== ' ' || dropped
  return {
    ...said,
    kind: 'checkbox',
    ordinal: 0,
    line: head.number,
    lineEnd: head.start + prefix.length + raw.length,
    checked,
    state: dropped ? 'declined' : checked ? 'done' : (said.state ?? 'open'),
    notes: joinNotes(
      below.map(({ text }) => text),
      indent,
    ),
  }
}

/** Whether a line belongs to the item whose content begins at column `indent`, whatever came before it. */
function isNote(line: Line, indent: number): boolean {
  return isBlank(line.text) || line.text.startsWith(' '.repeat(indent))
}
