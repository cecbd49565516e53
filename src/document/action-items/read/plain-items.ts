import type { ActionItem } from '../../../domain/action-item.ts'
import type { Line } from '../../../text/markdown/lines.ts'
import { isDone, isNoAction, isToDo } from '../data/action-verbs.ts'
import { readFieldLine, withField } from '../fields/item-fields.ts'
import { isPlaceholder, readState } from '../fields/item-words.ts'
import type { ItemSource } from './item-source.ts'
import { readParagraph } from './paragraphs.ts'

const actionLabel =
  /^[ \t]{0,8}(?:[*_[]{1,3})?(?:action points?|action items?|actions? (?:taken|planned|needed|required)|actions?|corrective actions?|preventive actions?|acci[oó]n(?:es)?(?: correctivas?| preventivas?)?|a[cç](?:ão|ões)|aktion|ma(?:ß|ss)nahmen?|mesures?|アクション|対応|対策|ai|to-?do|follow[- ]?up|next step|task)(?:[ #-]{0,2}\d{1,3})?[*_\]]{0,3}[ \t]{0,2}[:：][*_]{0,3}[ \t]{0,4}(?=\S)/iu
/** Capitals before what they are about: "**TODO** rename the queue", "DONE: rename it". */
const capitals = /^[ \t]{0,8}[*_[]{0,3}(TODO|FIXME|DONE|WIP|DOING|FIXED)[\]*_:]{0,4}[ \t]{1,4}(?=\S)/
/** Its name stands in the brackets, so the text begins with it. */
const named = /^[ \t]{0,8}(?=TODO\([^()]{1,40}\):)/
const numbered =
  /^[ \t]{0,8}[*_]{0,3}(?:(?:AI|Action|Item|Task|FU)[ #-]{0,2}\d{1,3}[.:)]?|[A-Z]{2,8}-\d{1,6}[:.]?)[*_]{0,3}[ \t]{1,4}(?=\S)/
const sign =
  /^[ \t]{0,8}(?:(?:[•·◦▪‣●○–—→⇒➤➔➜]|👉|➡\ufe0f?|▶\ufe0f?)[ \t]{1,4}|[・※][ \t\u3000]{0,4}|\\?[-*][ \t]{1,4}|(?:-|\d{1,2}[.)])(?=\p{Lu}\p{Ll})|\(?(?:[a-h]|[ivx]{1,4})[.)][ \t]{1,4}(?=\p{Lu}))(?=\S)/u
const box = /^[ \t]{0,8}(?:\[([ xX])\]|([☐☑✅⬜]))[ \t]{1,4}(?=\S)/u

/** Whose it is, before what is to do: "@ana to rename the queue", "@ana: rename it". */
const assigned =
  /^[ \t]{0,8}(?=@[a-z\d][\w-]{0,60}(?:\/[\w.-]{1,100})?(?::| to| will| should|[ \t]{1,3}[–—-])[ \t]{1,4}\S)/i
/** Nothing but a link to an issue or a pull request. */
const onlyIssue =
  /^[ \t]{0,8}(?=(?:<?https?:\/\/[^\s<>()]{1,200}\/(?:issues|pull|pulls|merge_requests|browse|work_items)\/[\w-]{1,30}>?|\[[^[\]]{1,120}\]\(https?:\/\/[^\s()]{1,200}\/(?:issues|pull|pulls|merge_requests|browse|work_items)\/[\w-]{1,30}\))[ \t]{0,4}$)/
/** What makes a sentence of a line that tells something. */
const tells = /\b(?:was|were|is|are|has|have|had|did|does|we|it|this|there)\b|[:?]$/i

/** What the app writes at the end of a line once its item has an issue. */
const ownLink = / \(\[#\d{1,10}\]\(https?:[^()\s]{1,500}\)\)/g

/** What a line says for itself: that its item has an issue by now must not change how its neighbours are read. */
function own(text: string): string {
  return text.replace(ownLink, '')
}

/** How a line is broken off: a mark, which belongs to no item. White space does the same. */
const breakMark = /[ \t]{0,8}(?:\\|<br ?\/?>)[ \t]{0,4}$/i

/** How the lines of a section go on: as text does, or one thing a line, as a list does. */
export type Manner = 'sentences' | 'list'

/** Whether a paragraph leads to an issue and says nothing. */
export function isOnlyIssue(lines: readonly Line[]): boolean {
  return lines.length === 1 && onlyIssue.test(lines[0]?.text ?? '')
}

/** How paragraphs go on: most of them one short line that begins with what is to do, and three at least, are a list. */
export function mannerOf(paragraphs: readonly (readonly Line[])[]): Manner {
  const single = paragraphs.flatMap((lines) =>
    lines.length === 1 && own(lines[0]?.text ?? '').length < 140 ? lines : [],
  )
  const toDo = single.filter(({ text }) => isToDo(own(text))).length
  return single.length > 2 && single.length === paragraphs.length && toDo * 2 >= single.length ? 'list' : 'sentences'
}

/** Whether lines are a list though Markdown sees none: each is short, is broken off by its author, and tells nothing. */
function isBroken(lines: readonly Line[]): boolean {
  return (
    lines.length > 1 &&
    lines.slice(0, -1).every(({ text }) => text.endsWith('  ') || breakMark.test(text)) &&
    lines.every(({ text }) => own(text).length < 140 && /\S\s{1,4}\S/.test(own(text)) && readFieldLine(text) === null)
  )
}

/**
 * The items among lines that are no list to Markdown: after a label ("Action item: …", "AI-1 …"), a bullet of a word
 * processor or a bare box, or beginning with what is to do.
 */
export function plainItems(
  source: ItemSource,
  lines: readonly Line[],
  manner: Manner = 'sentences',
): readonly ActionItem[] {
  const items: ActionItem[] = []
  const broken = manner === 'list' || isBroken(lines)
  for (const [index, line] of lines.entries()) {
    const field = readFieldLine(line.text)
    const last = items.at(-1)
    if (field !== null && last !== undefined && actionLabel.exec(line.text) === null) {
      items[items.length - 1] = withField(last, field.field, field.value, source)
      continue
    }
    const item = plainItem(source, lines, index, broken)
    if (item !== null) items.push(item)
  }
  return items
}

function plainItem(source: ItemSource, lines: readonly Line[], index: number, broken: boolean): ActionItem | null {
  const line = lines[index]
  if (line === undefined || isPrompt(lines)) return null
  const boxed = box.exec(line.text)
  const told = capitals.exec(line.text)
  const mark =
    boxed ??
    told ??
    named.exec(line.text) ??
    actionLabel.exec(line.text) ??
    numbered.exec(line.text) ??
    sign.exec(line.text) ??
    assigned.exec(line.text) ??
    (lines.length === 1 ? onlyIssue.exec(line.text) : null)
  const from = mark?.[0].length ?? line.text.length - line.text.trimStart().length
  if (mark === null && !beginsAction(lines, index) && !(broken && !tells.test(own(line.text)))) return null
  let end = index + 1
  while (!broken && end < lines.length && !isOwnLine(lines[end]?.text ?? '')) end += 1
  const written = source.text.slice(line.start + from, lines[end - 1]?.end ?? line.end)
  // A link goes before the mark, so that the line stays broken off.
  const raw = broken ? written.replace(breakMark, '') : written
  const paragraph = readParagraph(raw, source)
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

/** Whether a paragraph is one line in italics: what a template asks for, and not what somebody wrote. */
function isPrompt(lines: readonly Line[]): boolean {
  const [only] = lines
  return (
    lines.length === 1 &&
    /^[ \t]{0,3}(?:\*[^*\s][^*]{4,300}[^*\s]\*|_[^_\s][^_]{4,300}[^_\s]_)[ \t]*$/.test(only?.text ?? '')
  )
}

function stateOfCapitals(word: string | undefined): ActionItem['state'] {
  return word === undefined ? null : (readState(word) ?? 'open')
}

/** What a line is about, before what is to do: "**Disk**: add a gauge". */
const boldLead = /^[ \t]{0,3}(?:\*\*|__)[^*_]{2,60}(?:\*\*|__)[ \t]{0,2}(?:[:–—-][ \t]{1,4})?/

/** Whether a line without any mark begins what is to do: short enough for an item, and not within a sentence. */
function beginsAction(lines: readonly Line[], index: number): boolean {
  const [line, before] = [lines[index], lines[index - 1]]
  if (line === undefined || own(line.text).length > 300 || !/^[\s*_]{0,6}\p{Lu}/u.test(line.text)) return false
  if (!isToDo(line.text) && !isToDo(line.text.replace(boldLead, ''))) return false
  return (
    before === undefined || before.text.trimEnd().length < 60 || /(?:[.!?:)\]]|<br ?\/?>)\s{0,3}$/i.test(before.text)
  )
}

function isOwnLine(line: string): boolean {
  return (
    readFieldLine(line) !== null ||
    [box, capitals, named, actionLabel, numbered, sign, assigned].some((mark) => mark.test(line)) ||
    (isToDo(line) && /^[\s*_]{0,6}\p{Lu}/u.test(line))
  )
}

/** The sentences of a paragraph that say what somebody will do. For sections that hold nothing else. */
export function proseItems(source: ItemSource, lines: readonly Line[]): readonly ActionItem[] {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return []
  const written = source.text.slice(first.start, Math.min(last.end, first.start + 2_000))
  if (/:\s{0,3}$/.test(written)) return []
  const items: ActionItem[] = []
  let from = 0
  for (const sentence of written.split(/(?<=[.!?]\)?)(?=\s{1,4}[A-Z"(])/)) {
    const start = from + (sentence.length - sentence.trimStart().length)
    from += sentence.length
    if (!promises.test(sentence) || denies.test(sentence)) continue
    const paragraph = readParagraph(sentence.trim().replace(/[\r\n]/g, ' '), source)
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
  /\b(?:we|team|teams|I) (?:(?:also|now|therefore) )?(?:will|shall|are going to|is going to|plan to|intend to|aim to|need to|should|must|could|want to|would like to|have decided to)\b|\bwe(?:['’]ll|['’]re going to)\b|\b(?:must|should|needs? to|ought to) (?!have\b|not\b)(?:\p{L}{1,12}ly )?\p{L}{2,14}\b|\bwill (?:be (?:added|removed|changed|improved|updated|fixed|moved|replaced|implemented|introduced|reviewed|documented|created)|stop|start|add|move|use|contain|include|remove|replace|switch|migrate|require)\b|\bit would be (?:good|better|useful|helpful|nice|worth)\b|^action items?:/iu
const denies =
  /\bwill not\b|\bno (?:further )?actions?\b|\bwill (?:be tracked|track|update this|share|publish|continue to monitor)\b|\bshould (?:now|no longer|already|not (?:be affected|happen|recur))\b|\b(?:users?|customers?|you) (?:should|must|need)\b/i
