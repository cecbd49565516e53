import { isBlank } from '../../text/markdown/marks.ts'

/** A stretch of a text, by offsets. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/**
 * What is known without a parser: code on one line, a link with words and the address of a page, an address alone, an
 * escape, and the entities that GitHub's own editor writes. What its groups hold is not prose: code, addresses.
 */
const known =
  /((?<!`)`[^`<\n]{1,1000}`(?!`))|(?<!!)\[[^[\]`<>\\&!{\n]{1,300}\](\(https?:\/\/[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,9}(?:[/?#][\w/?=&%.~+:,#-]{0,500})?\))|(?<=^|[\s(])(https?:\/\/[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,9}(?::\d{1,5})?(?:[/?#][\w/?=&%.~+:,#-]{0,500})?)(?=[).;!?"']{0,3}(?:\s|$))|\\(?!\{[{%])[!-/:;=-@[-`{-~]|&(?:lt|gt|amp);/gim

/** What means something, or could, in what is left of a text once what is known is out of it. */
const telling = /[`\\]|\]\(|\]\[|\[\^|!\[|:\/\/|www\.|<(?!\s|$)|&#?\w{1,40};|\{[{%]|@[^\s@]{1,200}@/im

/** The middle of a definition. */
export const definition = /(?<!\\)(?:\\\\)*\]:/

/** How a line begins that is a paragraph's, or an item's of a list, and nothing else. */
const calmLine =
  /^ {0,3}(?:(?:[-*+]|\d{1,9}[.)]) {1,3})?(?!(?:[-*+]|\d{1,9}[.)])(?:\s|$))(?:[^\s<>|:=+\-*_#~\\\p{Cc}]|#(?=\d)|~(?!~)|[*_]{1,3}[^\s*_]|\\[!-/:;=-@[-`{-~])/u

/** A line of marks alone may be a rule, an underline of a heading or the second row of a table. */
const marksAlone = /^[\s*_|:=~-]*$/

/**
 * The stretches of `text` that are prose, and not code or addresses, where it is as most people write: paragraphs and lists
 * of words, emphasis, code within a line, links to pages. `null` for everything else, which a parser has to look at. Such
 * text does nothing once the references in its prose are broken, whatever stands around it: none of its lines begins
 * anything but a paragraph or an item, and nothing in it leads anywhere but to pages and mail. Linear.
 */
export function calmProse(text: string): readonly Stretch[] | null {
  if (definition.test(text) || !text.split('\n').every(isCalmLine)) return null
  const prose: Stretch[] = []
  let rest = ''
  let seen = 0
  let start = 0
  for (const match of text.matchAll(known)) {
    const [found, code, target, page] = match
    rest += `${text.slice(seen, match.index)}x`
    seen = match.index + found.length
    const other = code ?? target ?? page
    if (other === undefined) continue
    prose.push({ start, end: seen - other.length })
    start = seen
  }
  prose.push({ start, end: text.length })
  return telling.test(rest + text.slice(seen)) ? null : prose
}

function isCalmLine(line: string): boolean {
  return isBlank(line) || (calmLine.test(line) && !marksAlone.test(line))
}
