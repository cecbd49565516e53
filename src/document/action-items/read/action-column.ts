import type { Line } from '../../../text/markdown/lines.ts'
import { columnsElsewhere } from '../../headings/other-languages.ts'
import { isToDo } from '../data/action-verbs.ts'
import { fieldOf, fieldOfHead } from '../fields/field-names.ts'
import { plainWords } from '../fields/item-words.ts'
import { cellsOf } from './table-cells.ts'

/** The heads of the column that says what is to do, the surest first. To teach the app another one, add it here. */
const actionHeads: readonly string[] = [
  ...['action item', 'action items', 'action', 'actions', 'action point', 'action points', 'corrective action'],
  ...['corrective actions', 'preventive action', 'preventative action', 'follow up', 'follow ups', 'followup'],
  ...['follow up action', 'follow up item', 'task', 'tasks', 'todo', 'to do', 'what', 'item', 'items', 'remediation'],
  ...['remediation item', 'repair item', 'repair items', 'improvement', 'improvements', 'measure', 'measures'],
  ...['recommendation', 'next step', 'next steps', 'work item', 'mitigation', 'action description'],
  ...['item description', 'task description', 'description', 'summary', 'title', 'details', 'name', 'work'],
  'deliverable',
]

const otherHeads: readonly string[] = columnsElsewhere('action').map(plainWords)

/** Heads of tables that tell what happened. */
const times =
  /^(?:time|timestamp|times|date time|datetime|time utc|utc|when|hour|clock)(?: utc| pst| cet| bst| est| gmt| local)?$/

/** Numbers and keys, which name an item and do not say it. */
const onlyName = /^(?:\W*|#?\d{1,4}[.)]?|[A-Z]{1,10}[ #-]?\d{1,7})$/

/** A table as its columns are told apart by: its heads in plain words, and what stands below each. */
interface Columns {
  readonly heads: readonly string[]
  readonly cellsIn: (column: number) => readonly string[]
}

/** A way of telling which column says what is to do; -1 where it tells none. */
type FindColumn = (columns: Columns) => number

/** In this order: a head that says so, then one that has such a word, then what is left, then what the cells say. */
const ways: readonly FindColumn[] = [headedColumn, partlyHeadedColumn, ownColumn, nakedColumn, toldColumn]

/**
 * The column that says what is to do, by the heads of a table and by what stands below each; `null` for a table of times, or
 * where no column says it.
 */
export function actionColumn(
  written: readonly string[],
  cellsIn: (column: number) => readonly string[],
): number | null {
  const columns = { heads: written.map(plainWords), cellsIn }
  if (isTimeline(columns)) return null
  for (const find of ways) {
    const column = find(columns)
    if (column >= 0) return column
  }
  return null
}

function isTimeline({ heads }: Columns): boolean {
  return (
    heads.some((words) => times.test(words)) &&
    !heads.some((words) => fieldOf(words) === 'owner' || /\baction|\btask|to do|todo/.test(words))
  )
}

/** Whether a cell of a column says something, and does not only name it. */
function isTold({ cellsIn }: Columns, column: number): boolean {
  return cellsIn(column).some((cell) => !onlyName.test(cell.replace(/[*_`]/g, '').trim()))
}

function headedColumn(columns: Columns): number {
  const found = [...actionHeads, ...otherHeads].map((name) => columns.heads.indexOf(name))
  return found.find((column) => column >= 0 && isTold(columns, column)) ?? -1
}

function partlyHeadedColumn(columns: Columns): number {
  return columns.heads.findIndex(
    (words, column) =>
      /\b(?:action|task|measure|follow up|remediation)s?\b/.test(words) &&
      fieldOf(words) === null &&
      isTold(columns, column),
  )
}

/** Fields that only items have. */
const ofItems: ReadonlySet<string> = new Set(['owner', 'due', 'state', 'ticket', 'reference'])

function hasItemFields({ heads }: Columns): boolean {
  return heads.some((words) => ofItems.has(fieldOfHead(words) ?? ''))
}

/** A head of a team's own, beside heads that only items have. */
function ownColumn(columns: Columns): number {
  if (!hasItemFields(columns)) return -1
  const own = (words: string) => !/^(?:\d+|id|no|nr|number)$/.test(words) && fieldOfHead(words) === null
  return columns.heads.findIndex((words, column) => words !== '' && own(words) && isTold(columns, column))
}

/** No head at all, beside heads that only items have. */
function nakedColumn(columns: Columns): number {
  if (!hasItemFields(columns)) return -1
  return columns.heads.findIndex((words, column) => words === '' && isTold(columns, column))
}

/** Cells that mostly say what is to do, whatever is above them. */
function toldColumn({ heads, cellsIn }: Columns): number {
  return heads.findIndex((_words, column) => {
    const filled = cellsIn(column).filter((cell) => cell !== '')
    return filled.length > 0 && filled.filter(isToDo).length * 2 > filled.length
  })
}

/** Whether a line is the head of a table that holds action items by its own words, whatever heading it stands under. */
export function headsActions(line: Line): boolean {
  const heads = cellsOf(line).map(({ text }) => plainWords(text))
  if (heads.length < 2) return false
  return (
    heads.some((words) => /^(?:follow up )?action (?:item|point)s?$|^follow up (?:action|item|task)s?$/.test(words)) ||
    (heads.some((words) => /^(?:(?:corrective|preventive|preventative) )?actions?$/.test(words)) &&
      heads.some((words) => fieldOfHead(words) === 'owner') &&
      !heads.some((words) => times.test(words)))
  )
}
