import type { Definition, Heading, Nodes, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { withoutEscapes } from '../../text/markdown/entities.ts'
import { stripHidden } from '../../text/markdown/hidden-characters.ts'
import type { Edit } from '../../text/markdown/references.ts'
import { actionHeading } from '../headings/heading-question.ts'
import { textEdits } from './harmless-text.ts'
import { inlineText } from './inline-text.ts'
import { endOfLabel, linkEdits, targetOf } from './link-edits.ts'
import { codeEdits, onOneLine } from './other-readers.ts'
import { span } from './parse-markdown.ts'

/** The level that headings are taken down to, below the document's own. */
export const shallowest = 4

/** References by name that are written out; a text with more of them multiplies its addresses. */
const mostReferences = 200

/**
 * One step towards a text that does nothing: the edits of `source`, parsed as `tree`, that take out or turn into text what
 * may not be in it. None for a text that is there. What one step uncovers is for the next.
 */
export function harmlessEdits(tree: Root, source: string): readonly Edit[] {
  const html: Edit[] = []
  visit(tree, 'html', (node) => {
    const { start, end } = span(node)
    html.push({ start, end, text: htmlAsText(source.slice(start, end)) })
  })
  // What stands around it may be read otherwise without it.
  return html.length > 0 ? html : [...shapeEdits(tree, source)]
}

/** `source` with its edits made; of two that overlap the first counts. */
export function applied(source: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (start < from) continue
    result += source.slice(from, start) + text
    from = end
  }
  return result + source.slice(from)
}

/** Each line for itself, nothing of its Markdown kept, and nothing broken in it yet. Changes nothing in what it made. */
export function asLines(text: string): string {
  return stripHidden(
    text
      .split('\n')
      .map((line) => inlineText(withoutEscapes(stripHidden(line))))
      .join('\n'),
  )
}

/** Every node but what stands in a bare link, which is its target. */
export function nodesOf(tree: Root, source: string): readonly Nodes[] {
  const nodes: Nodes[] = []
  visit(tree, (node) => {
    nodes.push(node)
    return node.type === 'link' && source.charAt(span(node).start) !== '[' ? SKIP : undefined
  })
  return nodes
}

/** HTML without its comments, its images as links, its tags as text. A comment that never ends shows. */
function htmlAsText(html: string): string {
  let text = ''
  let from = 0
  for (let at = html.indexOf('<!--'); at >= 0; at = html.indexOf('<!--', from)) {
    const close = html.indexOf('-->', at + 2)
    if (close < 0) break
    text += html.slice(from, at)
    from = close + 3
  }
  return (text + html.slice(from)).replace(/<img\s[^<>]{0,2000}>/gi, imageAsLink).replaceAll('<', '&lt;')
}

function imageAsLink(tag: string): string {
  const url = /\ssrc\s?=\s?["'](https:\/\/[^\s"'<>()]+)["']/i.exec(tag)?.[1]
  return url === undefined ? tag : `[image](${url})`
}

function* shapeEdits(tree: Root, source: string): Generator<Edit> {
  const nodes = nodesOf(tree, source)
  const definitions = new Map<string, Definition>()
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
  }
  // An image by name is a link by name first, and needs its definition for another step.
  const needed = nodes.some(({ type }) => type === 'imageReference')
  let references = 0
  for (const node of nodes) {
    const { start, end } = span(node)
    switch (node.type) {
      case 'heading':
        yield* headingEdits(node, source)
        break
      case 'text':
        yield* textEdits(source, { start, end })
        break
      case 'image':
      case 'imageReference':
        yield* imageEdits(node.type, source, { start, end })
        break
      case 'link':
        yield* linkEdits(node, source)
        break
      case 'linkReference': {
        references += 1
        const target = references > mostReferences ? null : targetOf(definitions.get(node.identifier))
        if (target === null) yield { start, end: start, text: '\\' }
        else yield { start: endOfLabel(node), end, text: `](${target})` }
        break
      }
      case 'definition':
        if (!needed) yield { start, end, text: '' }
        break
      case 'footnoteDefinition':
        yield { start, end: start, text: '\\' }
        break
      case 'inlineCode':
        yield* onOneLine(source, { start, end })
        break
      case 'code':
        yield* codeEdits(node, source)
        break
      case 'thematicBreak':
        // At the top of a file it would begin front matter.
        if (start === 0 && source.startsWith('---')) yield { start, end, text: '***' }
        break
      default:
    }
  }
  const last = tree.children.at(-1)
  if (last?.type === 'code') yield* fenceEdits(source, span(last))
}

function* imageEdits(
  type: 'image' | 'imageReference',
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Edit> {
  // The description of an image may hold further ones, which would show once this one does not.
  for (const mark of source.slice(start, end).matchAll(/!(?=\[)/g)) {
    yield { start: start + mark.index, end: start + mark.index + 1, text: '' }
  }
  const nameless = source.charAt(start + 2) === ']' && (type === 'image' || source.charAt(start + 3) === '[')
  if (nameless) yield { start: start + 2, end: start + 2, text: 'image' }
}

function* headingEdits(node: Heading, source: string): Generator<Edit> {
  const { start, end } = span(node)
  if (startsItems(node, source)) {
    const text = source.slice(span(node.children[0] ?? node).start, span(node.children.at(-1) ?? node).end)
    yield { start, end, text: asLines(text).replaceAll('\n', ' ') }
    return
  }
  if (source.charAt(start) === '#' && isAtx(node, source)) {
    if (node.depth < shallowest) yield { start, end: start + node.depth, text: '#'.repeat(shallowest) }
    return
  }
  const last = node.children.at(-1)
  const textEnd = last === undefined ? start : span(last).end
  yield { start, end: start, text: `${'#'.repeat(shallowest)} ` }
  for (const lineBreak of source.slice(start, textEnd).matchAll(/(?<![ \t])[ \t]*\\?\n[ \t>]*/g)) {
    const at = start + lineBreak.index
    yield { start: at, end: at + lineBreak[0].length, text: ' ' }
  }
  yield { start: textEnd, end, text: '' }
}

/** Whether the heading would begin a document's action items: what becomes an issue is for the document itself to say. */
function startsItems(node: Heading, source: string): boolean {
  const [first, last] = [node.children[0], node.children.at(-1)]
  if (first === undefined || last === undefined) return false
  return actionHeading(source.slice(span(first).start, span(last).end)) !== null
}

/** A setext heading may begin with `#` too, as in `#1 is down` over a line of `===`. */
function isAtx(node: Heading, source: string): boolean {
  const marks = /^#{1,6}(?=[ \t\n]|$)/.exec(source.slice(span(node).start, span(node).start + 8))?.[0]
  return marks?.length === node.depth && node.position?.start.line === node.position?.end.line
}

function* fenceEdits(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Edit> {
  const fence = /^(?:`{3,}|~{3,})/.exec(source.slice(start, end))?.[0]
  if (fence === undefined) return
  const lastLine = source.slice(source.lastIndexOf('\n', end - 1) + 1, end)
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(lastLine)?.[1] ?? ''
  const closed = source.slice(start, end).includes('\n') && closing.startsWith(fence)
  if (!closed) yield { start: end, end, text: `\n${fence}` }
}
