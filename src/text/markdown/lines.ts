/** One line. `start` and `end` are offsets in the text, the line break left out; `number` counts from 1. */
export interface Line {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly number: number
  /** `raw` is what Markdown does not read as text: code between fences, HTML comments, HTML. Indented code is text: people indent by accident. */
  readonly kind: 'text' | 'raw'
  /** For the line that begins an item of a top-level list: the column (from 0) where the item's content begins. */
  readonly item: number | null
}

export interface Heading {
  readonly level: number
  /** The heading's Markdown, without its marks. */
  readonly text: string
  readonly line: number
  /** From the beginning of the heading's first line to the end of its last line. */
  readonly start: number
  readonly end: number
}

/** Lines that are raw together. */
export interface Enclosed {
  readonly kind: 'fence' | 'comment' | 'instruction' | 'verbatim' | 'html'
  /** Numbers of the line that opens it, and of the line that ends it; `to` is `null` where nothing does. */
  readonly from: number
  readonly to: number | null
  /** The number of the last line in it. */
  readonly last: number
  /** Whether another block of its kind is opened within it, whose end it took for its own. */
  readonly swallows: boolean
}

export interface Scan {
  /** Raw blocks of more than one line, in order. */
  readonly enclosed: readonly Enclosed[]
  readonly lines: readonly Line[]
  /** Headings outside of lists, quotes and raw lines. */
  readonly headings: readonly Heading[]
}
