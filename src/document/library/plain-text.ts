import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import { oneLine } from '../../text/markdown/hidden-characters.ts'

/** Markdown of one line as its reader sees it, without marks, addresses and tags, and without what cannot be seen. */
export function plainText(markdown: string): string {
  const shown = markdown
    .slice(0, 2_000)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/!?\[([^[\]]{0,500})\](?:\([^()]{0,500}\)|\[[^[\]]{0,100}\])?/g, '$1')
    .replace(/<(https?:[^<>\s]{1,500})>/gi, '$1')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
    .replace(/^[\s>]{0,20}(?:[-*+]\s|\d{1,9}[.)]\s)?\s*(?:\[[ xX]\]\s)?/, '')
    .replace(/(\*{1,3}|~~|`{1,3})(?=\S)(.{1,500}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)(.{1,500}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&([a-z][a-z\d]{1,20});/gi, (whole, name: string) => decodeNamedCharacterReference(name) || whole)
  return oneLine(shown)
}
