import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { breakClosingKeywords, breakIssueKeys, breakSkips, zeroWidthSpace } from '../../text/markdown/references.ts'

// What makes text from people safe where it goes; `block` and `inlineText` have files of their own.
export { block, plainLine } from './block.ts'
export { codeText, inlineText } from './inline-text.ts'

/**
 * Untrusted text as the title of an issue or a pull request, or the subject of a commit, which are not Markdown. One
 * line of at most `max` UTF-16 code units, cut with an ellipsis and never within a character; 'Untitled' for nothing. It
 * mentions nobody, closes nothing and keeps no checks from running. The same again for its own results.
 */
export function plainTitle(text: string, max = 256): string {
  return fitted(text, max, broken)
}

/**
 * The same for the title of a pull request, which becomes the message of a commit when it is squashed: it refers to no
 * issue either.
 */
export function pullTitle(text: string, max = 256): string {
  return fitted(text, max, (title) => breakIssueKeys(broken(title)).replace(/#(?=\d)/g, `$&${zeroWidthSpace}`))
}

function fitted(text: string, max: number, harmless: (title: string) => string): string {
  const title = oneLine(text)
  if (!/[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(title)) return cutAt('Untitled', max)
  const whole = harmless(title)
  if (whole.length <= max) return whole
  // What breaks a word takes room, and a cut may leave fewer of them.
  for (let length = max - 1; length > 0; length -= 1) {
    const kept = harmless(oneLine(`${oneLine(cutAt(title, length))}…`))
    if (kept.length <= max) return kept
  }
  return cutAt('…', max)
}

function broken(title: string): string {
  return breakSkips(breakClosingKeywords(title)).replace(/@(?=[\w-])/g, `@${zeroWidthSpace}`)
}

/** A block of people's text (`block`) as a quote of Markdown: nothing in it is the document's own. Empty for nothing. */
export function quote(text: string): string {
  if (text === '') return ''
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

/**
 * Any text as a double-quoted YAML scalar on one line. Reading it gives `text` back, to the character; what a reader
 * cannot see is written as an escape.
 */
export function yamlString(text: string): string {
  return JSON.stringify(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)
    .replace(/<(?=!--)/g, '\\u003c')
}

function escapeUnits(character: string): string {
  let escaped = ''
  for (let at = 0; at < character.length; at += 1) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
  }
  return escaped
}
