/** Breaks a mention or a reference without showing. */
export const zeroWidthSpace = '\u200b'

/** A closing keyword with something after it that GitHub might close, white space and marks between them. */
const closingKeyword =
  /(?<![A-Za-z0-9])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?=(?:[\s:*_~("'`\\]|&#?\w{2,8};){0,20}(?:#\\?\d|GH\\?-\d|https?\b|[<[]|[\w.-]{1,100}(?:\/[\w.-]{1,100})?#\d))/gi

/**
 * `text` in which no "closes #12" closes anything: a zero-width space follows each closing keyword that an issue comes
 * after (https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue).
 */
export function breakClosingKeywords(text: string): string {
  return text.replace(closingKeyword, `$&${zeroWidthSpace}`)
}

/**
 * What keeps checks from running where it stands in the message of a commit: brackets that speak of skipping, or of no CI
 * (https://docs.github.com/actions/managing-workflow-runs/skipping-workflow-runs), and what Azure Pipelines reads.
 */
const skip =
  /\[(?=[^[\]]{0,60}\])(?=[^[\]]{0,60}(?<![a-z])(?:skip(?![a-z])|no[ _-]?ci(?![a-z])))|skip-checks(?=\s{0,10}:)|NO_(?=CI)/giu

/** `text` in which no `[skip ci]` skips anything: a zero-width space stands within each. */
export function breakSkips(text: string): string {
  return text.replace(skip, `$&${zeroWidthSpace}`)
}

/** `text` in which no "GH-12" refers to an issue: a zero-width space stands before its number. */
export function breakIssueKeys(text: string): string {
  return text.replace(/(?<![A-Za-z0-9])GH-(?=\d)/gi, `$&${zeroWidthSpace}`)
}

/** What replaces a stretch of a source. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * `@`, `#` and `GH-` where GitHub could see a mention or a reference, with an escape or not, and `$$`, between which it
 * reads mathematics. An `@` after letters belongs to an address of mail, and a second one to what follows the address.
 */
const reference =
  /(?:(?<![A-Za-z0-9])|(?<=@[^\s@]{1,100}))@(?=\S)|#(?=\\?\d|&)|(?<![A-Za-z0-9])GH\\?-(?=\d)|\$(?=\\?\$)/gi

/**
 * The edits that break mentions, references and closing keywords in the stretches of `source` that are `prose`, which come
 * in order and do not overlap.
 */
export function* referenceEdits(
  source: string,
  prose: readonly { readonly start: number; readonly end: number }[],
): Generator<Edit> {
  for (const { start, end } of prose) {
    // What stands behind a stretch counts: an address of mail for one reader is none for another.
    for (const match of source.slice(start, end + 3).matchAll(reference)) {
      if (match.index >= end - start) break
      const at = start + match.index + match[0].length
      yield { start: at, end: at, text: zeroWidthSpace }
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
