import type { ActionItem, Due } from '../../../domain/action-item.ts'
import type { Piece } from '../../../text/markdown/inline.ts'
import { referencesIn } from '../../../text/markdown/references-in.ts'
import { promisedDates } from '../fields/item-dates.ts'
import { readMarks } from '../fields/item-marks.ts'
import { copiesIn, readMentions } from '../fields/item-owners.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { readState } from '../fields/item-words.ts'

/** What the first paragraph of an item says. */
export type ItemText = Pick<
  ActionItem,
  'source' | 'text' | 'owners' | 'due' | 'priority' | 'type' | 'state' | 'links' | 'references'
>

/** What an item is called: its words, or where they are all annotations, how it is written. */
export function shownText({ text, source }: Pick<ItemText, 'text' | 'source'>): string {
  return text === '' ? source : text
}

interface Span {
  readonly start: number
  readonly end: number
}

interface Found<T> extends Span {
  readonly value: T
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
  const footnotes = all(mask(raw, pieces), footnotePattern, () => null)
  const masked = footnotes.reduce(cover, mask(raw, pieces))
  // Links that were written back stand after what people wrote, and hide none of it.
  const written = withoutLinks(raw)
  const marks = readMarks(shownOf(masked.slice(0, written.length)), reading)
  const priority = first(masked, priorityPattern, (match) => match[1] ?? match[2] ?? match[3] ?? '')
  const due = readDue(masked, reading.today)
  const links = pieces.flatMap(({ start, end, issue }) => (issue === undefined ? [] : [{ start, end, value: issue }]))
  const fields = [
    ...(due === null ? [] : [note(due.value.valid ? 'mark' : 'anchor', due)]),
    ...(priority === null ? [] : [note('mark', priority)]),
    ...marks.spans.map((span) => note(span.stays ? 'anchor' : 'mark', span)),
    ...footnotes.map((span) => note('mark', span)),
  ]
  const mentions = readMentions(masked, fields)
  const owners = mentions.filter(({ as }) => as === 'owner')
  const notes = [
    ...owners.map((span) => note('owner', span)),
    ...mentions.flatMap((span) => (span.as === 'spoken-of' ? [note('spoken-of', span)] : [])),
    ...copiesIn(masked).map((span) => note('mark', span)),
    ...fields,
    ...links.map((span) => note('link', span)),
  ]
  return {
    source: collapse(raw),
    text:
      withoutTo(textOf(raw, masked, pieces, notes), raw) ||
      // An item that is nothing but a link is called as the link is; one that was written back names nothing.
      textOf(
        raw,
        masked,
        pieces,
        notes.filter(({ kind, start }) => kind !== 'link' || start >= written.length),
      ),
    owners: {
      logins: distinct(owners.flatMap(({ login, team }) => (team === null ? [login] : []))),
      teams: distinct(owners.flatMap(({ login, team }) => (team === null ? [] : [`${login}/${team}`]))),
      names: marks.owners.names,
    },
    due: dueOf(due?.value ?? null, marks.due),
    priority: priorityOf(priority?.value ?? '') ?? marks.priority,
    type: marks.type,
    state: marks.state ?? stateOfLink(raw, pieces) ?? (isStruck(written) ? 'done' : null),
    links: links.map(({ value }) => value),
    references: referencesOf(raw, pieces),
  }
}

/** `text` without the word that led from its owner to it: "@ana to rename the queue". */
function withoutTo(text: string, raw: string): string {
  return raw.startsWith('@') ? text.replace(/^to (?=\p{Ll})/u, '') : text
}

/** `masked` without what is not plain at its end. */
function shownOf(masked: string): string {
  let end = masked.length
  while (end > 0 && (masked.charAt(end - 1) === masking || /\s/.test(masked.charAt(end - 1)))) end -= 1
  return masked.slice(0, end)
}

const addedLink = /[ \t\n]{0,4}\(\[#\d{1,10}\]\([^()\s]{1,300}\)\)$/

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

function note(kind: Note['kind'], { start, end }: Span): Note {
  return { kind, start, end }
}

/** Stands for what is not plain text. No white space: what follows code would reach over it. */
const masking = '\ufffc'

/** `raw` with everything that is not plain text covered, offsets kept. */
function mask(raw: string, pieces: readonly Piece[]): string {
  let masked = ''
  for (const { kind, start, end } of pieces) {
    if (kind !== 'plain') continue
    masked += masking.repeat(start - masked.length) + raw.slice(start, end)
  }
  return masked
}

function cover(text: string, { start, end }: Span): string {
  return text.slice(0, start) + masking.repeat(end - start) + text.slice(end)
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
function readDue(masked: string, today: string | null): Found<Due> | null {
  const dates = promisedDates(masked, today).filter(({ due }) => due.valid || /^[\d/.-]+$/.test(due.text))
  const known = dates.find(({ due }) => due.valid) ?? dates[0]
  if (known !== undefined) return { start: known.start, end: known.end, value: known.due }
  const vague = vagueDue.exec(masked)
  if (vague === null) return null
  const text = collapse((vague[1] ?? '').replaceAll(masking, ' '))
  return { start: vague.index, end: vague.index + vague[0].length, value: { valid: false, text } }
}

interface Note extends Span {
  /** An `anchor` stays, a date that is none, but what stands beside it is an annotation all the same. */
  readonly kind: 'owner' | 'spoken-of' | 'mark' | 'link' | 'anchor'
}

/** Marks, and words that hold annotations together. */
const onlyMarks = /^(?:[\s\p{P}\p{S}]|\b(?:and|owners?|assignees?)\b)*$/iu

/**
 * What is left without annotations. Dates and priorities always go. An owner goes from the beginning, the end, brackets
 * and beside a date; within a sentence ("ask @bob about it") the name stays. A link to an issue goes from the end only.
 */
function textOf(raw: string, masked: string, pieces: readonly Piece[], notes: readonly Note[]): string {
  const shown = new Array<boolean>(raw.length).fill(false)
  for (const { start, end } of pieces) shown.fill(true, start, end)
  const marksOnly = (start: number, end: number) => onlyMarks.test(visible(raw, shown, start, end))
  for (const { kind, start } of notes) if (kind === 'spoken-of') shown[start] = false
  for (const cluster of clustersOf(
    notes.filter(({ kind }) => kind !== 'spoken-of'),
    marksOnly,
  )) {
    const { start, end } = cluster
    const last = marksOnly(end, raw.length)
    const bracketed = raw.charAt(start - 1) === '(' && raw.charAt(end) === ')'
    const aside =
      last || bracketed || cluster.notes.some(({ kind }) => kind === 'mark' || kind === 'anchor') || marksOnly(0, start)
    let gap: number | null = null
    for (const note of cluster.notes) {
      const goes = note.kind !== 'anchor' && (note.kind === 'mark' || (note.kind === 'owner' ? aside : last))
      if (goes) shown.fill(false, gap ?? note.start, note.end)
      if (!goes && note.kind === 'owner') shown[note.start] = false
      // What stands between two that go held them together, as a comma does.
      gap = goes ? note.end : null
    }
  }
  hideHalves(masked, shown)
  return tidy(visible(raw, shown, 0, raw.length))
}

/** A pair of brackets goes as a whole: one of them may have gone with what stood between two notes. */
function hideHalves(masked: string, shown: boolean[]): void {
  const open: number[] = []
  for (let at = 0; at < masked.length; at += 1) {
    if (masked.charAt(at) === '(') open.push(at)
    const from = masked.charAt(at) === ')' ? open.pop() : undefined
    if (from !== undefined && shown[from] !== shown[at]) shown[from] = shown[at] = false
  }
}

interface Cluster extends Span {
  readonly notes: Note[]
}

/** Annotations that stand together, with nothing but marks between them. */
function clustersOf(notes: readonly Note[], marksOnly: (start: number, end: number) => boolean): readonly Cluster[] {
  const clusters: Cluster[] = []
  for (const note of notes.toSorted((one, other) => one.start - other.start)) {
    const last = clusters.at(-1)
    if (last !== undefined && marksOnly(last.end, note.start)) {
      clusters[clusters.length - 1] = {
        start: last.start,
        end: Math.max(last.end, note.end),
        notes: [...last.notes, note],
      }
    } else {
      clusters.push({ start: note.start, end: note.end, notes: [note] })
    }
  }
  return clusters
}

function visible(raw: string, shown: readonly boolean[], from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += 1) {
    if (shown[at] === true) text += raw.charAt(at)
    // A break parts the words around it, though nothing of it shows.
    else if (raw.charAt(at) === '<' && /^<br\b/i.test(raw.slice(at, at + 4))) text += ' '
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

/** Without the marks and words at its end that had led to something. */
function withoutTail(text: string): string {
  let end = text.length
  for (let before = -1; before !== end; ) {
    before = end
    while (/[\s,;:—–→-]/.test(text.charAt(end - 1))) end -= 1
    end -= /\s(?:owners?|assignees?|due|and)$/i.exec(text.slice(Math.max(0, end - 12), end))?.[0].length ?? 0
  }
  return text.slice(0, end)
}

/** Text whose owners, dates and links were taken out, without the marks that had held them. */
function tidy(text: string): string {
  let tidied = collapse(text)
  for (let before = ''; before !== tidied; ) {
    before = tidied
    tidied = withoutTail(tidied)
      .replace(/ ?\([\s,;.&+/-]*\)| ?\[[\s,;.&+/-]*\](?!\()/g, '')
      .replace(/^(?:owners?|assignees?)?[\s:,;.—–-]+/i, '')
      .replace(/(?<! ) +([,;.!?])/g, '$1')
      .replace(/([,;]){2,}/g, '$1')
      .replace(/(?<!\.)\.\.$/, '.')
    tidied = collapse(tidied)
  }
  return tidied.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
