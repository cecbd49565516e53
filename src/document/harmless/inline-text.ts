import { oneLine } from '../../text/markdown/hidden-characters.ts'
import { breakClosingKeywords, breakIssueKeys, breakSkips, zeroWidthSpace } from '../../text/markdown/references.ts'

/** What becomes a link by itself, in which an escape would be part of where it leads. */
const address = /(?:https?:\/\/|www\.)[^\s<>]+/gi

function withoutMarks(url: string): string {
  return url.replace(
    /[\\`*[\]~|{}@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * Untrusted text as part of a line of Markdown: prose, a heading or a table cell. It reads as written and does nothing:
 * one line, no mention, no reference to an issue, no HTML, no emphasis, link, code or template tag; hidden characters are
 * gone. Empty for nothing. Mentions and references are broken by a zero-width space, the rest by backslashes, and marks in
 * addresses as addresses do it. What shows of the result gives the same result again.
 */
export function inlineText(text: string): string {
  const plain = breakClosingKeywords(oneLine(text))
    .replace(address, withoutMarks)
    .replace(/&(?=#?\w{1,40};|$)/g, '&amp;')
    .replace(/[\\`*[\]~|]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/\{(?=[{%]|$)|(?<=\{)[{%]|!(?=\\\[|$)/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/@(?!\s)/g, `@${zeroWidthSpace}`)
    .replace(/#(?=\d|$)/g, `#${zeroWidthSpace}`)
    .replace(/\$(?=\$)/g, `$&${zeroWidthSpace}`)
  return breakIssueKeys(plain)
}

/**
 * Untrusted text as what stands between two backticks of a template. It reads as written but for its own backticks, which
 * become apostrophes, and does nothing even where the code span is lost: a mention, a reference, a closing keyword and HTML
 * are broken by a zero-width space, a `|` could end the cell of a table.
 */
export function codeText(text: string): string {
  // An apostrophe may stand between a closing keyword and what it closes.
  const plain = breakSkips(breakClosingKeywords(oneLine(text).replaceAll('`', "'")))
    .replace(/\|/g, '\u00a6')
    .replace(/<(?=\S)|@(?!\s)|#(?=\d|$)/g, `$&${zeroWidthSpace}`)
  return breakIssueKeys(plain)
}
