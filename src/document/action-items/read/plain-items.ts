import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { isDone, isNoAction, isToDo } from '../data/action-verbs.ts'
import { readFieldLine, withField } from '../fields/item-fields.ts'
import { type ItemText, shownText } from '../fields/item-text.ts'
import { isPlaceholder } from '../fields/item-words.ts'
import type { ItemSource } from './item-source.ts'
import { bareMark, isActionLabelled, type LineMark, lineMark } from './line-marks.ts'
import { isBroken, isOnlyIssue, isPromptParagraph, type Layout, withoutBreak, withoutLink } from './paragraph-layout.ts'
import { readParagraph } from './paragraphs.ts'

/**
 * The items among lines that are no list to Markdown: after a label ("Action item: …", "AI-1 …"), a bullet of a word
 * processor or a bare box, or beginning with what is to do. `around` is how the paragraphs beside this one go on.
 */
export function plainItems(source: ItemSource, lines: readonly Line[], around: Layout): readonly ActionItem[] {
  if (isPromptParagraph(lines)) return []
  const items: ActionItem[] = []
  const layout = isBroken(lines) ? 'list' : around
  for (const [index, line] of lines.entries()) {
    const field = readFieldLine(line.text)
    const last = items.at(-1)
    if (field !== null && last !== undefined && !isActionLabelled(line.text)) {
      items[items.length - 1] = withField(last, field.field, field.value, source)
      continue
    }
    const item = plainItem(source, lines, index, layout)
    if (item !== null) items.push(item)
  }
  return items
}

function plainItem(source: ItemSource, lines: readonly Line[], index: number, layout: Layout): ActionItem | null {
  const line = lines[index]
  if (line === undefined) return null
  const indent = line.text.length - line.text.trimStart().length
  const mark = lineMark(line.text) ?? (isOnlyIssue(lines) ? bareMark(indent) : null)
  if (mark === null && !beginsAction(lines, index) && !isListed(line, layout)) return null
  const start = line.start + (mark?.length ?? indent)
  const written = source.text.slice(start, lines[endOf(lines, index, layout) - 1]?.end ?? line.end)
  // A link goes before the mark, so that the line stays broken off.
  const paragraph = readParagraph(layout === 'list' ? withoutBreak(written) : written, source)
  if (paragraph === null || isNothing(paragraph.said, mark)) return null
  const { said, length } = paragraph
  const state = stateOf(said, mark)
  return {
    ...said,
    kind: mark?.bracketed ? 'checkbox' : 'plain',
    ordinal: 0,
    line: line.number,
    lineEnd: start + length,
    state,
    checked: isClosed(state),
    notes: '',
  }
}

/** What a box says goes before its text, and its text before a word in capitals. */
function stateOf(said: ItemText, mark: LineMark | null): ActionItem['state'] {
  return mark?.box ?? said.state ?? mark?.state ?? (isDone(shownText(said)) ? 'done' : null)
}

/** Placeholders, what only leads to something below, and without a mark what is no action. */
function isNothing(said: ItemText, mark: LineMark | null): boolean {
  const shown = shownText(said)
  return isPlaceholder(shown) || /:[*_]{0,3}$/.test(said.source) || (mark === null && isNoAction(shown))
}

/** What makes a sentence of a line that tells something. */
const tells = /\b(?:was|were|is|are|has|have|had|did|does|we|it|this|there)\b|[:?]$/i

/** Whether a line is one of a list, and tells nothing. */
function isListed({ text }: Line, layout: Layout): boolean {
  return layout === 'list' && !tells.test(withoutLink(text))
}

/** What a line is about, before what is to do: "**Disk**: add a gauge". */
const boldLead = /^[ \t]{0,3}(?:\*\*|__)[^*_]{2,60}(?:\*\*|__)[ \t]{0,2}(?:[:–—-][ \t]{1,4})?/

/** Whether a line without any mark begins what is to do: short enough for an item, and not within a sentence. */
function beginsAction(lines: readonly Line[], index: number): boolean {
  const [line, before] = [lines[index], lines[index - 1]]
  if (line === undefined || withoutLink(line.text).length > 300 || !beginsSentence(line.text)) return false
  if (!isToDo(line.text) && !isToDo(line.text.replace(boldLead, ''))) return false
  return (
    before === undefined || before.text.trimEnd().length < 60 || /(?:[.!?:)\]]|<br ?\/?>)\s{0,3}$/i.test(before.text)
  )
}

function beginsSentence(text: string): boolean {
  return /^[\s*_]{0,6}\p{Lu}/u.test(text)
}

/** Just past the lines that an item goes on over: in a list its own alone, else up to the next that is something by itself. */
function endOf(lines: readonly Line[], index: number, layout: Layout): number {
  let end = index + 1
  while (layout === 'sentences' && end < lines.length && !isOwnLine(lines[end]?.text ?? '')) end += 1
  return end
}

function isOwnLine(text: string): boolean {
  return readFieldLine(text) !== null || lineMark(text) !== null || (isToDo(text) && beginsSentence(text))
}
