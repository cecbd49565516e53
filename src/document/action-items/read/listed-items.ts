import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { endsDone, isDone, isNoAction, isToDo, statesWhatIs } from '../data/action-verbs.ts'
import { type ItemContext, inContext, isAdvice, isAside, isCategory, within } from '../fields/item-context.ts'
import { withNotes } from '../fields/item-fields.ts'
import { type ItemText, shownText } from '../fields/item-text.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { ItemSource } from './item-source.ts'
import { type ListNode, listTree } from './list-tree.ts'
import { readParagraph } from './paragraphs.ts'
import { joinNotes } from './task-items.ts'

/**
 * The items of a list item without boxes and what belongs to it: itself with what is below as its notes; or, where it names
 * a category or an owner of what is below, those.
 */
export function listedItems(
  source: ItemSource,
  lines: readonly Line[],
  context: ItemContext,
  beside: Beside,
): readonly ActionItem[] {
  return listTree(lines).flatMap((node) => itemsOf(source, node, context, beside))
}

/** What the other items of a list are: `items` where one of them plainly says what is to do, so that those with a colon do, too. */
export type Beside = 'items' | 'unknown'

function itemsOf(source: ItemSource, node: ListNode, context: ItemContext, beside: Beside): readonly ActionItem[] {
  if (node.children.length > 0 && isLabel(source, node, beside)) return itemsBelow(source, node, context)
  const item = nodeItem(source, node)
  return item === null ? [] : [asTold(inContext(item, context), context)]
}

/** The items below one that heads them; none where it heads something else. */
function itemsBelow(source: ItemSource, node: ListNode, context: ItemContext): readonly ActionItem[] {
  const label = firstLine(source, node)
  if (isAside(label) || isAdvice(label)) return []
  const inner = within(context, label, source)
  return node.children.flatMap((child) => itemsOf(source, child, inner, 'unknown'))
}

/** Whether a list item heads those below it, and is nothing to do by itself. */
function isLabel(source: ItemSource, node: ListNode, beside: Beside): boolean {
  const label = firstLine(source, node)
  const bare = label.replace(/[*_]{1,3}/g, '').trim()
  if (node.wrapped.length > 0 || bare.length > 120) return false
  if (isCategory(bare.replace(/\([^()]{0,80}\)/g, ''), source)) return true
  if (/:$/.test(bare)) return headsOthers(source, bare, node, beside)
  const bold = /^(\*\*|__)[^*_]{1,80}\1$/.test(label)
  const words = bare.split(/\s+/).length
  if (bold && !node.numbered && !isToDo(bare) && words <= 4) return true
  // A word or two that name something, and below them what is to do about it.
  return !isToDo(bare) && words <= 3 && /^\p{Lu}[^.!?,;]*$/u.test(bare) && headsToDo(source, node)
}

/** Whether a list item that ends in a colon names what those below it are about, instead of being what they explain. */
function headsOthers(source: ItemSource, bare: string, node: ListNode, beside: Beside): boolean {
  const words = bare.split(/\s+/).length
  if (isAside(bare) || isAdvice(bare) || asks.test(bare)) return true
  // "Health checks hardened similarly:" tells what was done, and below it how.
  if (node.numbered && toldDone.test(bare)) return false
  if (node.numbered && beside === 'items') return false
  if (isToDo(bare)) return words <= 2
  return headsToDo(source, node) || words < (node.numbered ? 3 : 5)
}

/** Whether most of the items in a list item say what is to do. */
function headsToDo(source: ItemSource, { children }: ListNode): boolean {
  return children.filter((child) => isToDo(firstLine(source, child))).length * 2 > children.length
}

/** What the first line of a list item says, past its bullet. */
function firstLine({ text }: ItemSource, { start, line }: ListNode): string {
  return text.slice(start, line.end).trim()
}

const toldDone = /^(?:\S+ ){2,9}\p{L}{3,20}ed(?: \p{L}{2,16}ly)?:$/u
const asks = /\?|^(?:how|what|why|who|when|where|which|can|could|should|do|does|did|is|are)\b/i

function nodeItem(source: ItemSource, node: ListNode): ActionItem | null {
  const { text } = source
  const end = (node.wrapped.at(-1) ?? node.line).end
  const raw = text.slice(node.start, end)
  const paragraph = readParagraph(raw, source)
  if (paragraph === null || isNothing(paragraph.said, node)) return null
  const { said, length } = paragraph
  const last = [...node.wrapped, ...node.below].at(-1) ?? node.line
  const notes = text.slice(node.start + length, Math.max(last.end, node.start + length)).split(/\r\n|\n|\r/)
  const { state } = said
  return withNotes(
    {
      ...said,
      kind: node.numbered ? 'numbered' : 'bullet',
      ordinal: 0,
      line: node.line.number,
      lineEnd: node.start + length,
      state,
      checked: isClosed(state),
      notes: joinNotes(notes, node.indent + 2),
    },
    source,
  )
}

/** `item`, done where nothing tells its state and it tells what was done, or what prevents, detects or mitigates it by now. */
function asTold(item: ActionItem, { measures }: ItemContext): ActionItem {
  const said = isDone(item.text) || (item.due === null && endsDone(item.text)) || (measures && statesWhatIs(item.text))
  return item.state === null && said ? { ...item, state: 'done', checked: true } : item
}

/** Placeholders, labels without anything below them, and what is no action. */
function isNothing(said: ItemText, node: ListNode): boolean {
  const { source } = said
  const shown = shownText(said)
  if (isPlaceholder(shown) || isPlaceholder(source.replace(/^[*_]{1,3}|[*_]{1,3}$/g, ''))) return true
  if (/:[*_]{0,3}$/.test(source) && node.below.length === 0 && !isOpenEnded(shown)) return true
  // What is marked as to do is, however it is put: "**TODO** see whether …".
  return (said.state === null && isNoAction(shown)) || (node.below.length === 0 && isBareThing(source))
}

const code = /^`[^`]{1,200}`[.,;]?$/
const identifier =
  /^[[(<]?(?:(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2}|:\d{1,5})?|[\da-f]{7,64}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{1,60}|[a-z][\w-]{0,60}(?:\.[\w-]{1,60}){1,8}(?::\d{1,5})?|[a-z]{1,20}(?:[-_][a-z\d]{1,20}){1,8}|[a-z-]{2,20}\d{1,5})[\])>]?[.,;]?$/

/** Whether a text is one identifier, host, address or piece of code, and says nothing of it. */
function isBareThing(text: string): boolean {
  const bare = text.trim()
  return code.test(bare) || identifier.test(bare)
}

/** Whether a text with nothing below it says what is to do, though it ends in a colon. */
function isOpenEnded(text: string): boolean {
  return isToDo(text) && text.split(/\s+/, 5).length > 3 && !/\b(?:following|these|this|below|follows)\b/i.test(text)
}
