import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { columnsElsewhere } from '../../headings/other-languages.ts'
import { isToDo } from '../data/action-verbs.ts'
import { type FieldName, fieldOf, fieldOfHead, withField } from '../fields/item-fields.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { isPlaceholder, plainWords, readState } from '../fields/item-words.ts'
import type { ItemSource } from './item-source.ts'
import { boxOfCell } from './loose-boxes.ts'
import { readParagraph } from './paragraphs.ts'

/** The heads of the column that says what is to do, the surest first. To teach the app another one, add it here. */
const actionHeads: readonly string[] = [
  ...[
    'action item',
    'action items',
    'action',
    'actions',
    'action point',
    'action points',
    'corrective action',
    'corrective actions',
  ],
  ...[
    'preventive action',
    'preventative action',
    'follow up',
    'follow ups',
    'followup',
    'follow up action',
    'follow up item',
  ],
  ...[
    'task',
    'tasks',
    'todo',
    'to do',
    'what',
    'item',
    'items',
    'remediation',
    'remediation item',
    'repair item',
    'repair items',
  ],
  ...[
    'improvement',
    'improvements',
    'measure',
    'measures',
    'recommendation',
    'next step',
    'next steps',
    'work item',
    'mitigation',
  ],
  ...[
    'action description',
    'item description',
    'task description',
    'description',
    'summary',
    'title',
    'details',
    'name',
    'work',
    'deliverable',
  ],
]

const otherHeads: readonly string[] = columnsElsewhere('action').map(plainWords)

/** Heads of tables that tell what happened. */
const times =
  /^(?:time|timestamp|times|date time|datetime|time utc|utc|when|hour|clock)(?: utc| pst| cet| bst| est| gmt| local)?$/

interface Cell {
  readonly start: number
  readonly end: number
}

/** The rows of a table that say what is to do; none for a table of times or without a column that says it. */
export function tableItems(source: ItemSource, head: Line, rows: readonly Line[]): readonly ActionItem[] {
  const { text } = source
  const written = cellsOf(head).map(({ start, end }) => text.slice(start, end))
  const table = rows.map((row) => aligned(cellsOf(row), written.length))
  const action = actionColumn(written, (column) => table.map((cells) => textOf(text, cells[column])))
  if (action === null) return []
  const heads = written.map(plainWords)
  const fieldsOfColumns = written.map((words, index) => (index === action ? null : fieldOfHead(words)))
  return rows.flatMap((row, index) => {
    const cells = table[index] ?? []
    const cell = cells[action]
    const item = cell === undefined ? null : rowItem(source, row, cell)
    if (item === null) return []
    return [
      fieldsOfColumns.reduce(
        (known, field, column) => withCell(known, field, heads[column] ?? '', textOf(text, cells[column]), source),
        item,
      ),
    ]
  })
}

/** Whether a line is the head of a table that holds action items by its own words, whatever heading it stands under. */
export function headsActions(line: Line): boolean {
  const heads = cellsOf(line).map(({ start, end }) => plainWords(line.text.slice(start - line.start, end - line.start)))
  if (heads.length < 2) return false
  return (
    heads.some((words) => /^(?:follow up )?action (?:item|point)s?$|^follow up (?:action|item|task)s?$/.test(words)) ||
    (heads.some((words) => /^(?:(?:corrective|preventive|preventative) )?actions?$/.test(words)) &&
      heads.some((words) => fieldOfHead(words) === 'owner') &&
      !heads.some((words) => times.test(words)))
  )
}

/** The cells of a row that has more of them than the head: without the empty ones, where the rest is as many. */
function aligned(cells: readonly Cell[], columns: number): readonly Cell[] {
  if (cells.length <= columns) return cells
  const filled = cells.filter(({ start, end }) => end > start)
  return filled.length <= columns ? filled : cells
}

/** Numbers and keys, which name an item and do not say it. */
const onlyName = /^(?:\W*|#?\d{1,4}[.)]?|[A-Z]{1,10}[ #-]?\d{1,7})$/

/** The column that says what is to do: by its head, else the one that is left, else the one whose cells mostly say it. */
function actionColumn(written: readonly string[], cellsIn: (column: number) => readonly string[]): number | null {
  const heads = written.map(plainWords)
  const isTold = (column: number) => cellsIn(column).some((cell) => !onlyName.test(cell.replace(/[*_`]/g, '').trim()))
  if (
    heads.some((words) => times.test(words)) &&
    !heads.some((words) => fieldOf(words) === 'owner' || /\baction|\btask|to do|todo/.test(words))
  )
    return null
  const best = [...actionHeads, ...otherHeads]
    .map((name) => heads.indexOf(name))
    .find((column) => column >= 0 && isTold(column))
  if (best !== undefined) return best
  const partly = heads.findIndex(
    (words, column) =>
      /\b(?:action|task|measure|follow up|remediation)s?\b/.test(words) && fieldOf(words) === null && isTold(column),
  )
  if (partly >= 0) return partly
  // A head of a team's own, or none, beside heads that only items have.
  if (heads.some((words) => ['owner', 'due', 'state', 'ticket', 'reference'].includes(fieldOfHead(words) ?? ''))) {
    const own = (words: string) => !/^(?:\d+|id|no|nr|number)$/.test(words) && fieldOfHead(words) === null
    const left = heads.findIndex((words, column) => words !== '' && own(words) && isTold(column))
    if (left >= 0) return left
    const bare = heads.findIndex((words, column) => words === '' && isTold(column))
    if (bare >= 0) return bare
  }
  const mostly = heads.findIndex((_words, column) => {
    const told = cellsIn(column).filter((cell) => cell !== '')
    return told.length > 0 && told.filter(isToDo).length * 2 > told.length
  })
  return mostly < 0 ? null : mostly
}

function rowItem(source: ItemSource, row: Line, { start, end }: Cell): ActionItem | null {
  const { text } = source
  const raw = text.slice(start, end)
  const boxed = boxOfCell(raw)
  const from = boxed === null ? start : start + boxed.length
  const paragraph = isPlaceholder(text.slice(from, end)) ? null : readParagraph(text.slice(from, end), source)
  if (paragraph === null || isPlaceholder(paragraph.said.text === '' ? paragraph.said.source : paragraph.said.text))
    return null
  const state = boxed === null ? paragraph.said.state : boxed.ticked ? 'done' : 'open'
  return {
    ...paragraph.said,
    kind: 'table',
    ordinal: 0,
    line: row.number,
    lineEnd: from + paragraph.length,
    state,
    checked: state === 'done' || state === 'declined',
    notes: '',
  }
}

function withCell(
  item: ActionItem,
  field: FieldName | null,
  head: string,
  value: string,
  reading: ItemReading,
): ActionItem {
  if (value === '') return item
  // Rows with too few cells put it into another column.
  if (field !== 'state' && /^[A-Z ]{4,12}$/.test(value.replace(/[*_`]/g, '').trim()) && readState(value) !== null)
    return withField(item, 'state', value, reading)
  const boxed = field === null || field === 'state' ? boxOfCell(value) : null
  if (boxed !== null && boxed.length === value.length)
    return withField(item, 'state', boxed.ticked ? 'done' : 'open', reading)
  if (field === null) return item
  const ticked =
    field === 'state' &&
    /^(?:done|complete|completed|finished|is done)$/.test(head) &&
    /^(?:x|y|yes|\[x\])$/i.test(value)
  return withField(item, field, ticked ? 'done' : value, reading)
}

function textOf(text: string, cell: Cell | undefined): string {
  return cell === undefined ? '' : text.slice(cell.start, cell.end)
}

/** The cells of a row, without the space around their text: a `|` after a backslash or in code that ends is no border. */
function cellsOf({ text, start }: Line): readonly Cell[] {
  const borders: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\') at += 1
    else if (character === '|') borders.push(at)
  }
  const first = text.search(/\S/)
  const edges = [...(text.charAt(first) === '|' ? [] : [-1]), ...borders]
  if (text.slice((borders.at(-1) ?? -1) + 1).trim() !== '') edges.push(text.length)
  return edges.slice(0, -1).map((edge, index) => trimmed(text, edge + 1, edges[index + 1] ?? text.length, start))
}

function trimmed(text: string, from: number, to: number, offset: number): Cell {
  let [start, end] = [from, to]
  while (start < end && /\s/.test(text.charAt(start))) start += 1
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1
  return { start: offset + start, end: offset + end }
}
