import type { Enclosed, Heading, Line } from './lines.ts'

/** A line about which more is still found out. */
export type LineDraft = { -readonly [key in keyof Line]: Line[key] }

/** What was found so far in a text that is being scanned. */
export interface Found {
  readonly text: string
  /** Where the parsed stretch begins. */
  readonly start: number
  readonly lines: readonly LineDraft[]
  /** The index of the last line that is not blank. */
  readonly lastWritten: number
  /** The stretch between blank lines that was looked at last for comments: once for all that begin in it. */
  readonly stretch: LineStretch
  readonly enclosed: Enclosed[]
  readonly headings: Heading[]
}

export interface LineStretch {
  /** The index just past its last line. */
  end: number
  lastMark: number
}

/** The lines of a text from an offset on, all of them text so far. */
export function draftsOf(text: string, from: number, firstLine: number): LineDraft[] {
  const drafts: LineDraft[] = []
  let start = from
  for (let number = firstLine; start < text.length; number += 1) {
    const end = lineEnd(text, start)
    drafts.push({ text: text.slice(start, end), start, end, number, kind: 'text', item: null })
    start = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
  return drafts
}

function lineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 10 || unit === 13) return at
  }
  return text.length
}

/** The index of the line in which an offset of the parsed stretch lies. */
export function indexOf({ lines, start }: Found, offset: number): number {
  const at = start + offset
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
