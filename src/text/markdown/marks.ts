/**
 * How one line begins, asked in one place: white space, bullets, boxes, the row of dashes below a table's head. Each answer looks
 * at the line alone; what the line is in its document (code, a comment, an item of a top-level list) is told by `scan`.
 */

/** A bullet or a number at the beginning of a line, with the space after it: indentation, mark. */
export const bulletMark = /^([ \t]{0,80})([-*+]|\d{1,9}[.)])(?:[ \t]{1,8}|$)/

/** The box of a task as GitHub reads one, with the marks before it and what parts it from its words. */
const box = /^[ \t]{0,80}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}){1,8}\[([ \txX])\](?:[ \t]{1,8}|$)/
const delimiterRow = /^[ \t]{0,80}(?=[ \t:|-]{0,500}-)(?=[ \t:-]{0,500}\|)[ \t|:-]{1,1000}$/

/** Whether a line holds nothing but spaces and tabs: other white space is text to Markdown. */
export function isBlank(line: string): boolean {
  // Nearly every line ends with a letter, and many begin with a long indentation.
  return line === '' || (isSpace(line.charCodeAt(line.length - 1)) && indentEnd(line) === line.length)
}

/** Where the spaces and tabs end that a line begins with: an offset. */
export function indentEnd(line: string): number {
  let at = 0
  while (isSpace(line.charCodeAt(at))) at += 1
  return at
}

/** Whether a character, by its number, is a space or a tab. */
function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === 0x09
}

/** Columns of white space that a line begins with: a tab reaches to the next multiple of four. */
export function indentOf(line: string): number {
  return columnsOf(line.slice(0, indentEnd(line)), 0)
}

/** Columns that `text` takes when it begins at `column`. */
export function columnsOf(text: string, column: number): number {
  let at = column
  for (const character of text) at += character === '\t' ? 4 - (at % 4) : 1
  return at - column
}

/** The bullet or number that a line begins with, as written; empty for none. */
export function markOf(line: string): string {
  return bulletMark.exec(line)?.[2] ?? ''
}

/**
 * The box that a line begins with after its bullet, or after several ("- - [ ] x"), and the length of all that stands before
 * its words; `null` where it is no task. Boxes as people write them otherwise are mended before: see `loose-boxes.ts`.
 */
export function taskOf(line: string): { readonly ticked: boolean; readonly length: number } | null {
  const found = box.exec(line)
  return found === null ? null : { ticked: /x/i.test(found[1] ?? ''), length: found[0].length }
}

/** Whether a line is an item with a box. */
export function isTask(line: string): boolean {
  return taskOf(line) !== null
}

/** Whether a line is the row of dashes below a table's head. One column needs a `|`: dashes alone are a rule or an underline. */
export function isDelimiterRow(line: string): boolean {
  return delimiterRow.test(line)
}
