import type { Line } from '../../../text/markdown/lines.ts'
import { isToDo } from '../data/action-verbs.ts'
import { readFieldLine } from '../fields/item-fields.ts'

/** How the lines of paragraphs go on: as text does, or one thing a line, as a list does. */
export type Layout = 'sentences' | 'list'

/** How paragraphs go on: most of them one short line that begins with what is to do, and three at least, are a list. */
export function layoutOf(paragraphs: readonly (readonly Line[])[]): Layout {
  const single = paragraphs.flatMap((lines) =>
    lines.length === 1 && withoutLink(lines[0]?.text ?? '').length < 140 ? lines : [],
  )
  const toDo = single.filter(({ text }) => isToDo(withoutLink(text))).length
  return single.length > 2 && single.length === paragraphs.length && toDo * 2 >= single.length ? 'list' : 'sentences'
}

/** Whether lines are a list though Markdown sees none: each is short, is broken off by its author, and tells nothing. */
export function isBroken(lines: readonly Line[]): boolean {
  return (
    lines.length > 1 &&
    lines.slice(0, -1).every(({ text }) => text.endsWith('  ') || breakMark.test(text)) &&
    lines.every(({ text }) => isShort(withoutLink(text)) && readFieldLine(text) === null)
  )
}

/** Two words, and no more than a line. */
function isShort(text: string): boolean {
  return text.length < 140 && /\S\s{1,4}\S/.test(text)
}

/** How a line is broken off: a mark, which belongs to no item. White space does the same. */
const breakMark = /[ \t]{0,8}(?:\\|<br ?\/?>)[ \t]{0,4}$/i

/** `text` without the mark by which its author broke it off. */
export function withoutBreak(text: string): string {
  return text.replace(breakMark, '')
}

/** What the app writes at the end of a line once its item has an issue. */
const ownLink = / \(\[#\d{1,10}\]\(https?:[^()\s]{1,500}\)\)/g

/** What a line says for itself: that its item has an issue by now must not change how its neighbours are read. */
export function withoutLink(text: string): string {
  return text.replace(ownLink, '')
}

/** Nothing but a link to an issue or a pull request. */
const onlyIssue =
  /^[ \t]{0,8}(?=(?:<?https?:\/\/[^\s<>()]{1,200}\/(?:issues|pull|pulls|merge_requests|browse|work_items)\/[\w-]{1,30}>?|\[[^[\]]{1,120}\]\(https?:\/\/[^\s()]{1,200}\/(?:issues|pull|pulls|merge_requests|browse|work_items)\/[\w-]{1,30}\))[ \t]{0,4}$)/

/** Whether a paragraph leads to an issue and says nothing. */
export function isOnlyIssue(lines: readonly Line[]): boolean {
  return lines.length === 1 && onlyIssue.test(lines[0]?.text ?? '')
}

/** Whether a paragraph is one line in italics: what a template asks for, and not what somebody wrote. */
export function isPromptParagraph(lines: readonly Line[]): boolean {
  const [only] = lines
  return (
    lines.length === 1 &&
    /^[ \t]{0,3}(?:\*[^*\s][^*]{4,300}[^*\s]\*|_[^_\s][^_]{4,300}[^_\s]_)[ \t]*$/.test(only?.text ?? '')
  )
}
