import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { refusal } from '../../text/markdown/limits.ts'

const parser = unified().use(remarkParse).use(remarkGfm).use(withoutTransforms)

/** Takes out what rewrites the tree after parsing: the nodes that it makes (late addresses) have no offsets. */
function withoutTransforms(this: Processor): void {
  const data = this.data()
  data.fromMarkdownExtensions =
    data.fromMarkdownExtensions?.flat().map((extension) => ({ ...extension, transforms: [] })) ?? []
}

/**
 * The syntax tree of people's text by a parser of its own, with offsets into it; the same refusals as `parseDocument`, and never
 * throws. Documents are read by `text/markdown/tree.ts`. What the app writes is judged by both, since what one parser overlooks another
 * one may see; it is ten times as slow.
 */
export function parseMarkdown(
  text: string,
): { readonly ok: true; readonly tree: Root } | { readonly ok: false; readonly reason: string } {
  const reason = refusal(text)
  if (reason !== null) return { ok: false, reason }
  try {
    // The parser drops a byte order mark and so shifts every offset.
    return { ok: true, tree: parser.parse(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text) }
  } catch {
    // The parser's own stack: nesting within a line (emphasis, links) that no person writes.
    return { ok: false, reason: 'The document nests Markdown too deeply to be read.' }
  }
}

/** Where a node begins and ends in what was parsed. */
export function span(node: Nodes): { readonly start: number; readonly end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}
