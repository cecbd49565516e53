import type { ActionItem, Due, Owners } from '../../../domain/action-item.ts'
import type { Piece } from '../../../text/markdown/inline.ts'
import { referencesIn } from '../../../text/markdown/references-in.ts'
import { promisedDates } from './item-dates.ts'
import { readMarks } from './item-marks.ts'
import { distinct } from './item-names.ts'
import { copiesIn, type Mention, readMentions } from './item-owners.ts'
import { readPlace } from './item-place.ts'
import type { ItemReading } from './item-reading.ts'
import { readState } from './item-words.ts'
import { cover, mask, masking, type Span, withoutMaskedEnd } from './masked-text.ts'
import { collapse, type ItemNote, textWithout, type WrittenItem } from './shown-text.ts'

/** What the first paragraph of an item says. */
export type ItemText = Pick<
  ActionItem,
  | 'source'
  | 'text'
  | 'owners'
  | 'due'
  | 'priority'
  | 'type'
  | 'state'
  | 'links'
  | 'references'
  | 'repository'
  | 'publicTitle'
>

/** What an item is called: its words, or where they are all annotations, how it is written. */
export function shownText({ text, source }: Pick<ItemText, 'text' | 'source'>): string {
  return text === '' ? source : text
}

const priorityPattern = /\[(P[0-3])\]|\((P[0-3])\)|(?:^|(?<=\s))(?:priority|prio)[:=]?\s?(P[0-3])(?!\w)/gi
/** `[^1]`: no priority, nobody, and nothing of the item's words. */
const footnotePattern = /\[\^[^[\]\s]{1,60}\](?!:)/g
const vagueDue =
  /\(\s?due(?!\s{0,4}to\b)(?:\s(?:date|on|by))?\s?[:=]?\s?([^()]{0,40}?(?:\d|today|tomorrow|asap|next|week|month|quarter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|end of)[^()]{0,40})\)/i

/** Nobody is known, and no day. */
const bareReading: ItemReading = { today: null, known: new Set() }

/**
 * Reads the first paragraph of an item. `raw` is its Markdown, `pieces` what shows of it, in order. Owners, the due date and
 * the like count in plain text only: not in code, links or comments.
 */
export function readItemText(raw: string, pieces: readonly Piece[], reading: ItemReading = bareReading): ItemText {
  const plain = mask(raw, pieces)
  const footnotes = all(plain, footnotePattern, () => null)
  // Links that were written back stand after what people wrote, and hide none of it.
  const written = withoutLinks(raw)
  const place = readPlace(raw, plain.slice(0, written.length), accountName(reading))
  const asides = [...footnotes, ...place.spans]
  const masked = asides.reduce(cover, plain)
  const marks = readMarks(withoutMaskedEnd(masked.slice(0, written.length)), reading)
  const priority = first(masked, priorityPattern, (match) => match[1] ?? match[2] ?? match[3] ?? '')
  const due = dueIn(masked, reading.today)
  const fields = [
    ...(due === null ? [] : [annotation(due.value.valid ? 'mark' : 'anchor', due)]),
    ...(priority === null ? [] : [annotation('mark', priority)]),
    ...marks.spans.map((span) => annotation(span.stays ? 'anchor' : 'mark', span)),
    ...asides.map((span) => annotation('mark', span)),
  ]
  const mentions = readMentions(masked, fields)
  const owners = mentions.filter(({ as }) => as === 'owner')
  const annotations = [
    ...owners.map((span) => annotation('owner', span)),
    ...mentions.flatMap((span) => (span.as === 'spoken-of' ? [annotation('spoken-of', span)] : [])),
    ...copiesIn(masked).map((span) => annotation('mark', span)),
    ...fields,
  ]
  const links = pieces.flatMap(({ start, end, issue }) => (issue === undefined ? [] : [{ start, end, value: issue }]))
  return {
    source: collapse(raw),
    text: wordsOf({ raw, masked, pieces }, annotations, links, written.length),
    owners: { ...accountsOf(owners), names: marks.owners.names },
    due: dueOf(due?.value ?? null, marks.due),
    priority: priorityOf(priority?.value ?? '') ?? marks.priority,
    type: marks.type,
    state: marks.state ?? stateOfLink(raw, pieces) ?? (isStruck(written) ? 'done' : null),
    links: links.map(({ value }) => value),
    references: referencesOf(raw, pieces),
    ...(place.repository !== null && { repository: place.repository }),
    ...(place.publicTitle !== null && { publicTitle: place.publicTitle }),
  }
}

function accountName({ account }: ItemReading): string | null {
  return account?.split('/').at(-1) ?? null
}

/** An item's words. One that is nothing but a link is called as the link is; a link that was written back, from `end` on, names nothing. */
function wordsOf(written: WrittenItem, annotations: readonly ItemNote[], links: readonly Span[], end: number): string {
  const notes = links.map((span) => annotation('link', span))
  const words = withoutTo(textWithout([...annotations, ...notes], written), written.raw)
  return words || textWithout([...annotations, ...notes.filter(({ start }) => start >= end)], written)
}

function accountsOf(owners: readonly Mention[]): Pick<Owners, 'logins' | 'teams'> {
  return {
    logins: distinct(owners.flatMap(({ login, team }) => (team === null ? [login] : []))),
    teams: distinct(owners.flatMap(({ login, team }) => (team === null ? [] : [`${login}/${team}`]))),
  }
}

/** `text` without the word that led from its owner to it: "@ana to rename the queue". */
function withoutTo(text: string, raw: string): string {
  return raw.startsWith('@') ? text.replace(/^to (?=\p{Ll})/u, '') : text
}

const addedLink = /[ \t\n]{0,4}\(\[(?:[\w-]{1,100}\/[\w.-]{1,100})?#\d{1,10}\]\([^()\s]{1,300}\)\)$/

/** `raw` without the issue links at its end. */
function withoutLinks(raw: string): string {
  let end = raw.length
  for (let found = addedLink.exec(raw.slice(-400)); found !== null && end > 0; ) {
    end -= found[0].length
    found = addedLink.exec(raw.slice(Math.max(0, end - 400), end))
  }
  return raw.slice(0, end)
}

/** A day of the calendar wins over a text, and what follows "due" over what only looks like a promise. */
function dueOf(written: Due | null, promised: Due | null): Due | null {
  if (written?.valid) return written
  return promised?.valid ? promised : (written ?? promised)
}

/** The state that the link says which an item begins with: "[#12 (done)](…): rename the queue", "[Done](…) rename it". */
function stateOfLink(raw: string, [first]: readonly Piece[]): ItemText['state'] {
  if (first?.kind !== 'link' || first.end - first.start > 100) return null
  const shown = raw.slice(first.start, first.end).trim()
  return readState(/\(([^()]{2,20})\)$/.exec(shown)?.[1] ?? shown)
}

/** Whether all of it is struck through, or all but a remark after it: people do so with what is done or dropped. */
export function isStruck(raw: string): boolean {
  const end = raw.startsWith('~~') ? raw.indexOf('~~', 2) : -1
  return end > 2 && (end + 2) * 2 > raw.trimEnd().length
}

/** What the text leads to: not what code shows. */
function referencesOf(raw: string, pieces: readonly Piece[]): readonly string[] {
  let shown = ''
  for (const { kind, start, end } of pieces) {
    if (kind === 'code') shown += raw.slice(shown.length, start) + ' '.repeat(end - start)
  }
  return referencesIn(shown + raw.slice(shown.length)).references
}

function annotation(kind: ItemNote['kind'], { start, end }: Span): ItemNote {
  return { kind, start, end }
}

interface Found<T> extends Span {
  readonly value: T
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
function dueIn(masked: string, today: string | null): Found<Due> | null {
  const dates = promisedDates(masked, today).filter(({ due }) => due.valid || /^[\d/.-]+$/.test(due.text))
  const known = dates.find(({ due }) => due.valid) ?? dates[0]
  if (known !== undefined) return { start: known.start, end: known.end, value: known.due }
  const vague = vagueDue.exec(masked)
  if (vague === null) return null
  const text = collapse((vague[1] ?? '').replaceAll(masking, ' '))
  return { start: vague.index, end: vague.index + vague[0].length, value: { valid: false, text } }
}

function priorityOf(text: string): ActionItem['priority'] {
  const upper = text.toUpperCase()
  return upper === 'P0' || upper === 'P1' || upper === 'P2' || upper === 'P3' ? upper : null
}
