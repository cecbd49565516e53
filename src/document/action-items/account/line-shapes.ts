import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank } from '../../../text/markdown/marks.ts'

/** Whether a line looks like something to do: it begins with a bullet, a number or a box. */
export function isWork(text: string): boolean {
  return (
    /^[ \t]{0,80}(?:[-*+•·◦▪‣●○–—]|\d{1,3}[.)])[ \t]+\S/.test(text) || /^[ \t]{0,80}(?:[-*+] ?)?\[[ xX]?\]/.test(text)
  )
}

/** Whether a line is a box that nobody ticked, with or without a bullet. */
export function isOpenBox(text: string): boolean {
  return /^[ \t>]{0,80}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,8})?\[ \]/.test(text)
}

/** Whether a line only leads to what follows it. */
export function isLabel(text: string): boolean {
  return /:[*_]{0,3}$/.test(text) || /^(?:\*\*|__).{1,200}(?:\*\*|__)[:.]?$/.test(text)
}

/** Whether a line is written as a row, where no table is: one without its head. */
export function isRow(text: string): boolean {
  return (
    text.startsWith('|') &&
    /\|$/.test(text) &&
    /[\p{L}\p{N}]/u.test(text.split('|', 2)[1] ?? '') &&
    text.split('|', 4).length > 3
  )
}

/** Whether something deeper stands right below a list item. */
export function headsDeeper(lines: readonly Line[], at: number): boolean {
  const line = lines[at]
  const below = lines.slice(at + 1, at + 4).find(({ text }) => !isBlank(text))
  return (
    line !== undefined &&
    below !== undefined &&
    bulletMark.test(below.text) &&
    indentOf(below.text) > indentOf(line.text)
  )
}
