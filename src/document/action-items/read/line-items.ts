import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { isToDo } from '../data/action-verbs.ts'
import { boldOwner, type ItemContext, inContext, within } from '../fields/item-context.ts'
import { withNotes } from '../fields/item-fields.ts'
import { shownText } from '../fields/item-text.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { Block } from './item-blocks.ts'
import type { ItemSource } from './item-source.ts'
import { readParagraph } from './paragraphs.ts'

/** The part of a line that is an item, by offsets in the document. */
interface Stretch {
  readonly start: number
  readonly end: number
}

/** A line, or a part of it, as an item with the lines below it as its notes. `null` where it says nothing. */
export function lineItem(
  source: ItemSource,
  line: Line,
  { start, end }: Stretch,
  below: readonly Line[],
): ActionItem | null {
  const paragraph = readParagraph(source.text.slice(start, end), source)
  if (paragraph === null || isPlaceholder(shownText(paragraph.said))) return null
  const { said } = paragraph
  const item: ActionItem = {
    ...said,
    kind: 'plain',
    ordinal: 0,
    line: line.number,
    lineEnd: start + paragraph.length,
    checked: isClosed(said.state),
    notes: below
      .map((one) => one.text)
      .join('\n')
      .trim(),
  }
  return withNotes(item, source)
}

/** A paragraph that is an item with its owner in bold before it: "**Ana** rename the queue". */
export function ownedItem(source: ItemSource, lines: readonly Line[], outer: ItemContext): ActionItem | null {
  const [line, ...below] = lines
  const name = line === undefined ? null : boldOwner(line.text, source)
  if (line === undefined || name === null) return null
  const item = lineItem(source, line, { start: line.start + name.length, end: line.end }, below)
  return item === null ? null : inContext(item, within(outer, name.trim(), source))
}

const boldLine = /^([ \t]{0,3}(?:\*\*|__)(?:\d{1,2}[.)] )?)([^*_]{3,200})(?:\*\*|__)[ \t]{0,4}$/

/** A paragraph that is a bold line with what it is about below; alone before a list it heads the list. */
export function boldItem(source: ItemSource, lines: readonly Line[], next: Block | undefined): ActionItem | null {
  const [line, ...below] = lines
  const bold = line === undefined ? null : boldLine.exec(line.text)
  if (line === undefined || bold === null || !isToDo(bold[2] ?? '')) return null
  if (below.length === 0 && next?.kind === 'list') return null
  const start = line.start + (bold[1]?.length ?? 0)
  const end = line.start + line.text.trimEnd().length - 2
  return lineItem(source, line, { start, end }, below)
}
