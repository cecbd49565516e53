import type { Paragraph, PhrasingContent } from 'mdast'
import { issueOfUrl } from '../../../text/markdown/issue-url.ts'
import type { ItemReading } from '../fields/item-marks.ts'
import { type ItemText, type Piece, readItemText } from './item-text.ts'
import { lightPieces } from './light-pieces.ts'

/** The longest paragraph of an item that is searched for owners and dates, in UTF-16 code units. */
export const longestParagraph = 4_000
/** The most marks of an item that go through the parser: parsing them takes more than linear time. */
const mostMarks = 400

/** What a paragraph that is an item says, and how much of it the item is: what follows `length` is notes. */
export interface ItemParagraph {
  readonly said: ItemText
  readonly length: number
}

/** Reads an item's paragraph, lines and all, without the parser. `null` where nothing shows. */
export function readParagraph(raw: string, reading: ItemReading): ItemParagraph | null {
  const text = raw.slice(0, longestParagraph)
  const { pieces, spans } = lightPieces(text)
  const length = ownText(text, (at) => spans.some(({ start, end }) => start < at && at < end))
  const shown = clip(pieces, length)
  if (!shown.some((piece) => /\S/.test(text.slice(piece.start, piece.end)))) return null
  return { said: readItemText(text.slice(0, length), shown, reading), length }
}

/** `chunk` up to where it holds more marks than the parser reads in time. */
export function withFewMarks(chunk: string): string {
  let marks = 0
  for (let at = 0; at < chunk.length; at += 1) {
    if (/[*_`[\]<!~&|\\]/.test(chunk.charAt(at))) marks += 1
    if (marks > mostMarks) return chunk.slice(0, at)
  }
  return chunk
}

/** Where a node begins and ends in the text that was parsed. */
export function offsets(node: { readonly position?: Paragraph['position'] }): {
  readonly start: number
  readonly end: number
} {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}

/** A line shorter than this ended because its author was done, a longer one may be wrapped. In UTF-16 code units. */
const wrapFrom = 60

/**
 * How much of a task's first paragraph is the item itself. Markdown makes one paragraph of a line and the notes right
 * below it; here a line goes on only where it looks wrapped: long, and not ended by a full stop or a bracket. Or where
 * its end is within something: a link added there would stand in a comment, or break a code span.
 */
export function ownText(paragraph: string, isWithin: (at: number) => boolean): number {
  let next = 0
  const lines = paragraph.split(/(?<=\n|\r(?!\n))/)
  for (const [index, line] of lines.entries()) {
    const shown = line.trimEnd()
    const end = next + shown.length
    next += line.length
    if (isWithin(end)) continue
    // After a colon a small letter goes on with the sentence.
    const goesOn = shown.endsWith(':') && /^[ \t]{0,20}\p{Ll}/u.test(lines[index + 1] ?? '')
    if (shown.length < wrapFrom || (/[.!?:)\]]$/.test(shown) && !goesOn)) return end
  }
  return paragraph.trimEnd().length
}

/** Whether an offset, counted from `from`, is within code, a comment, a link or emphasis of the paragraph. */
export function acrossOf(paragraph: Paragraph, from: number): (at: number) => boolean {
  const spans = paragraph.children.filter(({ type }) => type !== 'text' && type !== 'break').map(offsets)
  return (at) => spans.some(({ start, end }) => start < from + at && from + at < end)
}

/** The pieces as far as they lie before `end`. */
export function clip(pieces: readonly Piece[], end: number): readonly Piece[] {
  return pieces.filter((piece) => piece.start < end).map((piece) => ({ ...piece, end: Math.min(piece.end, end) }))
}

/** What shows of a paragraph, offsets relative to `from`. */
export function piecesOf(nodes: readonly PhrasingContent[], from: number): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    const span = offsets(node)
    const piece = { start: span.start - from, end: span.end - from }
    switch (node.type) {
      case 'text':
        return [{ kind: 'plain', ...piece }]
      case 'inlineCode':
        return [{ kind: 'code', ...piece }]
      case 'link':
        return linkPieces(node.url, piecesOf(node.children, from), piece)
      case 'linkReference':
        return piecesOf(node.children, from).map((inner) => ({ ...inner, kind: 'link' as const }))
      case 'emphasis':
      case 'strong':
      case 'delete':
        return piecesOf(node.children, from)
      case 'break':
        return [{ kind: 'code', start: piece.end - 1, end: piece.end }]
      default:
        return []
    }
  })
}

function linkPieces(url: string, inner: readonly Piece[], whole: Omit<Piece, 'kind'>): readonly Piece[] {
  const shown = { start: inner[0]?.start ?? whole.end, end: inner.at(-1)?.end ?? whole.end }
  const issue = issueOfUrl(url)
  return [{ kind: 'link', ...shown, ...(issue === null ? {} : { issue }) }]
}
