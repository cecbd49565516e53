import type { ActionItem } from '../domain/action-item.ts'
import { issueOfUrl, type Piece, readItemText } from './item-text.ts'
import { isBlank, type Line } from './lines.ts'
import { joinNotes } from './parsed-items.ts'

const taskLine = /^( {0,3}(?:[-*+]|\d{1,9}[.)]) \[([ xX])\][ \t]{1,8})(?=\S)/

/** What shows otherwise than it is written, so that it takes the parser to read it. */
const needsParser = /[`*~<&\\[\]]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:\/\/|www\.|mailto:|xmpp:|[\w.+-]@[\w-]/i

const codeOrLink = /(?<!`)`([^`]+)`(?!`)|(?<!!)\[([\w#. -]+)\]\((https?:\/\/[\w./:#?=%-]+)\)/g

/** The longest line that is read without the parser. */
const longestLine = 1_000

/**
 * The task that a chunk of lines is, when it is one as nearly all are: one line of text, code spans and links, and notes
 * indented below it. `null` for anything else, which the parser then reads; it would read the same here, some twenty times
 * slower.
 */
export function readSimpleTask(lines: readonly Line[]): ActionItem | null {
  const [head, ...below] = lines
  const marked = head === undefined ? null : taskLine.exec(head.text)
  if (head === undefined || marked === null || head.item === null || head.text.length > longestLine) return null
  const indent = head.item
  if (!below.every((line) => isNote(line, indent))) return null
  const [next] = below
  if (next !== undefined && !isBlank(next.text) && !/^ *[-*+] \S/.test(next.text)) return null
  const [, prefix = '', box] = marked
  const raw = head.text.slice(prefix.length).trimEnd()
  const pieces = piecesOf(raw)
  if (pieces === null) return null
  return {
    ordinal: 0,
    line: head.number,
    lineEnd: head.start + prefix.length + raw.length,
    checked: box !== ' ',
    ...readItemText(raw, pieces),
    notes: joinNotes(
      below.map(({ text }) => text),
      indent,
    ),
  }
}

/** Whether a line belongs to the item whose content begins at column `indent`, whatever came before it. */
function isNote(line: Line, indent: number): boolean {
  return isBlank(line.text) || line.text.startsWith(' '.repeat(indent))
}

function piecesOf(raw: string): readonly Piece[] | null {
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
