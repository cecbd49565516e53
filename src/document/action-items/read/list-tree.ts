import type { Line } from '../../../text/markdown/lines.ts'
import { bulletMark, indentOf, isBlank } from '../../../text/markdown/marks.ts'

/** A list item with its place in the list's tree. */
export interface ListNode {
  readonly line: Line
  /** Offset of its text, past its bullet. */
  readonly start: number
  readonly indent: number
  readonly numbered: boolean
  /** The lines of its first paragraph after the first one. */
  readonly wrapped: readonly Line[]
  /** Everything below its first paragraph. */
  readonly below: readonly Line[]
  readonly children: readonly ListNode[]
}

type Draft = ListNode & { readonly wrapped: Line[]; readonly below: Line[]; readonly children: Draft[] }

/** Deeper lists are notes of what they stand in. */
const deepest = 8

/** The items of lists by their indentation, with the items in them. Lines before the first one belong to none. */
export function listTree(lines: readonly Line[]): readonly ListNode[] {
  const roots: Draft[] = []
  /** The items that go on, from the outermost in. */
  const open: Draft[] = []
  let inParagraph = false
  for (const line of lines) {
    const mark = line.kind === 'text' ? bulletMark.exec(line.text) : null
    if (mark === null) {
      inParagraph &&= !endsParagraph(line)
      addLine(open, line, inParagraph)
      continue
    }
    const node = nodeOf(line, mark)
    while ((open.at(-1)?.indent ?? -1) >= node.indent) open.pop()
    for (const above of open) above.below.push(line)
    if (open.length < deepest) {
      const siblings = open.at(-1)?.children ?? roots
      siblings.push(node)
      open.push(node)
    }
    inParagraph = true
  }
  return roots
}

function nodeOf(line: Line, mark: RegExpExecArray): Draft {
  const numbered = /\d/.test(mark[2] ?? '')
  const start = line.start + mark[0].length
  return { line, start, indent: indentOf(line.text), numbered, wrapped: [], below: [], children: [] }
}

/** A line of the innermost item's first paragraph is below all those around it; one past that paragraph is below it, too. */
function addLine(open: readonly Draft[], line: Line, inParagraph: boolean): void {
  const around = inParagraph ? open.slice(0, -1) : open
  for (const node of around) node.below.push(line)
  if (inParagraph) open.at(-1)?.wrapped.push(line)
}

function endsParagraph({ kind, text }: Line): boolean {
  return kind === 'raw' || isBlank(text) || /^[ \t]{0,80}(?:\*\*|--)[ \t]/.test(text)
}
