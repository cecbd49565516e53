import type { Line } from '../../../text/markdown/lines.ts'

/** A cell of a row, without the space around its text. `start` and `end` are offsets in the document. */
export interface Cell {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The cells of a row: a `|` after a backslash or in code that ends is no border. */
export function cellsOf({ text, start }: Line): readonly Cell[] {
  const borders: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\') at += 1
    else if (character === '|') borders.push(at)
  }
  const first = text.search(/\S/)
  const edges = [...(text.charAt(first) === '|' ? [] : [-1]), ...borders]
  if (text.slice((borders.at(-1) ?? -1) + 1).trim() !== '') edges.push(text.length)
  return edges.slice(0, -1).map((edge, index) => trimmed(text, edge + 1, edges[index + 1] ?? text.length, start))
}

function trimmed(text: string, from: number, to: number, offset: number): Cell {
  let [start, end] = [from, to]
  while (start < end && /\s/.test(text.charAt(start))) start += 1
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1
  return { text: text.slice(start, end), start: offset + start, end: offset + end }
}

/** The cells of a row below a head of `columns` cells: of a row with more, without the empty ones where the rest is as many. */
export function rowCells(row: Line, columns: number): readonly Cell[] {
  const cells = cellsOf(row)
  if (cells.length <= columns) return cells
  const filled = cells.filter(({ text }) => text !== '')
  return filled.length <= columns ? filled : cells
}
