/** Breaks a mention or a reference without showing. */
export const zeroWidthSpace = '\u200b'

/** A closing keyword with something after it that GitHub might close, white space and marks between them. */
const closingKeyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?=[\s:*_~("']{0,20}(?:#\d|GH-\d|https?:\/\/|[<[]|[\w.-]{1,100}\/[\w.-]{1,100}#\d))/gi

/**
 * `text` in which no "closes #12" closes anything: a zero-width space follows each closing keyword that an issue comes
 * after (https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue).
 */
export function breakClosingKeywords(text: string): string {
  return text.replace(closingKeyword, `$&${zeroWidthSpace}`)
}

/** What replaces a stretch of a source. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** `@`, `#` and `GH-` where GitHub could see a mention or a reference, written out or as HTML entities. */
const reference =
  /(?<![A-Za-z0-9_])@(?=\S)|#(?=\d|&)|\bGH-(?=\d)|&(?:#0{0,5}64|#x0{0,5}40|commat);|&(?:#0{0,5}35|#x0{0,5}23|num);/gi

/**
 * The edits that break mentions, references and closing keywords in the stretches of `source` that are `prose`, which come
 * in order and do not overlap.
 */
export function* referenceEdits(
  source: string,
  prose: readonly { readonly start: number; readonly end: number }[],
): Generator<Edit> {
  for (const { start, end } of prose) {
    for (const match of source.slice(start, end).matchAll(reference)) {
      const at = start + match.index
      const sign = match[0].startsWith('&') ? (/64|40|commat/i.test(match[0]) ? '@' : '#') : match[0]
      yield { start: at, end: at + match[0].length, text: sign + zeroWidthSpace }
    }
  }
  const stretches = prose.toSorted((one, other) => one.start - other.start)
  let index = 0
  for (const match of source.matchAll(closingKeyword)) {
    while ((stretches[index]?.end ?? Number.POSITIVE_INFINITY) <= match.index) index += 1
    const at = match.index + match[0].length
    if ((stretches[index]?.start ?? Number.POSITIVE_INFINITY) <= match.index)
      yield { start: at, end: at, text: zeroWidthSpace }
  }
}
