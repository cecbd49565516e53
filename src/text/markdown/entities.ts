import { decodeNamedCharacterReference } from 'decode-named-character-reference'

/**
 * The character that an entity, from `&` to `;`, names (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references);
 * `null` for a name that nobody gave.
 */
export function characterOf(entity: string): string | null {
  const name = entity.slice(1, -1)
  if (!name.startsWith('#')) return decodeNamedCharacterReference(name) || null
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

const written = /\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});/g

/** What one line of Markdown's text says once its escapes and entities are read, each once. */
export function withoutEscapes(line: string): string {
  return line.replace(written, (whole, mark: string | undefined) => mark ?? characterOf(whole) ?? whole)
}
