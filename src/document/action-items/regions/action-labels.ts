import type { Line } from '../../../text/markdown/lines.ts'
import { isBlank } from '../../../text/markdown/marks.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import { actionHeading, type MoreHeadings, questionOf } from '../../headings/heading-question.ts'
import { type ItemContext, noContext, within } from '../fields/item-context.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { headsActions } from '../read/action-column.ts'
import { endOfTable, isTable } from '../read/item-blocks.ts'

/** Lines that stand directly below one heading of a document's actions. */
export interface ActionGroup {
  readonly lines: readonly Line[]
  readonly context: ItemContext
  /** The heading within the actions that they stand under; `null` for the actions' own. */
  readonly heading: Section | null
  /** What stands on the heading's own line after a colon, where it is no heading to Markdown. */
  readonly lead: Line | null
  /** Whether only what says what is to do counts: the heading asks something else, too. */
  readonly mixed?: boolean
}

/** Whether a line was meant as a heading: "##Timeline" is none to Markdown, for want of a space. */
export function isLostHeading({ text, kind }: Line): boolean {
  return kind === 'text' && /^ {0,3}#{2,6}\p{L}/u.test(text)
}

/** More labels of actions than any document has. */
const mostLabels = 50

/** What every heading of actions holds one of: looked for first, since each line of a document without headings is tried. */
const hint = /action|follow|next|prevent|correct|improve|to.?do|remed|task|measure|repair|step/i
const labelLine =
  /^[ \t]{0,3}(?:#{2,6}(?=\p{L})|(?:[-*+]|\d{1,3}[.)])[ \t]{1,4})?([*_]{0,3})(?=[\p{L}\p{N}\p{Extended_Pictographic}])([^:*_]{3,70})[*_]{0,3}[ \t]{0,2}(:?)[*_]{0,3}[ \t]{0,8}(.{0,2000})$/u

/** Groups below lines that head them without being headings: "**Action items**", "Follow-ups:", a list item "Actions:". */
export function labelledGroups(
  document: ParsedDocument,
  reading: ItemReading,
  more: MoreHeadings,
): readonly ActionGroup[] {
  const { lines, sections } = document
  const groups: ActionGroup[] = []
  let section = 0
  for (let at = 0; at < lines.length && groups.length < mostLabels; at += 1) {
    const line = lines[at]
    if (line === undefined || !isLabelOfActions(line, lines[at - 1], lines[at + 1], more)) continue
    while ((sections[section]?.start ?? Number.POSITIVE_INFINITY) <= line.start) section += 1
    const end = endOfLabelled(lines, at, sections[section]?.start ?? Number.POSITIVE_INFINITY)
    const rest = labelLine.exec(line.text)?.[4] ?? ''
    const start = line.end - rest.length
    const lead = isBlank(rest) ? null : { ...line, text: rest, start, item: null }
    groups.push({
      lines: lines.slice(at + 1, end),
      context: within(noContext, line.text.slice(0, 80), reading),
      heading: null,
      lead,
    })
    at = end - 1
  }
  return groups
}

function isLabelOfActions(line: Line, before: Line | undefined, after: Line | undefined, more: MoreHeadings): boolean {
  if (!mayBeLabel(line, more)) return false
  const match = labelLine.exec(line.text)
  if (match === null) return false
  const [, bold = '', words = '', colon = '', rest = ''] = match
  const alone = isBlank(rest)
  // "TODO: rename the queue" is an item, and heads none.
  if (!alone && /^(?:to-?do|done|action item|action point|action)$/i.test(words.trim())) return false
  if (isLostHeading(line)) return alone && actionHeading(words, more) !== null
  if (line.item === null && !alone && bold.length < 2) return false
  if (colon === '' && (!alone || line.item !== null) && bold.length < 2) return false
  if (colon === '' && bold.length < 2 && !(before === undefined || isBlank(before.text))) return false
  if (colon === '' && bold.length < 2 && after?.item == null && !isBlank(after?.text ?? '')) return false
  const kind = actionHeading(words, more)
  return kind === 'list' || (kind === 'unsure' && /^\W{0,4}actions?(?![\p{L}])/iu.test(words))
}

/** Whether a line is short enough for a label, and has a word that one of actions begins with. */
function mayBeLabel({ kind, text }: Line, more: MoreHeadings): boolean {
  return kind !== 'raw' && text.length <= 2_100 && (more.actions !== undefined || hint.test(text.slice(0, 100)))
}

/** Up to the next heading, the next list item where it was one, or a line that heads something else. */
function endOfLabelled(lines: readonly Line[], from: number, nextHeading: number): number {
  const inList = lines[from]?.item !== null
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.start >= nextHeading || (inList && line.item !== null)) break
    if (inList && !isBlank(line.text) && /^\S/.test(line.text) && isBlank(lines[at - 1]?.text ?? '')) break
    if (line.item !== null || line.kind === 'raw') continue
    if (isLostHeading(line)) break
    if (/^[ \t]{0,3}(\*\*|__)[^*_]{2,80}\1:?[ \t]{0,4}$/.test(line.text)) break
    const words = /^[ \t]{0,3}([\p{L}][^:]{2,60}):?[ \t]{0,4}$/u.exec(line.text)?.[1]
    // Within a paragraph it is the end of a line that was too long.
    if (words !== undefined && isBlank(lines[at - 1]?.text ?? '') && !['actions', null].includes(questionOf(words)))
      break
  }
  return at
}

/** The tables that hold action items by their own head. */
export function tableGroups({ lines }: ParsedDocument): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  for (let at = 0; at < lines.length && groups.length < mostLabels; at += 1) {
    const head = lines[at]
    if (head === undefined || head.kind === 'raw' || !isTable(lines, at) || !headsActions(head)) continue
    const end = endOfTable(lines, at)
    groups.push({ lines: lines.slice(at, end), context: noContext, heading: null, lead: null })
    at = end - 1
  }
  return groups
}

/** A sentence that leads to a list of what a team will do. It looks ahead: what "we took" or what "was done" is told elsewhere. */
const promise =
  /\b(?:we|team|engineers) (?:will|are going to|plan to|intend to|is going to|are (?:planning|implementing|taking|making|adding|working))\b|\bwe['’](?:ll|re (?:going|planning|implementing|taking|making|adding|working))\b|\b(?:will|to) be (?:implemented|taken|made|done|added)\b/i
const aim =
  /\b(?:the following|these|several|some|as follows|below)\b|\bto (?:prevent|avoid|reduce|minimi[sz]e|mitigate|make sure)\b|\b(?:going|moving) forward\b|\bin (?:the )?future\b/i
const named =
  /^.{0,60}\b(?:possible|potential|proposed|planned|suggested|recommended|future|corrective|preventive|preventative|remaining|follow[- ]?up|next) (?:[a-z]{2,14} ){0,2}(?:actions?|steps?|measures?|improvements?|changes|fixes|tasks|work)\b/i
const prevention =
  /^(?:in order )?to (?:prevent|avoid)\b.{0,100}\b(?:again|future|recur|recurrence|recurring|similar|happening)\b/i
const past = /\b(?:took|taken|were|was|did|had|have been|has been|already|tried)\b/i

/** Lists below sentences that promise what is in them: "Going forward, we will do the following:". */
export function promisedGroups({ lines, sections }: ParsedDocument): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  let section = 0
  for (let at = 0; at < lines.length && groups.length < mostLabels; at += 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'raw' || !/:[*_]{0,3}[ \t]{0,4}$/.test(line.text.slice(-8))) continue
    if (!isPromise(sentenceBefore(lines, at))) continue
    while ((sections[section]?.start ?? Number.POSITIVE_INFINITY) <= line.start) section += 1
    const end = endOfList(lines, at + 1, sections[section]?.start ?? Number.POSITIVE_INFINITY)
    if (end > at + 1) groups.push({ lines: lines.slice(at + 1, end), context: noContext, heading: null, lead: null })
    at = Math.max(at, end - 1)
  }
  return groups
}

function isPromise(sentence: string): boolean {
  if (past.test(sentence)) return false
  return (promise.test(sentence) && aim.test(sentence)) || named.test(sentence) || prevention.test(sentence)
}

/** The sentence that a line ends, with the lines that it is wrapped over. */
function sentenceBefore(lines: readonly Line[], at: number): string {
  let text = lines[at]?.text.slice(-400) ?? ''
  for (let before = at - 1; before >= at - 3; before -= 1) {
    const line = lines[before]
    if (line === undefined || line.kind === 'raw' || isBlank(line.text) || lines[before + 1]?.item !== null) break
    text = `${line.text.slice(-400)} ${text}`
  }
  return (text.split(/[.!?]\s/).at(-1) ?? '').replace(/[*_`]/g, '').trim()
}

/** Just past the list that begins at `from`, blank lines before it left aside; `from` itself where there is none. */
function endOfList(lines: readonly Line[], from: number, nextHeading: number): number {
  let at = from
  while (at < lines.length && isBlank(lines[at]?.text ?? '')) at += 1
  if (lines[at]?.item == null) return from
  let end = at
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.start >= nextHeading) break
    if (isBlank(line.text)) continue
    if (line.item === null && /^\S/.test(line.text) && isBlank(lines[at - 1]?.text ?? '')) break
    end = at + 1
  }
  return end
}

const marked =
  /^[ \t]{0,3}(?:[-*+][ \t]{1,4})?(?:[*_[]{1,3}(TODO|DONE|DOING|WIP|FIXME|Action items?|Follow[- ]?up)[\]*_:]{1,4}|(TODO|DONE|FIXME|Action item|ACTION ITEM)(?:\([^()]{1,40}\))?:)[ \t]{1,4}\S/

/** Lines that are marked as to do, "**TODO** …" or "Action item: …", with those marked as done beside them. */
export function markedGroups({ lines }: ParsedDocument): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  let open = false
  for (const [at, line] of lines.entries()) {
    const match = line.kind === 'raw' || groups.length >= mostLabels ? null : marked.exec(line.text)
    if (match === null) continue
    open ||= (match[1] ?? match[2]) !== 'DONE'
    let end = at + 1
    while (
      end < lines.length &&
      !isBlank(lines[end]?.text ?? '') &&
      lines[end]?.item == null &&
      !marked.test(lines[end]?.text ?? '')
    )
      end += 1
    groups.push({ lines: lines.slice(at, end), context: noContext, heading: null, lead: null })
  }
  return open ? groups : []
}
