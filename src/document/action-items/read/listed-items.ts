import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank } from '../../../text/markdown/marks.ts'
import { isDone, isNoAction, isToDo } from '../data/action-verbs.ts'
import { type ItemContext, inContext, isAdvice, isAside, isCategory, within } from '../fields/item-context.ts'
import { withNotes } from '../fields/item-fields.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { ItemSource } from './item-source.ts'
import { readParagraph } from './paragraphs.ts'
import { joinNotes } from './task-items.ts'

/** A list item with its place in the list's tree. */
interface Node {
  readonly line: Line
  /** Offset of its text, past its bullet. */
  readonly start: number
  readonly indent: number
  readonly numbered: boolean
  /** The lines of its first paragraph after the first one. */
  readonly wrapped: Line[]
  /** Everything below its first paragraph. */
  readonly below: Line[]
  readonly children: Node[]
}

/** Deeper lists are notes of what they stand in. */
const deepest = 8

/**
 * The items of a list item without boxes and what belongs to it: itself with what is below as its notes; or, where it names
 * a category or an owner of what is below, those.
 */
export function listedItems(
  source: ItemSource,
  lines: readonly Line[],
  context: ItemContext,
  beside: Beside = 'unknown',
): readonly ActionItem[] {
  return treeOf(lines).flatMap((node) => itemsOf(source, node, context, beside))
}

/** What the other items of a list are: `items` where one of them plainly says what is to do, so that those with a colon do, too. */
export type Beside = 'items' | 'unknown'

function treeOf(lines: readonly Line[]): readonly Node[] {
  const roots: Node[] = []
  const open: Node[] = []
  let ended = true
  for (const line of lines) {
    const mark = line.kind === 'text' ? bulletMark.exec(line.text) : null
    if (mark === null) {
      ended ||= line.kind === 'raw' || isBlank(line.text) || /^[ \t]{0,80}(?:\*\*|--)[ \t]/.test(line.text)
      const last = open.at(-1)
      if (ended) for (const node of open) node.below.push(line)
      else {
        last?.wrapped.push(line)
        for (const node of open.slice(0, -1)) node.below.push(line)
      }
      continue
    }
    const indent = indentOf(line.text)
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop()
    const node: Node = {
      line,
      start: line.start + mark[0].length,
      indent,
      numbered: /\d/.test(mark[2] ?? ''),
      wrapped: [],
      below: [],
      children: [],
    }
    for (const above of open) above.below.push(line)
    if (open.length < deepest) {
      ;(open.at(-1)?.children ?? roots).push(node)
      open.push(node)
    }
    ended = false
  }
  return roots
}

function itemsOf(source: ItemSource, node: Node, context: ItemContext, beside: Beside): readonly ActionItem[] {
  const label = source.text.slice(node.start, node.line.end).trim()
  if (node.children.length > 0 && isLabel(source, label, node, beside)) {
    if (isAside(label) || isAdvice(label)) return []
    const inner = within(context, label, source)
    return node.children.flatMap((child) => itemsOf(source, child, inner, 'unknown'))
  }
  const item = itemOf(source, node)
  return item === null ? [] : [asTold(inContext(item, context))]
}

/** Whether a list item heads those below it, and is nothing to do by itself. */
function isLabel(source: ItemSource, label: string, node: Node, beside: Beside): boolean {
  const bare = label.replace(/[*_]{1,3}/g, '').trim()
  if (node.wrapped.length > 0 || bare.length > 120) return false
  if (isCategory(bare.replace(/\([^()]{0,80}\)/g, ''), source)) return true
  if (/:$/.test(bare)) return headsOthers(source, bare, node, beside)
  const bold = /^(\*\*|__)[^*_]{1,80}\1$/.test(label)
  const words = bare.split(/\s+/).length
  if (bold && !node.numbered && !isToDo(bare) && words <= 4) return true
  // A word or two that name something, and below them what is to do about it.
  const toDo = node.children.filter(({ start, line }) => isToDo(source.text.slice(start, line.end))).length
  return !isToDo(bare) && words <= 3 && /^\p{Lu}[^.!?,;]*$/u.test(bare) && toDo * 2 > node.children.length
}

/** Whether a list item that ends in a colon names what those below it are about, instead of being what they explain. */
function headsOthers(source: ItemSource, bare: string, node: Node, beside: Beside): boolean {
  const words = bare.split(/\s+/).length
  if (isAside(bare) || isAdvice(bare) || asks.test(bare)) return true
  // "Health checks hardened similarly:" tells what was done, and below it how.
  if (node.numbered && toldDone.test(bare)) return false
  if (node.numbered && beside === 'items') return false
  if (isToDo(bare)) return words <= 2
  const toDo = node.children.filter(({ start, line }) => isToDo(source.text.slice(start, line.end))).length
  return toDo * 2 > node.children.length || words < (node.numbered ? 3 : 5)
}

const toldDone = /^(?:\S+ ){2,9}\p{L}{3,20}ed(?: \p{L}{2,16}ly)?:$/u
const asks = /\?|^(?:how|what|why|who|when|where|which|can|could|should|do|does|did|is|are)\b/i

function itemOf(source: ItemSource, node: Node): ActionItem | null {
  const { text } = source
  const end = (node.wrapped.at(-1) ?? node.line).end
  const raw = text.slice(node.start, end)
  const paragraph = readParagraph(raw, source)
  if (paragraph === null || isNothing(paragraph.said.text, paragraph.said.source, node)) return null
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
      checked: state === 'done' || state === 'declined',
      notes: joinNotes(notes, node.indent + 2),
    },
    source,
  )
}

/** `item`, done where nothing tells its state and it tells what was done. */
function asTold(item: ActionItem): ActionItem {
  return item.state === null && isDone(item.text) ? { ...item, state: 'done', checked: true } : item
}

/** Placeholders, labels without anything below them, and what is no action. */
function isNothing(said: string, source: string, node: Node): boolean {
  const shown = said === '' ? source : said
  if (isPlaceholder(shown) || isPlaceholder(source.replace(/^[*_]{1,3}|[*_]{1,3}$/g, ''))) return true
  if (/:[*_]{0,3}$/.test(source) && node.below.length === 0 && !isOpenEnded(shown)) return true
  return isNoAction(shown) || (node.below.length === 0 && isBareThing(source))
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
