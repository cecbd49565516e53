import { issueOfUrl } from '../../../text/markdown/issue-url.ts'
import type { Piece } from './item-text.ts'

/** What shows otherwise than it is written, so that it takes the parser to read it. */
const needsParser = /[`*~<&\\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:\/\/|www\.|mailto:|xmpp:|[\w.+-]@[\w-]/i

const codeOrLink = /(?<!`)`([^`]+)`(?!`)|(?<!!)\[([\w#. -]+)\]\((https?:\/\/[\w./:#?=%-]+)\)/g

/** What shows of one line of text, code spans and links; `null` for anything that takes the parser to read. */
export function simplePieces(raw: string): readonly Piece[] | null {
  const pieces: Piece[] = []
  let from = 0
  const plain = (end: number): boolean => {
    if (end > from) pieces.push({ kind: 'plain', start: from, end })
    // A priority in brackets is no link, and so it is plain.
    return !needsParser.test(raw.slice(from, end).replace(/\[P[0-3]\](?![([:])/gi, ''))
  }
  for (const match of raw.matchAll(codeOrLink)) {
    const [whole, code, label = '', url = ''] = match
    if (!plain(match.index)) return null
    const end = match.index + whole.length
    const issue = code === undefined ? issueOfUrl(url) : null
    if (code !== undefined) pieces.push({ kind: 'code', start: match.index, end })
    else {
      const start = match.index + 1
      pieces.push({ kind: 'link', start, end: start + label.length, ...(issue === null ? {} : { issue }) })
    }
    from = end
  }
  return plain(raw.length) ? pieces : null
}
