import type { SyntaxNode, Tree } from '@lezer/common'
import { GFM, parser } from '@lezer/markdown'
import { asGitHub } from './as-github.ts'

/**
 * The one reader of Markdown: CommonMark with GitHub's tables, task lists, strikethrough and bare addresses, as a tree with exact
 * offsets into the author's text (https://github.com/lezer-parser/markdown names its nodes). Whoever asks what a line or a
 * stretch of a document *is* asks this tree, `scan`, which tells it line by line, or `marks.ts`, which tells how one line
 * begins. The parser in `judge.ts` is another one on purpose and only proves that text is harmless.
 */
const words = [
  'Escape',
  'Entity',
  'InlineCode',
  'HTMLTag',
  'Emphasis',
  'HardBreak',
  'Link',
  'Image',
  'Strikethrough',
  'Autolink',
]
const lists = ['LaterNumber', 'BulletList', 'OrderedList', 'TaskList']
const others = [
  'IndentedCode',
  'FencedCode',
  'Blockquote',
  'HorizontalRule',
  'ATXHeading',
  'ClosedTag',
  'HTMLBlock',
  'SetextHeading',
  'Table',
]

const blockParser = parser.configure([GFM, asGitHub, { remove: [...words, 'LinkReference'] }])
const inlineParser = parser.configure([GFM, asGitHub, { remove: [...lists, ...others, 'LinkReference'] }])

// Nothing within a paragraph is asked of this one, and looking at each character takes half its time.
blockParser.parseInline = () => []

/**
 * The blocks of a text, down to paragraphs, headings, tasks, tables and code, and nothing within a paragraph. Definitions of
 * links are paragraphs. Some 70 ms a megabyte; linear but for the depth of lists, which `limits.ts` caps.
 */
export function blockTree(text: string): Tree {
  return blockParser.parse(withPlainBreaks(text))
}

/** A node within a paragraph: its name as the parser has it, offsets, what is in it. */
export interface InlineNode {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly children: readonly InlineNode[]
}

/**
 * What stands within one paragraph, offsets counted from its beginning. Some 200 ms a megabyte of what people write, but square
 * in brackets that never close: for stretches of some thousand characters.
 */
export function inlineTree(paragraph: string): readonly InlineNode[] {
  return nodesIn(inlineParser.parse(withPlainBreaks(paragraph)).topNode).flatMap(({ children }) => children)
}

function nodesIn(node: SyntaxNode): readonly InlineNode[] {
  const nodes: InlineNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    nodes.push({ name: child.name, from: child.from, to: child.to, children: nodesIn(child) })
  }
  return nodes
}

/** `text` at its length with line feeds for all line breaks and without a byte order mark, as the parser wants it. */
function withPlainBreaks(text: string): string {
  const unmarked = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, (found) => (found === '\r' ? '\n' : ' \n')) : unmarked
}
