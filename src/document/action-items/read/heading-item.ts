import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import type { Section } from '../../../text/markdown/sections.ts'
import { isToDo } from '../data/action-verbs.ts'
import { headsChoices } from '../fields/item-context.ts'
import { readFieldLine } from '../fields/item-fields.ts'
import type { Block } from './item-blocks.ts'
import type { ItemSource } from './item-source.ts'
import { lineItem } from './line-items.ts'

/**
 * A heading that is an item, with what stands below it as notes: one that says what is to do or bears an item's number, and
 * heads no list of items. `lines` are those below it, `blocks` the same in blocks.
 */
export function headingItem(
  source: ItemSource,
  section: Section,
  lines: readonly Line[],
  blocks: readonly Block[],
): ActionItem | null {
  const { heading, start, headingEnd } = section
  if (heading === '' || !(numbered.test(heading) || (saysToDo(heading) && headsFields(blocks)))) return null
  const from = source.text.indexOf(heading, start)
  if (from < 0 || from > headingEnd) return null
  const end = from + heading.length
  const line: Line = { text: heading, start: from, end, number: section.line, kind: 'text', item: null }
  return lineItem(source, line, line, lines)
}

/** A number or a box of its own, with which nothing else is headed. */
const numbered =
  /^(?:(?:AI|Action|Item|Action item|Task|FU)[ #-]{0,2}\d{1,3}\b|[A-Z]{2,8}-\d{1,6}\b|#\d{1,6}\b|\[[ xX]\]\s)/i

/** Whether a heading of two words at least says what is to do. */
function saysToDo(heading: string): boolean {
  return /^(?:[A-Z]?\d{1,2}[.)] ?)?\S+\s+\S/.test(heading) && isToDo(heading.replace(/^[A-Z]?\d{1,2}[.)] ?/, ''))
}

/** Whether something stands below a heading, and what is listed there tells of one item, as "Owner: Ana" does, or how it may be done. */
function headsFields(blocks: readonly Block[]): boolean {
  let choices = false
  for (const block of blocks) {
    if (block.kind === 'text') choices = headsChoices(block.lines.at(-1)?.text ?? '')
    else if (block.kind !== 'list' || !(choices || isField(block))) return false
  }
  return blocks.length > 0
}

function isField({ lines }: Block): boolean {
  return lines.some(({ text }) => readFieldLine(text) !== null)
}
