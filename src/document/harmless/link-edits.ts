import type { Definition, Link, Nodes } from 'mdast'
import { characterOf } from '../../text/markdown/entities.ts'
import { isHiddenCharacter } from '../../text/markdown/hidden-characters.ts'
import type { Edit } from '../../text/markdown/references.ts'
import { isSafeAddress } from './link-address.ts'
import { doubtfulPlace, onOneLine } from './other-readers.ts'
import { span } from './parse-markdown.ts'

/** The longest address that is written out, in UTF-16 code units. */
const longestAddress = 500

/** What makes a link one that leads to a page, or text. */
export function* linkEdits(node: Link, source: string): Generator<Edit> {
  const { end } = span(node)
  const doubt = doubtfulPlace(node, source)
  if (doubt !== null) yield { start: doubt, end: doubt, text: '\\' }
  else if (isSafeAddress(node.url)) yield* addressEdits(source, { start: startOfAddress(node, source), end })
  else yield* linkAsText(node, source)
}

/** What makes text of a link that may lead anywhere: both its brackets, or readers that pair them otherwise make one again. */
function* linkAsText(node: Link, source: string): Generator<Edit> {
  const { start } = span(node)
  if (source.charAt(start) === '<') yield { start, end: start + 1, text: '&lt;' }
  if (source.charAt(start) !== '[') return
  yield { start, end: start, text: '\\' }
  yield { start: endOfLabel(node), end: endOfLabel(node), text: '\\' }
}

/** Where the address of a link begins that has one beside its label, or is one. */
function startOfAddress(node: Nodes & { readonly children: readonly Nodes[] }, source: string): number {
  const { start } = span(node)
  return source.charAt(start) === '[' ? endOfLabel(node) : start
}

/** Where the label of a link ends: at its `]`. */
export function endOfLabel(node: Nodes & { readonly children: readonly Nodes[] }): number {
  const { start } = span(node)
  const last = node.children.at(-1)
  return last === undefined ? start + 1 : span(last).end
}

/** The address of a definition as one stands in a link; `null` where it may not be one. */
export function targetOf(definition: Definition | undefined): string | null {
  if (definition === undefined || definition.url === '' || !isSafeAddress(definition.url)) return null
  const address = definition.url
    .replace(/[\s<>()\\\p{Cc}]/gu, (character) => encodeURIComponent(character).replace('(', '%28').replace(')', '%29'))
    .replace(/&/g, '&amp;')
  return address.length > longestAddress ? null : address
}

const unseenOrTag = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});|\{(?=[{%])|(?<=\{)\{/g

/** Takes what nobody sees out of the target of a link, with its title on its line, and writes its braces as addresses do. */
function* addressEdits(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Edit> {
  yield* onOneLine(source, { start, end })
  for (const { 0: found, index } of source.slice(start, end).matchAll(unseenOrTag)) {
    const character = characterOf(found)
    const text = found === '{' ? '%7B' : character !== null && isHiddenCharacter(character) ? '' : found
    if (text !== found) yield { start: start + index, end: start + index + found.length, text }
  }
}
