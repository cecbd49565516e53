import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank, isDelimiterRow, markOf } from '../../../text/markdown/marks.ts'

/** A stretch of lines below a heading that is read in one way. */
export type Block =
  /** An item of a list with what belongs to it. `number` is that of a numbered item, `mark` its bullet else. */
  | { readonly kind: 'list'; readonly lines: readonly Line[]; readonly number: number | null; readonly mark: string }
  /** A table: its head, and its rows without the line of dashes. */
  | { readonly kind: 'table'; readonly lines: readonly Line[]; readonly head: Line; readonly rows: readonly Line[] }
  | { readonly kind: 'text'; readonly lines: readonly Line[] }

/** The blocks of the lines below a heading, in order. Code and comments that stand in no list item are left out. */
export function blocksOf(lines: readonly Line[]): readonly Block[] {
  const blocks: Block[] = []
  const base = baseOf(lines)
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]
    if (line === undefined) break
    // Four columns outside of a list are code.
    if (line.kind === 'raw' || isBlank(line.text) || (indentOf(line.text) > 3 && !isItem(line, base))) {
      at += 1
      continue
    }
    const end = isItem(line, base)
      ? endOfItem(lines, at, base)
      : isTable(lines, at)
        ? endOfTable(lines, at)
        : endOfText(lines, at, base)
    blocks.push(blockOf(lines.slice(at, end), line, base))
    at = end
  }
  return blocks
}

/** The indentation of a list within another item, whose lines are no items of the document's own; 0 for any other. */
function baseOf(lines: readonly Line[]): number {
  const first = lines.find(({ text, kind }) => kind === 'text' && !isBlank(text))
  if (first === undefined || lines.some(({ item }) => item !== null)) return 0
  return bulletMark.test(first.text) ? indentOf(first.text) : 0
}

function isItem(line: Line, base: number): boolean {
  if (line.item !== null) return true
  return base > 0 && line.kind === 'text' && bulletMark.test(line.text) && indentOf(line.text) <= base + 1
}

function endOfItem(lines: readonly Line[], from: number, base: number): number {
  const column = base > 0 ? base + 1 : (lines[from]?.item ?? 1)
  let end = from + 1
  let blank = false
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || isItem(line, base)) break
    if (isBlank(line.text) && line.kind === 'text') {
      blank = true
      continue
    }
    const inside = indentOf(line.text) >= column
    if (!inside && (blank || line.kind === 'raw' || isTable(lines, at))) break
    end = at + 1
    blank = line.kind === 'raw' && !inside
  }
  return end
}

/** Whether a table begins at a line: its head, with the line of dashes below. */
export function isTable(lines: readonly Line[], at: number): boolean {
  const [head, dashes] = [lines[at], lines[at + 1]]
  return head?.text.includes('|') === true && dashes?.kind === 'text' && isDelimiterRow(dashes.text)
}

/** The index just past the rows of the table that begins at `from`. */
export function endOfTable(lines: readonly Line[], from: number): number {
  let at = from + 2
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'raw' || line.item !== null || !line.text.includes('|')) break
  }
  return at
}

function endOfText(lines: readonly Line[], from: number, base: number): number {
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.kind === 'raw' || isBlank(line.text) || isItem(line, base) || isTable(lines, at))
      break
  }
  return at
}

function blockOf(lines: readonly Line[], head: Line, base: number): Block {
  if (isItem(head, base)) {
    const mark = markOf(head.text)
    return { kind: 'list', lines, number: /\d/.test(mark) ? Number.parseInt(mark, 10) : null, mark }
  }
  if (isTable(lines, 0)) return { kind: 'table', lines, head, rows: lines.slice(2) }
  return { kind: 'text', lines }
}
