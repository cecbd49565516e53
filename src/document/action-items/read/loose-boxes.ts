import { parseDocument } from '../../../text/markdown/sections.ts'

/** A document whose boxes are all written as GitHub reads them, and the way back to its author's offsets. */
export interface BoxedText {
  readonly text: string
  /** The offset in the author's text of an offset past the mark of a line in `text`. */
  readonly original: (offset: number) => number
}

const space = '[ \\t\\u00a0\\u2000-\\u200d\\u202f\\u2060\\u3000\\ufeff]'
/** Bullets of Markdown, of word processors and of keyboards, and numbers and letters. */
const mark = '(?:\\\\?[-*+]|[‐‑–—−•·◦▪‣●○➤►－＊＋・]|\\(?(?:\\d{1,9}|[a-zA-Z])[.)])'
/** What people put into a box. */
const sign = '[ xX×хХ✓✔✗✘vV~/!?>*.-]'
const open = '(?:\\\\?\\[|［|【)'
const close = '(?:\\\\?\\]|］|】)'
const box = `(?:${open}${space}{0,4}(${sign}?)${space}{0,4}${close}|\\(${space}{0,4}([ xX✓✔]?)${space}{0,4}\\)|([☐☑☒🔲🔳]))`
const loose = new RegExp(
  `^(${space}{0,40})(?:(${mark})(${space}{0,8}))?([*_]{0,3})${box}([*_]{0,3})(${space}{0,8})(?=\\S)`,
  'u',
)
/** As GitHub reads it: there is nothing to mend. */
const exact = /^[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])(?: {1,4}|\t)\[[ xX]\][ \t]{1,8}(?=\S)/
/** Looked for before the pattern is tried. */
const hint = /[[［【☐☑☒🔲🔳]|\(\s{0,4}[xX✓✔]?\s{0,4}\)/u

/**
 * `text` with the boxes mended that people mean and GitHub does not see: `-[ ] x`, `- [] x`, `[ ] x`, `• [ ] x`, `1.[ ] x`, `☐ x`,
 * `\[ \] x`, full-width brackets, hard spaces. Only lines of text are looked at, not code or comments; every other byte stays.
 */
export function withBoxes(text: string): BoxedText {
  const parsed = hint.test(text) ? parseDocument(text) : null
  if (!parsed?.ok) return { text, original: (offset) => offset }
  const edits: { readonly start: number; readonly end: number; readonly shift: number }[] = []
  let mended = ''
  let from = 0
  for (const line of parsed.document.lines) {
    if (line.kind === 'raw') continue
    const found = mendedLead(line.text)
    if (found === null) continue
    mended += text.slice(from, line.start) + found.lead
    from = line.start + found.length
    edits.push({ start: mended.length, end: from, shift: from - mended.length })
  }
  if (edits.length === 0) return { text, original: (offset) => offset }
  return { text: mended + text.slice(from), original: (offset) => offset + shiftAt(edits, offset) }
}

/** The edit that ends last before an offset tells how far both texts are apart there. */
function shiftAt(edits: readonly { readonly start: number; readonly shift: number }[], offset: number): number {
  let [low, high] = [0, edits.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return edits[low - 1]?.shift ?? 0
}

/** What a line should begin with, and how much of it that replaces; `null` for a line without a box, or with one as it should be. */
function mendedLead(line: string): { readonly lead: string; readonly length: number } | null {
  const head = line.slice(0, 160)
  if (!hint.test(head) || exact.test(head)) return null
  const match = loose.exec(head)
  if (match === null) return null
  const [whole, indent = '', bullet = '', , before = '', square, round, ballot, after = '', gap = ''] = match
  const rest = line.slice(whole.length)
  const mark = square ?? round ?? ballot ?? ''
  // "(x) the first, (y) the second" and "[x] as before" within a sentence are none without a bullet.
  if (bullet === '' && round !== undefined) return null
  if (bullet === '' && square !== undefined && !/^[ xX✓✔×]?$/.test(square)) return null
  // A link, a definition, a footnote.
  if ((gap === '' && /^[([:]/.test(rest)) || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(rest)) return null
  // Four columns are code where no list is: what stands deeper is left where it is.
  const columns = indent.replace(/\t/g, '    ').replace(/[\u200b-\u200d\u2060\ufeff]/g, '').length
  const kept = indent.includes('\t') && !/[^ \t]/.test(indent) ? indent : ' '.repeat(columns)
  const number = /^\d{1,9}[.)]$/.test(bullet) ? bullet : null
  const shown = number ?? (/^[-*+]$/.test(bullet) ? bullet : '-')
  const emphasis = before !== '' && after === '' ? before : before === '' ? after : ''
  return { lead: `${kept}${shown} [${stateOf(mark)}] ${emphasis}`, length: whole.length }
}

/** Whether a line, which is no task as it stands, becomes one as soon as words stand at its end: a box with nothing but blanks or signs behind it. */
export function isBoxInWaiting(line: string): boolean {
  return mendedLead(line) === null && mendedLead(`${line} a`) !== null
}

const alone = new RegExp(`^${space}{0,8}(?:[-*+] )?${box}${space}{0,8}$`, 'u')

/** The box that a cell begins with, however it is written: whether it is ticked, and where its words begin; `null` for none. */
export function boxOfCell(cell: string): { readonly ticked: boolean; readonly length: number } | null {
  const whole = alone.exec(cell)
  if (whole !== null) return { ticked: stateOf(whole[1] ?? whole[2] ?? whole[3] ?? '') === 'x', length: cell.length }
  const github = /^(?:[-*+] )?\[([ xX])\][ \t]{1,8}(?=\S)/.exec(cell)
  if (github !== null) return { ticked: github[1] !== ' ', length: github[0].length }
  const mended = mendedLead(cell)
  return mended === null ? null : { ticked: mended.lead.includes('[x]'), length: mended.length }
}

/** What a box says: ticked, or not; what is neither is left to do. */
function stateOf(mark: string): 'x' | ' ' {
  return /^[xX×хХ✓✔vV☑☒]$/u.test(mark) ? 'x' : ' '
}
