import type { Piece } from '../../../text/markdown/inline.ts'
import type { Span } from './masked-text.ts'

/** What stands in an item's text and says something about the item. */
export interface ItemNote extends Span {
  /** An `anchor` stays, a date that is none, but what stands beside it is an annotation all the same. */
  readonly kind: 'owner' | 'spoken-of' | 'mark' | 'link' | 'anchor'
}

/** The Markdown of an item: as written, with all but plain text covered, and what of it shows. */
export interface WrittenItem {
  readonly raw: string
  readonly masked: string
  readonly pieces: readonly Piece[]
}

/** Marks, and words that hold annotations together. */
const onlyMarks = /^(?:[\s\p{P}\p{S}]|\b(?:and|owners?|assignees?)\b)*$/iu

/**
 * What is left of an item's text without annotations. Dates and priorities always go. An owner goes from the beginning, the
 * end, brackets and beside a date; within a sentence ("ask @bob about it") the name stays. A link to an issue goes from the
 * end only.
 */
export function textWithout(annotations: readonly ItemNote[], { raw, masked, pieces }: WrittenItem): string {
  const shown = new Array<boolean>(raw.length).fill(false)
  for (const { start, end } of pieces) shown.fill(true, start, end)
  const isMarks: IsMarks = (start, end) => onlyMarks.test(visible(raw, shown, start, end))
  for (const { kind, start } of annotations) if (kind === 'spoken-of') shown[start] = false
  const others = annotations.filter(({ kind }) => kind !== 'spoken-of')
  for (const cluster of clustersOf(others, isMarks)) hideCluster(cluster, placeOf(cluster, raw, isMarks), shown)
  hideHalves(masked, shown)
  return tidy(visible(raw, shown, 0, raw.length))
}

/** Whether nothing but marks shows between two offsets. */
type IsMarks = (start: number, end: number) => boolean

interface Cluster extends Span {
  readonly notes: readonly ItemNote[]
}

/** Annotations that stand together, with nothing but marks between them. */
function clustersOf(notes: readonly ItemNote[], isMarks: IsMarks): readonly Cluster[] {
  const clusters: Cluster[] = []
  for (const note of notes.toSorted((one, other) => one.start - other.start)) {
    const last = clusters.at(-1)
    if (last === undefined || !isMarks(last.end, note.start)) {
      clusters.push({ start: note.start, end: note.end, notes: [note] })
      continue
    }
    const end = Math.max(last.end, note.end)
    clusters[clusters.length - 1] = { start: last.start, end, notes: [...last.notes, note] }
  }
  return clusters
}

/** Where a cluster stands in its text: at the end, or else apart from the sentence. */
interface Place {
  readonly last: boolean
  readonly aside: boolean
}

function placeOf({ start, end, notes }: Cluster, raw: string, isMarks: IsMarks): Place {
  const last = isMarks(end, raw.length)
  const bracketed = raw.charAt(start - 1) === '(' && raw.charAt(end) === ')'
  const marked = notes.some(({ kind }) => kind === 'mark' || kind === 'anchor')
  return { last, aside: last || bracketed || marked || isMarks(0, start) }
}

function goes({ kind }: ItemNote, { last, aside }: Place): boolean {
  switch (kind) {
    case 'mark':
      return true
    case 'owner':
      return aside
    case 'link':
      return last
    case 'anchor':
    case 'spoken-of':
      return false
  }
}

function hideCluster({ notes }: Cluster, place: Place, shown: boolean[]): void {
  let gap: number | null = null
  for (const note of notes) {
    if (goes(note, place)) {
      // What stands between two that go held them together, as a comma does.
      shown.fill(false, gap ?? note.start, note.end)
      gap = note.end
      continue
    }
    // A name that stays is no mention.
    if (note.kind === 'owner') shown[note.start] = false
    gap = null
  }
}

/** A pair of brackets goes as a whole: one of them may have gone with what stood between two annotations. */
function hideHalves(masked: string, shown: boolean[]): void {
  const open: number[] = []
  for (let at = 0; at < masked.length; at += 1) {
    if (masked.charAt(at) === '(') open.push(at)
    const from = masked.charAt(at) === ')' ? open.pop() : undefined
    if (from !== undefined && shown[from] !== shown[at]) shown[from] = shown[at] = false
  }
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

/** `text` on one line, with single spaces. */
export function collapse(text: string): string {
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
