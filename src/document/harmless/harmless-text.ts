import { characterOf } from '../../text/markdown/entities.ts'
import { isHiddenCharacter } from '../../text/markdown/hidden-characters.ts'
import type { Edit } from '../../text/markdown/references.ts'

/** The entities that GitHub's own editor writes, and that stay as they are. */
const kept = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

/** The longest entity, and more. */
const longestToken = 40

/**
 * The edits that leave `source` from `start` to `end`, which is text and not code, text whatever comes before and after it:
 * of entities, a `<` that could begin HTML, a `!` that could begin an image, and the marks that makers of web pages fill in
 * wherever they stand. And what readers disagree on: a mark of code without its other one, which makes GitHub lose the code
 * behind it; what only GitHub takes for the second row of a table; the middle of a link, and the scheme of an address, for
 * one who pairs brackets otherwise. Escapes come first, since what is escaped is text.
 */
export function* textEdits(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Edit> {
  const token =
    /[|:-](?<=\n[ \t>]*[|:-])(?=[ \t|:-]*(?:\n|$))|\\[!-/:-@[-`{-~]|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});|<(?=\\?[a-zA-Z/!?%])|!(?=\[)|`|\](?=\([\s<]{0,20}(?!https?:)[^\s()/?#:]{1,60}:)|(?<=ftp):(?=\/\/)|\{(?=[{%])|(?<=\{)[{%]/g
  // What stands beside it counts: a brace before it, a bracket after it.
  const from = Math.max(0, start - 1)
  const stretch = source.slice(from, end + longestToken)
  token.lastIndex = start - from
  for (let match = token.exec(stretch); match !== null && from + match.index < end; match = token.exec(stretch)) {
    const [found] = match
    const at = from + match.index
    const text = replacement(found, source.charAt(at - 1))
    if (text !== found) yield { start: at, end: at + found.length, text }
  }
}

function replacement(found: string, before: string): string {
  switch (found.charAt(0)) {
    case '\\':
      // A comment counts for some readers where Markdown sees an escape.
      return found === '\\<' ? '&lt;' : found
    case '<':
      return '&lt;'
    case '&':
      return decoded(found, before)
    default:
      return `\\${found}`
  }
}

/**
 * An entity as the character that it names, where a reader of the source, or GitHub, could be led astray: nothing for one
 * that nobody sees, a mark of Markdown with an escape. Letters of other alphabets and signs stay as people wrote them.
 */
function decoded(entity: string, before: string): string {
  const character = characterOf(entity)
  if (character === null) return entity
  if (isHiddenCharacter(character)) return ''
  if (/^[\t\n\f\r ]$/.test(character)) return /^\s?$/.test(before) ? '' : ' '
  if (/^[\w@"]$/.test(character) && character !== '_') return character
  return kept.get(character) ?? (/^[!-~]$/.test(character) ? `\\${character}` : entity)
}
