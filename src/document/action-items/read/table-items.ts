import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { type FieldName, fieldOfHead } from '../fields/field-names.ts'
import { withField } from '../fields/item-fields.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { shownText } from '../fields/item-text.ts'
import { isPlaceholder, plainWords, readState } from '../fields/item-words.ts'
import { actionColumn } from './action-column.ts'
import type { ItemSource } from './item-source.ts'
import { boxOfCell } from './loose-boxes.ts'
import { readParagraph } from './paragraphs.ts'
import { type Cell, cellsOf, rowCells } from './table-cells.ts'

/** A column that says something about the items, or nothing that is known. */
interface Column {
  readonly head: string
  readonly field: FieldName | null
}

/** The rows of a table that say what is to do; none for a table of times or without a column that says it. */
export function tableItems(source: ItemSource, head: Line, rows: readonly Line[]): readonly ActionItem[] {
  const heads = cellsOf(head).map(({ text }) => text)
  const table = rows.map((row) => rowCells(row, heads.length))
  const action = actionColumn(heads, (column) => table.map((cells) => cells[column]?.text ?? ''))
  if (action === null) return []
  const columns = heads.map(
    (words, index): Column => ({ head: plainWords(words), field: index === action ? null : fieldOfHead(words) }),
  )
  return rows.flatMap((row, index) => {
    const cells = table[index] ?? []
    const cell = cells[action]
    const item = cell === undefined ? null : rowItem(source, row, cell)
    if (item === null) return []
    return [columns.reduce((known, column, at) => withCell(known, column, cells[at]?.text ?? '', source), item)]
  })
}

function rowItem(source: ItemSource, row: Line, { text, start, end }: Cell): ActionItem | null {
  const boxed = boxOfCell(text)
  const from = start + (boxed?.length ?? 0)
  const written = source.text.slice(from, end)
  const paragraph = isPlaceholder(written) ? null : readParagraph(written, source)
  if (paragraph === null || isPlaceholder(shownText(paragraph.said))) return null
  const state = boxed === null ? paragraph.said.state : boxed.ticked ? 'done' : 'open'
  return {
    ...paragraph.said,
    kind: 'table',
    ordinal: 0,
    line: row.number,
    lineEnd: from + paragraph.length,
    state,
    checked: isClosed(state),
    notes: '',
  }
}

/** `item` with what a cell beside its text says. */
function withCell(item: ActionItem, { head, field }: Column, value: string, reading: ItemReading): ActionItem {
  if (value === '') return item
  // Rows with too few cells put it into another column.
  if (field !== 'state' && isShoutedState(value)) return withField(item, 'state', value, reading)
  const boxed = field === null || field === 'state' ? boxOfCell(value) : null
  if (boxed !== null && boxed.length === value.length)
    return withField(item, 'state', boxed.ticked ? 'done' : 'open', reading)
  if (field === null) return item
  return withField(item, field, field === 'state' && isTicked(head, value) ? 'done' : value, reading)
}

/** Whether a cell is a state in capitals and nothing else: "**DONE**". */
function isShoutedState(value: string): boolean {
  return /^[A-Z ]{4,12}$/.test(value.replace(/[*_`]/g, '').trim()) && readState(value) !== null
}

/** Whether a cell says yes below a head that asks whether the item is done. */
function isTicked(head: string, value: string): boolean {
  return /^(?:done|complete|completed|finished|is done)$/.test(head) && /^(?:x|y|yes|\[x\])$/i.test(value)
}
