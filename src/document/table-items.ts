import type { ActionItem } from '../domain/action-item.ts'
import { type FieldName, fieldOf, withField } from './item-fields.ts'
import type { ItemReading } from './item-marks.ts'
import { isPlaceholder, plainWords } from './item-words.ts'
import type { Line } from './lines.ts'
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

/** Heads of tables that tell what happened. */
const times =
  /^(?:time|timestamp|times|date time|datetime|time utc|utc|when|hour|clock)(?: utc| pst| cet| bst| est| gmt| local)?$/

interface Cell {
  readonly start: number
  readonly end: number
}

/** The rows of a table that say what is to do; none for a table of times or without a column that says it. */
export function tableItems(
  text: string,
  head: Line,
  rows: readonly Line[],
  reading: ItemReading,
): readonly ActionItem[] {
  const heads = cellsOf(head).map(({ start, end }) => plainWords(text.slice(start, end)))
  const action = actionColumn(heads)
  if (action === null) return []
  const fieldsOfColumns = heads.map((words, index) => (index === action ? null : fieldOf(words)))
  return rows.flatMap((row) => {
    const cells = cellsOf(row)
    const cell = cells[action]
    const item = cell === undefined ? null : rowItem(text, row, cell, reading)
    if (item === null) return []
    return [
      fieldsOfColumns.reduce(
        (known, field, index) => withCell(known, field, heads[index] ?? '', textOf(text, cells[index]), reading),
        item,
      ),
    ]
  })
}

function actionColumn(heads: readonly string[]): number | null {
  if (
    heads.some((words) => times.test(words)) &&
    !heads.some((words) => fieldOf(words) === 'owner' || /\baction|\btask|to do|todo/.test(words))
  )
    return null
  const best = actionHeads.find((name) => heads.includes(name))
  if (best !== undefined) return heads.indexOf(best)
  // A head of a team's own, beside heads that only items have.
  const left = heads.findIndex(
    (words) => words !== '' && !/^\d+$|^(?:id|no|nr|number)$/.test(words) && fieldOf(words) === null,
  )
  const known = heads.filter((words) => fieldOf(words) !== null).length
  return left >= 0 &&
    known > 0 &&
    heads.some((words) => ['owner', 'due', 'state', 'ticket'].includes(fieldOf(words) ?? ''))
    ? left
    : null
}

function rowItem(text: string, row: Line, { start, end }: Cell, reading: ItemReading): ActionItem | null {
  const raw = text.slice(start, end)
  const boxed = /^\[([ xX])\][ \t]{1,4}/.exec(raw)
  const from = boxed === null ? start : start + boxed[0].length
  const paragraph = isPlaceholder(text.slice(from, end)) ? null : readParagraph(text.slice(from, end), reading)
  if (paragraph === null || isPlaceholder(paragraph.said.text === '' ? paragraph.said.source : paragraph.said.text))
    return null
  const state = boxed === null ? paragraph.said.state : boxed[1] === ' ' ? 'open' : 'done'
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
  if (field === null || value === '') return item
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
