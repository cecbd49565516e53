import { stripHidden } from '../../text/markdown/hidden-characters.ts'
import { type ParsedDocument, parseDocument } from '../../text/markdown/sections.ts'
import { withoutCodeSpans } from '../review/leftovers/placeholders.ts'

/** A line of a document for everybody. */
export interface PublicLine {
  /** 1-based. */
  readonly number: number
  /** As written, without characters that nobody sees. */
  readonly text: string
  /** `text` with code and comments blanked, its length kept; blank within fences and front matter. */
  readonly prose: string
  /** `text` without comments: code stays. */
  readonly visible: string
}

/** A comment of HTML outside of code. */
export interface HiddenComment {
  readonly line: number
  /** What stands between its marks; to the end of the document where it is never closed. */
  readonly text: string
}

/** A document for everybody, read once for all rules. */
export interface PublicText {
  readonly text: string
  readonly document: ParsedDocument
  readonly lines: readonly PublicLine[]
  readonly comments: readonly HiddenComment[]
}

/** Reads a document. Refuses, with a sentence, what cannot be parsed; characters that nobody sees hide nothing. Linear in the text. */
export function readPublicText(
  written: string,
): { readonly ok: true; readonly read: PublicText } | { readonly ok: false; readonly problem: string } {
  const text = stripHidden(written)
  const parsed = parseDocument(text)
  if (!parsed.ok) return { ok: false, problem: parsed.reason }
  const { document } = parsed
  const rows = text.split(/\r\n|\n|\r/)
  const fenced = new Set(
    document.enclosed
      .filter(({ kind }) => kind === 'fence')
      .flatMap(({ from, last }) => Array.from({ length: last - from + 1 }, (_, index) => from + index)),
  )
  const first = document.lines[0]?.number ?? 1
  const masked = rows.map((line, index) =>
    fenced.has(index + 1) || index + 1 < first ? ' '.repeat(line.length) : withoutCodeSpans(line),
  )
  const { shown, comments } = withoutComments(masked, rows)
  const lines = rows.map((line, index) => ({ number: index + 1, text: line, ...(shown[index] ?? blankLine) }))
  return { ok: true, read: { text, document, lines, comments } }
}

const blankLine = { prose: '', visible: '' }

/** Lines with their comments blanked and left out, and the comments: one that is never closed hides the rest. */
function withoutComments(
  masked: readonly string[],
  rows: readonly string[],
): { readonly shown: readonly (typeof blankLine)[]; readonly comments: readonly HiddenComment[] } {
  const comments: HiddenComment[] = []
  let open: { line: number; text: string } | null = null
  const shown = masked.map((line, index) => {
    const row = rows[index] ?? ''
    let [prose, visible] = ['', '']
    for (const { from, to, isHidden } of stretchesOf(line, open !== null)) {
      if (isHidden) {
        open ??= { line: index + 1, text: '' }
        open.text += row.slice(from, to)
        prose += ' '.repeat(to - prose.length)
      } else {
        if (open !== null) comments.push(open)
        open = null
        prose += ' '.repeat(from - prose.length) + line.slice(from, to)
        visible += row.slice(from, to)
      }
    }
    if (open !== null) open.text += '\n'
    return { prose, visible }
  })
  return { shown, comments: open === null ? comments : [...comments, open] }
}

/** What of a line shows and what is in comments, by turns, without their marks; `isHidden` says how it begins. */
function* stretchesOf(
  line: string,
  isHidden: boolean,
): Generator<{ readonly from: number; readonly to: number; readonly isHidden: boolean }> {
  let hidden = isHidden
  let from = 0
  for (;;) {
    const mark = line.indexOf(hidden ? '-->' : '<!--', from)
    yield { from, to: mark < 0 ? line.length : mark, isHidden: hidden }
    if (mark < 0) return
    from = mark + (hidden ? 3 : 4)
    hidden = !hidden
  }
}

/** `line` without the addresses in it, its length kept. */
export function withoutAddresses(line: string): string {
  return line.includes('://') ? line.replace(/https?:\/\/[^\s<>"'`|\\()[\]]{1,2000}/gi, blank) : line
}

function blank(text: string): string {
  return ' '.repeat(text.length)
}
