import type { BlockContext, InlineContext, LeafBlock, LeafBlockParser, Line, MarkdownConfig } from '@lezer/markdown'
import { isBlank, isDelimiterRow } from './marks.ts'

/** A tag that closes itself alone on its line, as `<img src="x"/>`: HTML up to a blank line. */
function readClosedTag(context: BlockContext, line: Line): boolean {
  if (line.next !== 60 || !/^<[a-z][a-z\d-]*(?:[ \t][^<>]*)?\/>[ \t]*$/i.test(line.text.slice(line.pos))) return false
  const from = context.lineStart + line.pos
  // Within lists and quotes the next line may be outside of them: there it is one line.
  while (context.nextLine() && context.depth === 1 && !isBlank(line.text));
  context.addElement(context.elt('HTMLBlock', from, context.prevLineEnd()))
  return true
}

/** What begins another block below a table's rows. */
const begins = /^ {0,3}(?:[#>*+`~<-]|\d{1,9}[.)])/

/** A table with a line of `=` or `-` right below: the one is a row, the other a rule, and neither underlines anything. */
const tableWithLine: LeafBlockParser = {
  nextLine(context: BlockContext, line: Line, leaf: LeafBlock): boolean {
    if (!/^(?:=+|-+)[ \t]*$/.test(line.text.slice(line.pos)) || !isTable(leaf.content)) return false
    const goesOn = () => !isBlank(line.text) && !begins.test(line.text)
    while (context.depth === 1 && goesOn() && context.nextLine());
    context.addLeafElement(leaf, context.elt('Table', leaf.start, context.prevLineEnd()))
    return true
  },
  finish: () => false,
}

function isTable(text: string): boolean {
  const end = text.indexOf('\n')
  if (end < 0 || !text.slice(0, end).includes('|')) return false
  const [second = ''] = text.slice(end + 1).split('\n', 1)
  return isDelimiterRow(second)
}

const address = /https?:\/\/[^\s<>|]{1,500}/iy

/** A bare address, whatever its host: the parser wants a dot in it. Marks that end a sentence, and a bracket around it, are no part of it. */
function readAddress(context: InlineContext, next: number, at: number): number {
  if ((next !== 104 && next !== 72) || /\w/.test(context.slice(Math.max(context.offset, at - 1), at))) return -1
  address.lastIndex = 0
  const found = address.exec(context.slice(at, Math.min(context.end, at + 510)))?.[0]
  if (found === undefined) return -1
  const end = at + withoutTail(found).length
  return context.addElement(context.elt('URL', at, end))
}

function withoutTail(found: string): string {
  const bare = found.replace(/[.,;:!?'"*_]{1,10}$/, '')
  return bare.endsWith(')') && !bare.includes('(') ? withoutTail(bare.slice(0, -1)) : bare
}

/** Whether a number above 1 begins a list right below a table, or an item or a quote that it is no part of: "1. a", "- b", "2. c". */
function isLaterNumber(context: BlockContext, line: Line, leaf: LeafBlock): boolean {
  if (line.indent >= 4 || !/^\d{1,9}[.)][ \t]+\S/.test(line.text.slice(line.pos))) return false
  return (context.depth > 1 && line.basePos === 0) || isTable(leaf.content)
}

/** What GitHub reads otherwise than the parser does by itself. */
export const asGitHub: MarkdownConfig = {
  parseBlock: [
    { name: 'ClosedTag', before: 'HTMLBlock', parse: readClosedTag },
    { name: 'LaterNumber', endLeaf: isLaterNumber },
    { name: 'TableWithLine', before: 'SetextHeading', leaf: () => tableWithLine },
  ],
  parseInline: [{ name: 'Address', before: 'Autolink', parse: readAddress }],
}
