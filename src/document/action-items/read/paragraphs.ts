import { inlineOf, type Piece } from '../../../text/markdown/inline.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { type ItemText, readItemText } from '../fields/item-text.ts'
import { isBoxInWaiting } from './loose-boxes.ts'

/** The longest paragraph of an item that is searched for owners and dates, in UTF-16 code units. */
const longestParagraph = 4_000

/** What a paragraph that is an item says, and how much of it the item is: what follows `length` is notes. */
export interface ItemParagraph {
  readonly said: ItemText
  readonly length: number
}

/** Reads an item's paragraph, lines and all. `null` where nothing shows. */
export function readParagraph(raw: string, reading: ItemReading): ItemParagraph | null {
  const text = raw.slice(0, longestParagraph)
  const { pieces, spans } = inlineOf(text)
  const length = ownText(text, (at) => spans.some(({ start, end }) => start < at && at < end))
  const shown = clip(pieces, length)
  if (!shown.some((piece) => /\S/.test(text.slice(piece.start, piece.end)))) return null
  return { said: readItemText(text.slice(0, length), shown, reading), length }
}

/** A line shorter than this ended because its author was done, a longer one may be wrapped. In UTF-16 code units. */
const wrapFrom = 60
/** The narrowest column that people wrap at. */
const wrapNarrow = 40

/** The mark of a list, or a bullet of a word processor, with nothing behind it goes on with a paragraph, and begins a list as soon as something stands there. */
const loneMark =
  /^[ \t]{0,20}(?:[-*+•·◦▪‣●○–—→⇒➤➔➜・※]|👉|➡\ufe0f?|▶\ufe0f?|\\[-*]|\d{1,9}[.)])[ \t\u3000]{0,20}(?:\r\n?|\n)?$/u

/** Whether a line goes on with a paragraph only as long as nothing is written behind it, as a link would be: it begins an item then. */
function isMarkInWaiting(line: string): boolean {
  return loneMark.test(line) || isBoxInWaiting(line.trimEnd())
}

/**
 * How much of a task's first paragraph is the item itself. Markdown makes one paragraph of a line and the notes right
 * below it; here a line goes on only where it looks wrapped: long, and not ended by a full stop or a bracket. Or where
 * its end is within something: a link added there would stand in a comment, or break a code span.
 */
function ownText(paragraph: string, isWithin: (at: number) => boolean): number {
  let next = 0
  const lines = paragraph.split(/(?<=\n|\r(?!\n))/)
  for (const [index, line] of lines.entries()) {
    const shown = line.trimEnd()
    const end = next + shown.length
    next += line.length
    if (isWithin(end)) continue
    // After a colon, or a link, a small letter goes on with the sentence.
    const goesOn = /:$|\]\([^()\s]{1,400}\)$/.test(shown) && /^[ \t]{0,20}\p{Ll}/u.test(lines[index + 1] ?? '')
    const below = lines[index + 1] ?? ''
    const isShort = shown.length < wrapFrom && !isWrapped(shown, below)
    if (isShort || isMarkInWaiting(below) || (/[.!?:)\]]$/.test(shown) && !goesOn)) return end
  }
  return paragraph.trimEnd().length
}

/**
 * Whether a line that is not long goes on in the next one all the same: a column of some forty characters whose sentence goes on
 * with a small letter, or a word or two before a link or code.
 */
function isWrapped(shown: string, next: string): boolean {
  if (shown.length >= wrapNarrow) return /^[ \t]{0,20}(?:\p{Ll}|[`[(]\p{L})/u.test(next)
  return /^[*_]{0,3}\p{L}{2,20}(?: \p{L}{2,20})?$/u.test(shown) && /^[ \t]{0,20}[`[]\S/.test(next)
}

/** The pieces as far as they lie before `end`. */
function clip(pieces: readonly Piece[], end: number): readonly Piece[] {
  return pieces.filter((piece) => piece.start < end).map((piece) => ({ ...piece, end: Math.min(piece.end, end) }))
}
