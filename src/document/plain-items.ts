import type { ActionItem } from '../domain/action-item.ts'
import { isDone, isNoAction, isToDo } from './action-verbs.ts'
import { readFieldLine, withField } from './item-fields.ts'
import type { ItemReading } from './item-marks.ts'
import { isPlaceholder, readState } from './item-words.ts'
import type { Line } from './lines.ts'
import { readParagraph } from './paragraphs.ts'

const actionLabel =
  /^[ \t]{0,8}(?:[*_[]{1,3})?(?:action items?|action|ai|to-?do|follow[- ]?up|next step|task)(?:[ #-]{0,2}\d{1,3})?[*_\]]{0,3}[ \t]{0,2}:[*_]{0,3}[ \t]{1,4}(?=\S)/i
/** Capitals before what they are about: "**TODO** rename the queue", "DONE: rename it". */
const capitals = /^[ \t]{0,8}[*_[]{0,3}(TODO|FIXME|DONE|WIP)[\]*_:]{0,4}[ \t]{1,4}(?=\S)/
/** Its name stands in the brackets, so the text begins with it. */
const named = /^[ \t]{0,8}(?=TODO\([^()]{1,40}\):)/
const numbered =
  /^[ \t]{0,8}[*_]{0,3}(?:(?:AI|Action|Item|Task|FU)[ #-]{0,2}\d{1,3}[.:)]?|[A-Z]{2,8}-\d{1,6}[:.]?)[*_]{0,3}[ \t]{1,4}(?=\S)/
const sign = /^[ \t]{0,8}(?:[•·◦▪‣●○–—][ \t]{1,4}|\\?[-*][ \t]{1,4})(?=\S)/
const box = /^[ \t]{0,8}(?:\[([ xX])\]|([☐☑✅⬜]))[ \t]{1,4}(?=\S)/u

/** Who is to do it, at the beginning: "@robin to write the runbook". */
const charge = /^[ \t]{0,8}@[\w/-]{1,80} (?:to|will|should) [a-z]/

/**
 * The items among lines that are no list to Markdown: after a label ("Action item: …", "AI-1 …"), a bullet of a word
 * processor or a bare box, or beginning with what is to do.
 */
export function plainItems(text: string, lines: readonly Line[], reading: ItemReading): readonly ActionItem[] {
  const items: ActionItem[] = []
  for (const [index, line] of lines.entries()) {
    const field = readFieldLine(line.text)
    const last = items.at(-1)
    if (field !== null && last !== undefined && actionLabel.exec(line.text) === null) {
      items[items.length - 1] = withField(last, field.field, field.value, reading)
      continue
    }
    const item = plainItem(text, lines, index, reading)
    if (item !== null) items.push(item)
  }
  return items
}

function plainItem(text: string, lines: readonly Line[], index: number, reading: ItemReading): ActionItem | null {
  const line = lines[index]
  if (line === undefined) return null
  const boxed = box.exec(line.text)
  const told = capitals.exec(line.text)
  const mark =
    boxed ??
    told ??
    named.exec(line.text) ??
    actionLabel.exec(line.text) ??
    numbered.exec(line.text) ??
    sign.exec(line.text)
  const from = mark?.[0].length ?? line.text.length - line.text.trimStart().length
  if (mark === null && !beginsAction(lines, index)) return null
  let end = index + 1
  while (end < lines.length && !isOwnLine(lines[end]?.text ?? '')) end += 1
  const raw = text.slice(line.start + from, lines[end - 1]?.end ?? line.end)
  const paragraph = readParagraph(raw, reading)
  if (paragraph === null) return null
  const { said, length } = paragraph
  const shown = said.text === '' ? said.source : said.text
  if (isPlaceholder(shown) || /:[*_]{0,3}$/.test(said.source) || (mark === null && isNoAction(shown))) return null
  const ticked = boxed === null ? null : boxed[1] === ' ' || boxed[2] === '☐' || boxed[2] === '⬜' ? 'open' : 'done'
  const state = ticked ?? said.state ?? stateOfCapitals(told?.[1]) ?? (isDone(shown) ? 'done' : null)
  return {
    ...said,
    kind: boxed?.[1] === undefined ? 'plain' : 'checkbox',
    ordinal: 0,
    line: line.number,
    lineEnd: line.start + from + length,
    state,
    checked: state === 'done' || (state === 'declined' && ticked === null),
    notes: '',
  }
}

function stateOfCapitals(word: string | undefined): ActionItem['state'] {
  return word === undefined ? null : (readState(word) ?? 'open')
}

/** Whether a line without any mark begins what is to do: short enough for an item, and not within a sentence. */
function beginsAction(lines: readonly Line[], index: number): boolean {
  const [line, before] = [lines[index], lines[index - 1]]
  if (line === undefined || line.text.length > 300) return false
  if (charge.test(line.text)) return true
  if (!isToDo(line.text) || !/^[\s*_]{0,6}\p{Lu}/u.test(line.text)) return false
  return before === undefined || before.text.trimEnd().length < 60 || /[.!?:)\]]\s{0,3}$/.test(before.text)
}

function isOwnLine(line: string): boolean {
  return (
    readFieldLine(line) !== null ||
    [box, capitals, named, actionLabel, numbered, sign].some((mark) => mark.test(line)) ||
    charge.test(line) ||
    (isToDo(line) && /^[\s*_]{0,6}\p{Lu}/u.test(line))
  )
}

/** The sentences of a paragraph that say what somebody will do. For sections that hold nothing else. */
export function proseItems(text: string, lines: readonly Line[], reading: ItemReading): readonly ActionItem[] {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return []
  const written = text.slice(first.start, Math.min(last.end, first.start + 2_000))
  if (/:\s{0,3}$/.test(written)) return []
  const items: ActionItem[] = []
  let from = 0
  for (const sentence of written.split(/(?<=[.!?]\)?)(?=\s{1,4}[A-Z"(])/)) {
    const start = from + (sentence.length - sentence.trimStart().length)
    from += sentence.length
    if (!promises.test(sentence) || denies.test(sentence)) continue
    const paragraph = readParagraph(sentence.trim().replace(/[\r\n]/g, ' '), reading)
    if (paragraph === null) continue
    const line = lines.findLast((one) => one.start <= first.start + start) ?? first
    const state = paragraph.said.state
    items.push({
      ...paragraph.said,
      kind: 'prose',
      ordinal: 0,
      line: line.number,
      // Within the sentence, so that it is still read as its own.
      lineEnd: first.start + start + sentence.trim().replace(/[.!?"')]{1,4}$/, '').length,
      state,
      checked: state === 'done' || state === 'declined',
      notes: '',
    })
  }
  return items
}

const promises =
  /\b(?:we|team|teams|I|platform) (?:(?:also|now|therefore) )?(?:will|are going to|is going to|plan to|intend to|need to|should|must|have decided to)\b|\bwe(?:['’]ll|['’]re going to)\b|\b(?:must|should|needs? to) be (?:\p{L}{1,12}ly )?\p{L}{2,14}(?:ed|en)\b|\bwill be (?:added|removed|changed|improved|updated|fixed|moved|replaced|implemented|introduced|reviewed|documented|created)\b/u
const denies =
  /\bwill not\b|\bno (?:further )?actions?\b|\bwill (?:be tracked|track|update this|share|publish|continue to monitor)\b/i
