import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { scan } from '../../text/markdown/scan.ts'
import { frontMatterSpan } from '../../text/markdown/sections.ts'
import { parseMarkers } from '../markers/markers.ts'
import { nodesOf, shallowest } from './harmless-edits.ts'
import { isSafeAddress } from './link-address.ts'
import { isFenced } from './other-readers.ts'
import { parseMarkdown } from './parse-markdown.ts'

const before = 'before\n\n'
const after = '\n\n# after\n\n- [ ] after'

/** What GitHub would link or tell somebody of, in text as it shows. */
const live = /(?<![A-Za-z0-9])@(?=[A-Za-z0-9])|#(?=\d)|(?<![A-Za-z0-9])GH-(?=\d)/i

/**
 * Whether a block of people's text, seen as two readers do, a parser of Markdown and the app's own, holds nothing that
 * acts, and leaves what stands before and after it as it would be alone.
 */
export function isHarmless(block: string): boolean {
  const whole = before + block + after
  const parsed = parseMarkdown(whole)
  if (!parsed.ok) return false
  const { children } = parsed.tree
  const [heading, list] = children.slice(-2)
  if (!isText(children[0], 'before') || !isText(heading, 'after') || list?.type !== 'list') return false
  const own = { type: 'root' as const, children: children.slice(1, -2) }
  return nodesOf(own, whole).every((node) => isHarmlessNode(node, whole)) && isHarmlessToLines(block)
}

function isHarmlessToLines(block: string): boolean {
  const { lines, headings } = scan(block + after)
  const last = headings.at(-1)
  if (last?.level !== 1 || last.text !== 'after' || lines.at(-1)?.item == null) return false
  if (headings.slice(0, -1).some(({ level }) => level < shallowest)) return false
  return frontMatterSpan(`${block}\n---\n`) === null && parseMarkers(block).length === 0
}

function isText(node: RootContent | undefined, text: string): boolean {
  if (node?.type !== 'paragraph' && node?.type !== 'heading') return false
  const [only, ...others]: readonly PhrasingContent[] = node.children
  return others.length === 0 && only?.type === 'text' && only.value === text
}

function isHarmlessNode(node: Nodes, source: string): boolean {
  switch (node.type) {
    case 'html':
    case 'image':
    case 'imageReference':
    case 'linkReference':
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
      return false
    case 'code':
      return isFenced(node, source)
    case 'heading':
      return node.depth >= shallowest
    case 'link':
      return isSafeAddress(node.url)
    case 'text':
      return !live.test(node.value)
    default:
      return true
  }
}
