import { issueOfUrl } from '../../../text/markdown/issue-url.ts'
import type { Piece } from './item-text.ts'

/** What shows otherwise than it is written, each alternative bounded: code, images, links, addresses, comments, tags, marks. */
const token =
  /(?<code>(`{1,3})[^`]{1,500}\2)|!\[[^[\]]{0,300}\]\([^()]{0,500}\)|\[(?<label>[^[\]]{1,500})\](?:\(<?(?<url>[^()\s<>]{1,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?)>?(?:\s"[^"]{0,100}")?\)|\[[^[\]]{0,100}\])|<(?<auto>https?:[^<>\s]{1,500})>|(?<bare>https?:\/\/[^\s<>|]{1,500})|<!--[\s\S]{0,1000}?-->|<\/?[a-z][^<>]{0,200}>|(?<mark>~~|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|(?<![A-Za-z0-9])_{1,3}|_{1,3}(?![A-Za-z0-9]))/gi

/** A paragraph's pieces, and where something stands that may not be cut. */
export interface LightPieces {
  readonly pieces: readonly Piece[]
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

/**
 * What shows of a paragraph, read without the parser: as it reads what people write, in linear time, and near enough for
 * what no identity hangs on the Markdown of.
 */
export function lightPieces(raw: string): LightPieces {
  const pieces: Piece[] = []
  const spans: { start: number; end: number }[] = []
  let from = 0
  const plain = (end: number) => {
    if (end > from) pieces.push({ kind: 'plain', start: from, end })
  }
  for (const match of raw.matchAll(token)) {
    const { code, label, url, auto, bare, mark } = match.groups ?? {}
    const start = match.index
    // Marks that end a sentence, and a bracket around it, are no part of an address.
    const own = bare === undefined ? match[0] : withoutTail(bare)
    const end = start + own.length
    plain(start)
    from = end
    if (mark === undefined) spans.push({ start, end })
    if (code !== undefined) pieces.push({ kind: 'code', start, end })
    else if (label !== undefined) pieces.push(link(start + 1, start + 1 + label.length, url))
    else if (auto !== undefined) pieces.push(link(start + 1, end - 1, auto))
    else if (bare !== undefined) pieces.push(link(start, end, own))
  }
  plain(raw.length)
  return { pieces, spans }
}

function withoutTail(address: string): string {
  const bare = address.replace(/[.,;:!?'"*_]{1,10}$/, '')
  return bare.endsWith(')') && !bare.includes('(') ? withoutTail(bare.slice(0, -1)) : bare
}

function link(start: number, end: number, url: string | undefined): Piece {
  const issue = url === undefined ? null : issueOfUrl(url)
  return { kind: 'link', start, end, ...(issue === null ? {} : { issue }) }
}
