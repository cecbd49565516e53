import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, isTask } from '../../../text/markdown/marks.ts'
import { questionOf } from '../../headings/heading-question.ts'
import { type ItemContext, inContext, isAdvice, isAside, isCategory, within } from '../fields/item-context.ts'
import { withNotes } from '../fields/item-fields.ts'
import { legendsOf } from '../fields/item-legends.ts'
import { shownText } from '../fields/item-text.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { Block } from './item-blocks.ts'
import type { ItemSource } from './item-source.ts'
import { boldItem, ownedItem } from './line-items.ts'
import { besideNumbers, isNote, isNumberedList } from './list-siblings.ts'
import { type Beside, listedItems } from './listed-items.ts'
import { isOnlyIssue, type Layout, layoutOf } from './paragraph-layout.ts'
import { plainItems } from './plain-items.ts'
import { tableItems } from './table-items.ts'
import { taskItems } from './task-items.ts'

/** The items of the blocks below one heading, in order. `outer` is what stands above all of them. */
export function itemsOfBlocks(source: ItemSource, blocks: readonly Block[], outer: ItemContext): readonly ActionItem[] {
  const whole = wholeOf(blocks)
  const items: ActionItem[] = []
  let above: Above = { outer, context: outer, aside: false, explains: false }
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'text') {
      const read = readText(source, whole, index, above)
      items.push(...read.items)
      above = read.below
    } else if (block.kind === 'table') {
      items.push(...tableItems(source, block.head, block.rows).map((item) => inContext(item, above.context)))
    } else if (!above.explains && !above.aside && !isOfOthers(whole, index)) {
      items.push(...itemsOfList(source, block.lines, above.context, block.number === null ? 'unknown' : whole.beside))
    }
  }
  return items
}

/** What is true of the blocks below a heading together. */
interface Whole {
  readonly blocks: readonly Block[]
  /** The index of the first number of a list whose numbers are the items, all else being their notes; `null` for no such list. */
  readonly firstNumber: number | null
  readonly beside: Beside
  readonly layout: Layout
  readonly legends: ReadonlySet<Block>
  readonly hasLists: boolean
}

/** What the blocks above one say of it. */
interface Above {
  /** What stands above all of the blocks: a label takes the place of the one before it. */
  readonly outer: ItemContext
  readonly context: ItemContext
  /** Whether the label above heads something else than items. */
  readonly aside: boolean
  /** Whether the item above ends in a colon, and what is listed below it tells more of it. */
  readonly explains: boolean
}

function wholeOf(blocks: readonly Block[]): Whole {
  const paragraphs = blocks.flatMap((block) => (block.kind === 'text' ? [block.lines] : []))
  return {
    blocks,
    firstNumber: isNumberedList(blocks) ? blocks.findIndex(({ kind }) => kind === 'list') : null,
    beside: besideNumbers(blocks),
    layout: layoutOf(paragraphs),
    legends: legendsOf(blocks),
    hasLists: paragraphs.length < blocks.length,
  }
}

/** Whether a block without a number stands between the numbers of a list, and belongs to one of them. */
function isBetweenNumbers({ firstNumber, blocks }: Whole, index: number): boolean {
  const block = blocks[index]
  const isNumber = block?.kind === 'list' && block.number !== null
  return firstNumber !== null && index > firstNumber && !isNumber
}

/** Whether a list explains words, or tells more of the item above it. */
function isOfOthers(whole: Whole, index: number): boolean {
  const { blocks, legends } = whole
  const block = blocks[index]
  if (block === undefined || legends.has(block) || isBetweenNumbers(whole, index)) return true
  return isNote(block, blocks[index - 1], blocks)
}

/** The items of a paragraph, and what it says of the blocks below it. */
function readText(
  source: ItemSource,
  whole: Whole,
  index: number,
  above: Above,
): { readonly items: readonly ActionItem[]; readonly below: Above } {
  const lines = whole.blocks[index]?.lines ?? []
  if (isBetweenNumbers(whole, index)) return { items: [], below: { ...above, explains: false } }
  const owned = ownedItem(source, lines, above.outer)
  // "**Ana** Ring the horn for:", and below it for what.
  const explains = owned !== null && /:\s{0,4}$/.test(lines.at(-1)?.text ?? '')
  if (owned !== null) return { items: [owned], below: { ...above, explains } }
  const below = belowLabel(source, labelOf(lines), { ...above, explains })
  // Beside a list the link is where all of it is tracked.
  if (below.aside || (whole.hasLists && isOnlyIssue(lines))) return { items: [], below }
  const bold = boldItem(source, lines, whole.blocks[index + 1])
  const items = bold === null ? plainItems(source, lines, whole.layout) : [bold]
  return { items: items.map((item) => inContext(item, below.context)), below }
}

function belowLabel(source: ItemSource, label: string | null, above: Above): Above {
  if (label === null) return above
  return { ...above, aside: isAside(label) || isAdvice(label), context: within(above.outer, label, source) }
}

/** The text of a line that heads what follows: bold as a whole, or ended by a colon. */
function labelOf(lines: readonly Line[]): string | null {
  const last = lines.at(-1)?.text.trim() ?? ''
  if (last.length > 300) return null
  if (/:[*_]{0,3}$/.test(last)) return last
  if (lines.length === 1 && /^\p{Lu}[^.!?,;]{2,60}$/u.test(last) && questionOf(last) !== null) return last
  return lines.length === 1 && /^(?:\*\*|__).{1,200}(?:\*\*|__):?$/.test(last) ? last : null
}

/** The tasks of a list item, where it has or is one; else what else it says. */
function itemsOfList(
  source: ItemSource,
  lines: readonly Line[],
  context: ItemContext,
  beside: Beside,
): readonly ActionItem[] {
  const [first] = lines
  if (first === undefined) return []
  const tasks = lines.some((line) => isTask(line.text)) ? taskItems(source, lines) : []
  if (tasks.length === 0) return isTask(first.text) ? [] : listedItems(source, lines, context, beside)
  const label = isTask(first.text) ? null : source.text.slice(first.start, first.end).replace(bulletMark, '').trim()
  const inner = label !== null && isCategory(label, source) ? within(context, label, source) : context
  const real = tasks.filter((task) => !isPlaceholder(shownText(task)))
  return real.map((task) => inContext(withNotes(task, source), inner))
}
