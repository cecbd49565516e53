import type { Piece } from '../../../text/markdown/inline.ts'

/** A part of an item's Markdown, by offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Stands for what is not plain text. No white space: what follows code would reach over it. */
export const masking = '\ufffc'

/** `raw` with everything that is not plain text covered, offsets kept, up to the last of it that is. */
export function mask(raw: string, pieces: readonly Piece[]): string {
  let masked = ''
  for (const { kind, start, end } of pieces) {
    if (kind !== 'plain') continue
    masked += masking.repeat(start - masked.length) + raw.slice(start, end)
  }
  return masked
}

/** `masked` with one span more covered. */
export function cover(masked: string, { start, end }: Span): string {
  return masked.slice(0, start) + masking.repeat(end - start) + masked.slice(end)
}

/** `masked` without what is not plain, and space, at its end. */
export function withoutMaskedEnd(masked: string): string {
  let end = masked.length
  while (end > 0 && (masked.charAt(end - 1) === masking || /\s/.test(masked.charAt(end - 1)))) end -= 1
  return masked.slice(0, end)
}
