import type { CorpusDocument } from './corpus.ts'

/** One figure of the corpus: a line of the table, with the least that is wanted of it, or with `most` the most. */
export interface Figure {
  readonly what: string
  readonly value: number
  /** `null` where nothing is promised. */
  readonly target: number | null
  /** How many cases it was taken from. */
  readonly of: number
  readonly most?: true
}

/** What one part of the reader does on the corpus. */
export interface Result {
  readonly figures: readonly Figure[]
  /** Lines of a table that tells more than the figures. */
  readonly table?: readonly string[]
  /** A line for each case that is not as people labelled it. */
  readonly misses: readonly string[]
}

/** Measures one part of the reader. */
export interface Measure {
  readonly key: string
  readonly title: string
  measure(documents: readonly CorpusDocument[]): Result
}

/** `part` of `whole`, 1 for nothing of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
