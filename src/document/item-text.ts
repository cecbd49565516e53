import type { ActionItem, Due } from '../domain/action-item.ts'
import { readDay } from './dates.ts'

/** What the first paragraph of a task says. */
export type ItemText = Pick<ActionItem, 'source' | 'text' | 'owners' | 'due' | 'priority' | 'links'>

/** A stretch of the paragraph that shows: `plain` may hold owners and dates, `code` and `link` keep what they hold. */
export interface Piece {
  readonly kind: 'plain' | 'code' | 'link'
  readonly start: number
  readonly end: number
  /** For links: the number of the issue that it leads to. */
  readonly issue?: number
}

interface Span {
  readonly start: number
  readonly end: number
}

interface Found<T> extends Span {
  readonly value: T
}

const ownerPattern =
  /(?<![\w/.@+-])@([a-z\d](?:[a-z\d_]|-(?=[a-z\d])){0,60})(?:\/([a-z\d](?:[\w.-]{0,98}\w)?))?(?![\w@/-])/gi
const priorityPattern = /\[(P[0-3])\]|\((P[0-3])\)|(?:^|(?<=\s))(?:priority|prio)[:=]?\s?(P[0-3])(?!\w)/gi
const duePattern =
  /\(?(?<![\w-])(?:due(?:[*_]{0,3}[ \t]{1,4}(?:date|on|by))?[*_]{0,3}[ \t]{0,4}[:=]?[*_]{0,3}|by)\s{0,4}`?(\d{4}-\d{1,2}-\d{1,2})(?![\w-])`?\s{0,4}\)?/gi
const vagueDue =
  /\(\s?due(?:\s(?:date|on|by))?\s?[:=]?\s?((?!to\b)[^()]{0,40}?(?:\d|today|tomorrow|asap|next|week|month|quarter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|end of)[^()]{0,40})\)/i

/**
 * Reads the first paragraph of a task. `raw` is its Markdown, `pieces` what shows of it, in order. Owners, the due date and
 * the priority count in plain text only: not in code, links or comments.
 */
export function readItemText(raw: string, pieces: readonly Piece[]): ItemText {
  const masked = mask(raw, pieces)
  const priority = first(masked, priorityPattern, (match) => match[1] ?? match[2] ?? match[3] ?? '')
  const due = readDue(masked)
  const owners = all(masked, ownerPattern, (match) => ({ login: match[1] ?? '', team: match[2] ?? null }))
  const links = pieces.flatMap(({ start, end, issue }) => (issue === undefined ? [] : [{ start, end, value: issue }]))
  const taken: Span[] = due?.value.valid === true ? [due] : []
  if (priority !== null) taken.push(priority)
  return {
    source: collapse(raw),
    text: textOf(raw, pieces, taken, owners, links),
    owners: {
      logins: distinct(owners.flatMap(({ value }) => (value.team === null ? [value.login] : []))),
      teams: distinct(owners.flatMap(({ value }) => (value.team === null ? [] : [`${value.login}/${value.team}`]))),
    },
    due: due?.value ?? null,
    priority: priorityOf(priority?.value ?? ''),
    links: links.map(({ value }) => value),
  }
}

/** `raw` with everything that is not plain text blanked out, offsets kept. */
function mask(raw: string, pieces: readonly Piece[]): string {
  let masked = ''
  for (const { kind, start, end } of pieces) {
    if (kind !== 'plain') continue
    masked += ' '.repeat(start - masked.length) + raw.slice(start, end)
  }
  return masked
}

function all<T>(text: string, pattern: RegExp, read: (match: RegExpMatchArray) => T): readonly Found<T>[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: read(match),
  }))
}

function first<T>(text: string, pattern: RegExp, read: (match: RegExpMatchArray) => T): Found<T> | null {
  return all(text, pattern, read)[0] ?? null
}

/** The first real day that is promised, else the first text that looks like a promise. */
function readDue(masked: string): Found<Due> | null {
  const dated = all(masked, duePattern, (match) => readDay(match[1] ?? ''))
  const known = dated.find(({ value }) => value.valid) ?? dated[0]
  if (known !== undefined) return balanced(masked, known)
  const vague = vagueDue.exec(masked)
  if (vague === null) return null
  const text = collapse(vague[1] ?? '')
  return { start: vague.index, end: vague.index + vague[0].length, value: { valid: false, text } }
}

/** The span without a bracket whose partner it does not hold. */
function balanced(text: string, found: Found<Due>): Found<Due> {
  const open = text.charAt(found.start) === '('
  const close = text.charAt(found.end - 1) === ')'
  if (open === close) return found
  return open ? { ...found, start: found.start + 1 } : { ...found, end: found.end - 1 }
}

function textOf(
  raw: string,
  pieces: readonly Piece[],
  taken: readonly Span[],
  owners: readonly Found<unknown>[],
  links: readonly Span[],
): string {
  const shown = new Array<boolean>(raw.length).fill(false)
  for (const { start, end } of pieces) shown.fill(true, start, end)
  for (const { start, end } of taken) shown.fill(false, start, end)
  const aside = (span: Span, others: readonly Span[]) => isAside(raw, shown, span, others)
  let last = links.length - 1
  for (; last >= 0; last -= 1) {
    const link = links[last]
    if (link === undefined || !/^[\s()[\],.;*_]*$/.test(visible(raw, shown, link.end, raw.length, owners))) break
    shown.fill(false, link.start, link.end)
  }
  for (const owner of owners) {
    if (aside(owner, owners)) shown.fill(false, owner.start, owner.end)
    else shown[owner.start] = false
  }
  return tidy(visible(raw, shown, 0, raw.length, []))
}

/** Whether nothing but marks and other owners stands before or after a span: a name within a sentence stays in it. */
function isAside(raw: string, shown: readonly boolean[], span: Span, others: readonly Span[]): boolean {
  if (raw.charAt(span.start - 1) === '(' && raw.charAt(span.end) === ')') return true
  const onlyMarks = /^(?:[\s\p{P}\p{S}]|and|owners?|assignees?)*$/iu
  return (
    onlyMarks.test(visible(raw, shown, span.end, raw.length, others)) ||
    onlyMarks.test(visible(raw, shown, 0, span.start, others))
  )
}

function visible(raw: string, shown: readonly boolean[], from: number, to: number, without: readonly Span[]): string {
  let text = ''
  for (let at = from; at < to; at += 1) {
    const skipped = without.find(({ start, end }) => start <= at && at < end)
    if (skipped !== undefined) at = skipped.end - 1
    else if (shown[at] === true) text += raw.charAt(at)
  }
  return text
}

function priorityOf(text: string): ActionItem['priority'] {
  const upper = text.toUpperCase()
  return upper === 'P0' || upper === 'P1' || upper === 'P2' || upper === 'P3' ? upper : null
}

function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name)
  return [...seen.values()]
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Text whose owners, dates and links were taken out, without the marks that had held them. */
function tidy(text: string): string {
  let tidied = collapse(text)
  for (let before = ''; before !== tidied; ) {
    before = tidied
    tidied = tidied
      .replace(/ ?\([\s,;.&+/-]*\)| ?\[[\s,;.&+/-]*\](?!\()/g, '')
      .replace(/^(?:owners?|assignees?)?[\s:,;.—–-]+/i, '')
      .replace(/(?:[\s,;:—–→-]|\s(?:owners?|assignees?|due|and):?)+$/i, '')
      .replace(/ +([,;.!?])/g, '$1')
      .replace(/([,;]){2,}/g, '$1')
    tidied = collapse(tidied)
  }
  return tidied.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
