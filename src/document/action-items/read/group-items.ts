import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, isTask } from '../../../text/markdown/marks.ts'
import type { Section } from '../../../text/markdown/sections.ts'
import { questionOf } from '../../headings/heading-question.ts'
import { isToDo } from '../data/action-verbs.ts'
import {
  boldOwner,
  type ItemContext,
  inContext,
  isAdvice,
  isAside,
  isCategory,
  within,
} from '../fields/item-context.ts'
import { readFieldLine, withNotes } from '../fields/item-fields.ts'
import { legendsOf } from '../fields/item-legends.ts'
import { hasOwners } from '../fields/item-names.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { ActionGroup } from './action-labels.ts'
import { type Block, blocksOf } from './item-blocks.ts'
import { besideNumbers, isNote, isNumberedList } from './list-siblings.ts'
import { type Beside, listedItems } from './listed-items.ts'
import { readParagraph } from './paragraphs.ts'
import { isOnlyIssue, mannerOf, plainItems, proseItems } from './plain-items.ts'
import { tableItems } from './table-items.ts'
import { taskItems } from './task-items.ts'

/** The items of all groups, in the order of their lines. */
export function itemsOf(text: string, groups: readonly ActionGroup[], reading: ItemReading): readonly ActionItem[] {
  const items: ActionItem[] = []
  /** The level of a heading that is an item itself: what stands below it is its notes. */
  let within = 7
  for (const group of groups) {
    const level = group.heading?.level ?? 0
    if (level > within) continue
    within = 7
    const blocks = blocksOf(group.lines)
    const headed = group.heading === null ? null : headingItem(text, group.heading, group.lines, blocks, reading)
    if (headed !== null) within = level
    const found =
      headed === null ? itemsOfBlocks(text, blocks, group.context, reading) : [inContext(headed, group.context)]
    const counted = group.mixed ? found.filter(saysToDo) : found
    if (!isAuthorsChecklist(counted)) items.push(...counted)
  }
  return items.filter((item, index) => item.line > (items[index - 1]?.line ?? 0))
}

/** Whether an item stands where nobody would say so of what happened: a box, a row, what somebody is to do. */
function saysToDo({ kind, text, owners, due }: ActionItem): boolean {
  return kind === 'checkbox' || kind === 'table' || isToDo(text) || hasOwners(owners) || due !== null
}

/**
 * Whether boxes are what the authors of a document tick for themselves: every one of them states how something should be,
 * none says what to do, and one of them speaks of the document.
 */
function isAuthorsChecklist(items: readonly ActionItem[]): boolean {
  return (
    items.length > 1 &&
    items.every(({ kind, text }) => kind === 'checkbox' && isTicked(text)) &&
    items.some(({ text }) => ofDocument.test(text))
  )
}

/** Whether a text states how something should be, and not what to do: "All sections are filled out". */
export function isTicked(text: string): boolean {
  return (statement.test(text) || ticked.test(text)) && !isToDo(text)
}

const statement = /^(?:[\p{L}\p{N}'’/"`-]{1,30} ){1,7}(?:is|are|has|have|was|were)\b/u
/** "Stakeholders notified", "Retrospective scheduled (date …)". */
const ticked = /^(?:[\p{L}\p{N}'’/&-]{1,30} ){1,6}(?:\p{L}{2,20}ed|written|sent|done|met)(?: \([^()]{0,80}\))?\.?$/u
const ofDocument =
  /\b(?:incident|sections?|report|post-?mortem|retro(?:spective)?|timeline|root cause|action(?:able)? items?|actions|follow[- ]?ups?|title|summary|progress|stakeholders|owners?)\b/i

/** What stands after the label of a group, and the sentences of all groups that say what somebody will do, one a paragraph. */
export function proseOf(text: string, groups: readonly ActionGroup[], reading: ItemReading): readonly ActionItem[] {
  return groups.flatMap(({ lines, lead, context }) => {
    const paragraphs = blocksOf(lines).flatMap((block) => (block.kind === 'text' ? [block.lines] : []))
    const led = lead === null ? null : lineItem(text, lead, lead, [], reading)
    const said = paragraphs.flatMap((paragraph) => proseItems(text, paragraph, reading))
    return [led, ...said].flatMap((item) => (item === null ? [] : [inContext({ ...item, kind: 'prose' }, context)]))
  })
}

function itemsOfBlocks(
  text: string,
  blocks: readonly Block[],
  outer: ItemContext,
  reading: ItemReading,
): readonly ActionItem[] {
  const items: ActionItem[] = []
  const notesFrom = isNumberedList(blocks)
  const beside = besideNumbers(blocks)
  const legends = legendsOf(blocks)
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [block.lines] : []))
  const manner = mannerOf(paragraphs)
  let context = outer
  let aside = false
  let explains = false
  let afterNumber = false
  for (const [index, block] of blocks.entries()) {
    switch (block.kind) {
      case 'table':
        items.push(...tableItems(text, block.head, block.rows, reading).map((item) => inContext(item, context)))
        break
      case 'list':
        afterNumber ||= block.number !== null
        if (explains || legends.has(block)) break
        if (!aside && !(notesFrom && afterNumber && block.number === null) && !isNote(block, blocks[index - 1], blocks))
          items.push(...itemsOfList(text, block.lines, context, reading, block.number === null ? 'unknown' : beside))
        break
      case 'text': {
        const owned = notesFrom && afterNumber ? null : ownedItem(text, block.lines, outer, reading)
        // "**Ana** Ring the horn for:", and below it for what.
        explains = owned !== null && /:\s{0,4}$/.test(block.lines.at(-1)?.text ?? '')
        if (owned !== null) {
          items.push(owned)
          break
        }
        const label = labelOf(block.lines)
        if (label !== null && !(notesFrom && afterNumber)) {
          aside = isAside(label) || isAdvice(label)
          context = within(outer, label, reading)
        }
        // Beside a list the link is where all of it is tracked.
        const isNotes =
          aside || (notesFrom && afterNumber) || (isOnlyIssue(block.lines) && paragraphs.length < blocks.length)
        if (isNotes) break
        const own = boldItem(text, block.lines, blocks[index + 1], reading)
        items.push(
          ...(own === null ? plainItems(text, block.lines, reading, manner) : [own]).map((item) =>
            inContext(item, context),
          ),
        )
      }
    }
  }
  return items
}

/** The tasks of a list item, where it has or is one; else what else it says. */
function itemsOfList(
  text: string,
  lines: readonly Line[],
  context: ItemContext,
  reading: ItemReading,
  beside: Beside,
): readonly ActionItem[] {
  const [first] = lines
  if (first === undefined) return []
  const tasks = lines.some((line) => isTask(line.text)) ? taskItems(text, lines, reading) : []
  if (tasks.length === 0) return isTask(first.text) ? [] : listedItems(text, lines, context, reading, beside)
  const label = isTask(first.text) ? null : labelOfItem(text, first)
  const inner = label !== null && isCategory(label, reading) ? within(context, label, reading) : context
  const real = tasks.filter((task) => !isPlaceholder(task.text === '' ? task.source : task.text))
  return real.map((task) => inContext(withNotes(task, reading), inner))
}

/** The first line of a list item, without its bullet. */
function labelOfItem(text: string, line: Line): string {
  return text.slice(line.start, line.end).replace(bulletMark, '').trim()
}

/** The text of a line that heads what follows: bold as a whole, or ended by a colon. */
function labelOf(lines: readonly Line[]): string | null {
  const last = lines.at(-1)?.text.trim() ?? ''
  if (last.length > 300) return null
  if (/:[*_]{0,3}$/.test(last)) return last
  if (lines.length === 1 && /^\p{Lu}[^.!?,;]{2,60}$/u.test(last) && questionOf(last) !== null) return last
  return lines.length === 1 && /^(?:\*\*|__).{1,200}(?:\*\*|__):?$/.test(last) ? last : null
}

/** An item that is a line with its owner in bold before it. */
function ownedItem(text: string, lines: readonly Line[], outer: ItemContext, reading: ItemReading): ActionItem | null {
  const [line, ...below] = lines
  const name = line === undefined ? null : boldOwner(line.text, reading)
  if (line === undefined || name === null) return null
  const item = lineItem(text, line, { start: line.start + name.length, end: line.end }, below, reading)
  return item === null ? null : inContext(item, within(outer, name.trim(), reading))
}

/** An item that is a bold line with its text below. */
function boldItem(
  text: string,
  lines: readonly Line[],
  next: Block | undefined,
  reading: ItemReading,
): ActionItem | null {
  const [line] = lines
  const bold =
    line === undefined
      ? null
      : /^([ \t]{0,3}(?:\*\*|__)(?:\d{1,2}[.)] )?)([^*_]{3,200})(?:\*\*|__)[ \t]{0,4}$/.exec(line.text)
  if (line === undefined || bold === null || !isToDo(bold[2] ?? '') || (lines.length === 1 && next?.kind === 'list'))
    return null
  const below = lines.slice(1)
  return lineItem(
    text,
    line,
    { start: line.start + (bold[1]?.length ?? 0), end: line.start + line.text.trimEnd().length - 2 },
    below,
    reading,
  )
}

/**
 * A heading that is an item, with what stands below it as notes: one that says what is to do or bears an item's number, and
 * heads no list of items.
 */
function headingItem(
  text: string,
  heading: Section,
  lines: readonly Line[],
  blocks: readonly Block[],
  reading: ItemReading,
): ActionItem | null {
  const id =
    /^(?:(?:AI|Action|Item|Action item|Task|FU)[ #-]{0,2}\d{1,3}\b|[A-Z]{2,8}-\d{1,6}\b|#\d{1,6}\b|\[[ xX]\]\s)/i.test(
      heading.heading,
    )
  if (!id && !/^(?:\d{1,2}[.)] ?)?\S+\s+\S/.test(heading.heading)) return null
  if (!id && !isToDo(heading.heading.replace(/^\d{1,2}[.)] ?/, ''))) return null
  const isField = (block: Block) => block.lines.some(({ text: line }) => readFieldLine(line) !== null)
  const listed = blocks.filter((block) => block.kind !== 'text')
  if (!id && (blocks.length === 0 || listed.some((block) => block.kind === 'table' || !isField(block)))) return null
  const from = text.indexOf(heading.heading, heading.start)
  if (from < 0 || from > heading.headingEnd || heading.heading === '') return null
  const [first] = lines
  const line: Line = {
    text: heading.heading,
    start: from,
    end: from + heading.heading.length,
    number: heading.line,
    kind: 'text',
    item: null,
  }
  return lineItem(text, line, line, first === undefined ? [] : lines, reading)
}

function lineItem(
  text: string,
  line: Line,
  { start, end }: { readonly start: number; readonly end: number },
  below: readonly Line[],
  reading: ItemReading,
): ActionItem | null {
  const paragraph = readParagraph(text.slice(start, end), reading)
  if (paragraph === null || isPlaceholder(paragraph.said.text === '' ? paragraph.said.source : paragraph.said.text))
    return null
  const { said } = paragraph
  const item: ActionItem = {
    ...said,
    kind: 'plain',
    ordinal: 0,
    line: line.number,
    lineEnd: start + paragraph.length,
    checked: said.state === 'done' || said.state === 'declined',
    notes: below
      .map((one) => one.text)
      .join('\n')
      .trim(),
  }
  return withNotes(item, reading)
}
