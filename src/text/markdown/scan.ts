import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common'
import { refusal } from './limits.ts'
import { draftsOf, type Found, indexOf } from './line-drafts.ts'
import type { Scan } from './lines.ts'
import { columnsOf, isBlank } from './marks.ts'
import { hideComments, readRaw } from './raw-blocks.ts'
import { blockTree } from './tree.ts'

/**
 * What each line of `text` is, by its tree, from offset `from` on, which begins line `firstLine`. A byte order mark at offset 0
 * is passed over. A text that may not be parsed (`refusal`) is raw as a whole.
 */
export function scan(text: string, from = 0, firstLine = 1): Scan {
  const before = last.find((one) => one.from === from && one.firstLine === firstLine && one.text === text)
  if (before !== undefined) return before.scan
  const made = scanAnew(text, from, firstLine)
  last = [{ text, from, firstLine, scan: made }, ...last.slice(0, mostKept - 1)]
  return made
}

/** A document is read for its items, its answers and its form, one right after the other: the same text each time. */
const mostKept = 2
let last: readonly {
  readonly text: string
  readonly from: number
  readonly firstLine: number
  readonly scan: Scan
}[] = []

function scanAnew(text: string, from: number, firstLine: number): Scan {
  const start = from === 0 && text.startsWith('\ufeff') ? 1 : from
  const drafts = draftsOf(text, start, firstLine)
  const lastWritten = drafts.findLastIndex((line) => !isBlank(line.text))
  const found: Found = {
    text,
    start,
    lines: drafts,
    lastWritten,
    stretch: { end: 0, lastMark: -1 },
    enclosed: [],
    headings: [],
  }
  if (refusal(text) !== null) for (const line of drafts) line.kind = 'raw'
  else walk(found, start === 0 ? text : text.slice(start))
  return { lines: drafts, enclosed: found.enclosed, headings: found.headings }
}

function walk(found: Found, body: string): void {
  let depth = 0
  blockTree(body).iterate({
    enter(node) {
      if (node.name === 'ListItem' && depth === 1) enterItem(found, node.node)
      if (node.name.endsWith('List')) depth += 1
      return (
        node.name === 'Document' || node.name === 'ListItem' || node.name.endsWith('List') || leaf(found, node, depth)
      )
    },
    leave(node) {
      if (node.name.endsWith('List')) depth -= 1
    },
  })
}

/** Takes notice of a node that holds no other blocks; `false`, so that nobody looks into it, nor into quotes. */
function leaf(found: Found, node: SyntaxNodeRef, depth: number): false {
  switch (node.name) {
    case 'FencedCode':
    case 'CommentBlock':
    case 'HTMLBlock':
    case 'ProcessingInstructionBlock':
      readRaw(found, node.node)
      break
    case 'Paragraph':
    case 'Task':
      hideComments(found, node)
      break
    default:
      if (depth === 0 && /^(?:ATX|Setext)Heading/.test(node.name)) readHeading(found, node.node)
  }
  return false
}

function enterItem(found: Found, node: SyntaxNode): void {
  const line = found.lines[indexOf(found, node.from)]
  if (line === undefined || line.kind === 'raw') return
  const mark = line.text.slice(0, found.start + (node.firstChild?.to ?? node.from) - line.start)
  const column = columnsOf(mark, 0)
  const rest = line.text.slice(mark.length)
  const space = isBlank(rest) ? 1 : columnsOf(/^[ \t]*/.exec(rest)?.[0] ?? '', column)
  line.item = column + (space > 4 ? 1 : space)
}

function readHeading(found: Found, node: SyntaxNode): void {
  const marks = node.getChildren('HeaderMark')
  const [first, last] = [marks[0], marks.at(-1)]
  const [line, end] = [found.lines[indexOf(found, node.from)], found.lines[indexOf(found, node.to)]]
  if (first === undefined || last === undefined || line === undefined || end === undefined || line.kind === 'raw')
    return
  const setext = node.name.startsWith('Setext')
  const from = setext ? node.from : first.to
  const to = setext || last !== first ? last.from : node.to
  const written = found.text.slice(found.start + from, found.start + to).trim()
  found.headings.push({
    level: Number(node.name.at(-1)),
    text: setext ? written.replace(/\s+/g, ' ') : written,
    line: line.number,
    start: line.start,
    end: end.end,
  })
}
