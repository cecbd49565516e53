import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isTask } from '../../../text/markdown/marks.ts'
import { isNoAction, isToDo } from '../data/action-verbs.ts'
import { explainsWord } from '../fields/item-legends.ts'
import { isPlaceholder, readState } from '../fields/item-words.ts'
import { isTicked } from '../read/authors-checklist.ts'
import { isLabel, isOpenBox, isRow, isWork } from './line-shapes.ts'
import { type LineVerdict, none, unread } from './line-verdict.ts'

/** A line that belongs to no item, where it stands. */
export interface OwnLine {
  readonly line: Line
  /** Whether the heading or label above it heads something else than items. */
  readonly aside: boolean
  /** Whether it is a row of the table above it. */
  readonly row: boolean
  /** Whether something deeper stands right below it. */
  readonly heads: boolean
}

/** Whether a line is marks alone, as a rule is. */
export function isMarksAlone(text: string): boolean {
  return /^[\s|:*_=+~-]+$/.test(text)
}

/** What a line is that was read as no item and belongs to none. */
export function ownVerdict(own: OwnLine): LineVerdict {
  const { line, aside } = own
  const text = line.text.trim()
  if (own.row) return rowVerdict(text, aside)
  if (isUnwritten(text)) return none('placeholder')
  if (leadsOn(own)) return none('structure')
  if (isWork(line.text)) return aside ? asideVerdict(line) : workVerdict(own)
  if (isRow(text)) return rowVerdict(text, aside)
  if (aside) return none('aside')
  return none(indentOf(line.text) > 3 ? 'code' : 'sentence')
}

/** Whether a line leads to those below it, and is nothing else. */
export function leadsOn({ line, row }: OwnLine): boolean {
  const text = line.text.trim()
  return !row && isLabel(text) && !isWork(line.text) && !isUnwritten(text)
}

function isUnwritten(text: string): boolean {
  const bare = bareText(text)
  return bare === '' || isPlaceholder(bare) || isPlaceholder(bare.replace(/[*_]/g, ''))
}

/** `text` without its bullet and box. */
function bareText(text: string): string {
  return text
    .trim()
    .replace(bulletMark, '')
    .replace(/^\[[ xX]\]\s*/, '')
    .trim()
}

/** Where nothing counts as an item, only an open box with what is to do may be one. */
function asideVerdict({ text }: Line): LineVerdict {
  const bare = bareText(text)
  return isOpenBox(text) && isToDo(bare) && !isTicked(bare) ? unread('beside') : none('aside')
}

function workVerdict({ line, heads }: OwnLine): LineVerdict {
  const bare = bareText(line.text)
  if (heads || explainsWord(line.text)) return none('structure')
  // What authors tick for themselves is no item, and left aside with all of its list.
  if (isTask(line.text) && isTicked(bare)) return none('aside')
  return isNoAction(bare) ? none('observation') : unread('form')
}

function rowVerdict(text: string, aside: boolean): LineVerdict {
  if (aside) return none('aside')
  const cells = text.split('|').map((cell) => cell.trim())
  return cells.every(isNothingYet) ? none('placeholder') : unread('form')
}

/** Whether a cell says nothing of its own: a number, a sign, the name of what should stand there. */
function isNothingYet(cell: string): boolean {
  return (
    isPlaceholder(cell) || readState(cell) !== null || /^(?:#?\d{1,4}[.)]?|@[\w-]{0,40}|[YMDymd/.-]{4,12})$/.test(cell)
  )
}
