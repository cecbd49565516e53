import { issueOfUrl } from './issue-url.ts'
import { type InlineNode, inlineTree } from './tree.ts'

/** A stretch of a paragraph that shows: `plain` may hold mentions and dates, `code` and `link` keep what they hold. */
export interface Piece {
  readonly kind: 'plain' | 'code' | 'link'
  readonly start: number
  readonly end: number
  /** For links: the number of the issue that it leads to. */
  readonly issue?: number
}

/** What shows of a paragraph, in order, and where something stands that may not be cut: code, links, comments, emphasis. */
export interface Inline {
  readonly pieces: readonly Piece[]
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

/**
 * What shows of one paragraph's Markdown, by its tree; offsets count from its beginning. Marks, images, comments and tags do not
 * show. A line break that its author made is a piece of code, so that nothing reaches over it. For texts of some thousand
 * characters: brackets that never close take square time.
 */
export function inlineOf(raw: string): Inline {
  const nodes = inlineTree(raw)
  const spans = nodes.filter(({ name }) => !asWritten.has(name)).map(({ from, to }) => ({ start: from, end: to }))
  return { pieces: piecesOf(raw, nodes, { from: 0, to: raw.length }), spans }
}

/** Nodes that are text as they stand. */
const asWritten: ReadonlySet<string> = new Set(['Escape', 'Entity', 'HardBreak'])

function piecesOf(
  raw: string,
  nodes: readonly InlineNode[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Piece[] {
  const pieces: Piece[] = []
  let plain = from
  const upTo = (end: number) => {
    if (end > plain) pieces.push({ kind: 'plain', start: plain, end })
  }
  for (const node of nodes) {
    if (node.from < from || node.to > to || node.name === 'Escape' || node.name === 'Entity') continue
    const shown = shownOf(raw, node)
    if (shown === null) continue
    upTo(node.from)
    pieces.push(...shown)
    plain = node.to
  }
  upTo(to)
  return pieces
}

/** What shows of a node; `null` where it is plain text. */
function shownOf(raw: string, node: InlineNode): readonly Piece[] | null {
  const whole = { start: node.from, end: node.to }
  switch (node.name) {
    case 'InlineCode':
      return [{ kind: 'code', ...whole }]
    case 'HardBreak':
      return [{ kind: 'code', start: node.to - 1, end: node.to }]
    case 'URL':
      return [link(raw.slice(node.from, node.to), whole)]
    case 'Autolink':
      return [link(raw.slice(node.from + 1, node.to - 1), { start: node.from + 1, end: node.to - 1 })]
    case 'Link':
      return labelOf(raw, node)
    case 'Emphasis':
    case 'StrongEmphasis':
    case 'Strikethrough':
      return piecesOf(raw, node.children, { from: node.from, to: node.to })
    default:
      return []
  }
}

/** The label of a link. Brackets without an address are text: their definition, if there is one, stands elsewhere. */
function labelOf(raw: string, node: InlineNode): readonly Piece[] | null {
  const url = node.children.find(({ name }) => name === 'URL')
  const marks = node.children.filter(({ name }) => name === 'LinkMark')
  const [open, close] = marks
  if (open === undefined || close === undefined || raw.charAt(close.from) !== ']' || marks.length < 3) return null
  const inner = piecesOf(raw, node.children, { from: open.to, to: close.from })
  // A link without words shows as it is written.
  if (inner.length === 0) return null
  const shown = { start: inner[0]?.start ?? node.to, end: inner.at(-1)?.end ?? node.to }
  return [link(url === undefined ? '' : raw.slice(url.from, url.to), shown)]
}

function link(url: string, { start, end }: { readonly start: number; readonly end: number }): Piece {
  const issue = issueOfUrl(url)
  return { kind: 'link', start, end, ...(issue === null ? {} : { issue }) }
}
