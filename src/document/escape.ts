import { cutAt, oneLine } from './hidden-characters.ts'
import { breakClosingKeywords, zeroWidthSpace } from './references.ts'

// What makes text from people safe where it goes; `block` and `inlineText` have files of their own.
export { block } from './block.ts'
export { codeText, inlineText } from './inline-text.ts'

/**
 * Untrusted text as the title of an issue or a pull request, or the subject of a commit, which are not Markdown. One
 * line of at most `max` UTF-16 code units, cut with an ellipsis and never within a character; 'Untitled' for nothing.
 */
export function plainTitle(text: string, max = 256): string {
  const title = breakClosingKeywords(oneLine(text)).replace(/@(?=[\w-])/g, `@${zeroWidthSpace}`)
  if (!/[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(title)) return cutAt('Untitled', max)
  if (title.length <= max) return title
  return `${cutAt(title, Math.max(0, max - 1)).replace(/(?<![\s\u200b\u200d])[\s\u200b\u200d]+$/u, '')}…`
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
