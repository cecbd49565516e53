export interface Position {
  readonly line: number
  readonly column: number
}

/** The 1-based line and column of an offset in `text`; past the end it is the end. A byte-order mark has no column. */
export function positionAt(text: string, offset: number): Position {
  const before = text
    .slice(0, offset)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
