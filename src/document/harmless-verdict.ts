import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { actionRegions } from './action-regions.ts'
import { nodesOf, shallowest } from './harmless-edits.ts'
import type { MoreHeadings } from './heading-question.ts'
import { scan } from './lines.ts'
import { isSafeAddress } from './link-address.ts'
import { parseMarkers } from './markers.ts'
import { frontMatterSpan, parseDocument, parseMarkdown } from './sections.ts'

/** `items`: the app itself would read action items in it. */
export type Verdict = 'harmless' | 'items' | 'harmful'

const before = 'before\n\n'
const after = '\n\n# after\n\n- [ ] after'

/** What GitHub would link or tell somebody of, in text as it shows. */
const live = /(?<![A-Za-z0-9])@(?=[A-Za-z0-9])|#(?=\d)|\bGH-(?=\d)/i

/**
 * Judges a block of people's text as two readers see it, a parser of Markdown and the app's own: it holds nothing that
 * acts, and what stands before and after it reads as it would alone. Action items are looked for unless `more` is `null`.
 */
export function judge(block: string, more: MoreHeadings | null): Verdict {
  const whole = before + block + after
  const parsed = parseMarkdown(whole)
  if (!parsed.ok) return 'harmful'
  const { children } = parsed.tree
  const [heading, list] = children.slice(-2)
  if (!isText(children[0], 'before') || !isText(heading, 'after') || list?.type !== 'list') return 'harmful'
  const own = { type: 'root' as const, children: children.slice(1, -2) }
  if (!nodesOf(own, whole).every(isHarmless)) return 'harmful'
  return judgeLines(block, more)
}

function judgeLines(block: string, more: MoreHeadings | null): Verdict {
  const { lines, headings } = scan(block + after)
  const last = headings.at(-1)
  if (last?.level !== 1 || last.text !== 'after' || lines.at(-1)?.item == null) return 'harmful'
  if (headings.slice(0, -1).some(({ level }) => level < shallowest)) return 'harmful'
  if (frontMatterSpan(`${block}\n---\n`) !== null || parseMarkers(block).length > 0) return 'harmful'
  if (more === null) return 'harmless'
  const document = parseDocument(block)
  if (!document.ok) return 'harmful'
  return actionRegions(document.document, { today: null, known: new Set() }, more) === null ? 'harmless' : 'items'
}

function isText(node: RootContent | undefined, text: string): boolean {
  if (node?.type !== 'paragraph' && node?.type !== 'heading') return false
  const [only, ...others]: readonly PhrasingContent[] = node.children
  return others.length === 0 && only?.type === 'text' && only.value === text
}

function isHarmless(node: Nodes): boolean {
  switch (node.type) {
    case 'html':
    case 'image':
    case 'imageReference':
    case 'linkReference':
    case 'definition':
    case 'footnoteDefinition':
    case 'footnoteReference':
      return false
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
