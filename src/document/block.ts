import type { Heading, Nodes, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { actionHeading } from './heading-question.ts'
import { cutAt, isHidden, stripHidden } from './hidden-characters.ts'
import { inlineText } from './inline-text.ts'
import { scan } from './lines.ts'
import { type Edit, referenceEdits, zeroWidthSpace } from './references.ts'
import { parseMarkdown } from './sections.ts'

/** The level that headings are taken down to, below the document's own. */
const shallowest = 4

/** Runs of marks; text with more of them than people write would keep the parser busy for seconds. */
const marks = /([*_`[<!~&|=>-])\1*/g
const mostMarks = 3_000

/** How often HTML is taken out of what the last time left; text that needs more is hostile and loses every `<`. */
const rounds = 4

/**
 * A person's Markdown as a block of the app's own text: lists, tables, links, code and emphasis stay, and it can neither
 * reach out of its place nor do anything. Headings go down to level four at least, and one that would begin action items is
 * plain text; mentions, references to issues and
 * closing keywords are broken by a zero-width space; HTML comments go, other HTML shows as text; images become links;
 * hidden characters go; an unclosed fence is closed. At most `max` UTF-16 code units of it are kept, and a line says so.
 * Its lines end in `\n`; no line break at either end. Empty for nothing. Never throws.
 */
export function block(text: string, max = 20_000): string {
  const whole = stripHidden(text.slice(0, max * 2 + 1000)).replace(/\r\n?/g, '\n')
  const kept = cutAt(whole, max)
  const cut = kept.length < whole.length
  const safe = trimmed(tamed(trimmed(kept)))
  return cut ? `${safe}\n\n…cut: the text is longer than ${max} characters.`.trim() : safe
}

/** Without blank lines before it and white space after it. */
function trimmed(text: string): string {
  const blank = text.length - text.trimStart().length
  return text.slice(text.slice(0, blank).lastIndexOf('\n') + 1).trimEnd()
}

/** Each line for itself, nothing of its Markdown kept. */
function asLines(text: string): string {
  return text.split('\n').map(inlineText).join('\n')
}

function tamed(text: string): string {
  let source = text
  if ((text.match(marks)?.length ?? 0) > mostMarks) return asLines(text)
  for (let round = 0; ; round += 1) {
    const parsed = parseMarkdown(source)
    if (!parsed.ok) return asLines(source)
    const html = htmlEdits(parsed.tree, source)
    if (html.length === 0) return asRead(withoutMarkers(applied(source, [...shapeEdits(parsed.tree, source)])), text)
    source = round < rounds ? applied(source, html) : source.replaceAll('<', '&lt;')
  }
}

/** `tame`, unless the app itself would take a line of it for a heading of the document: GitHub's reading is one, ours another. */
function asRead(tame: string, text: string): string {
  return scan(tame).headings.some(({ level }) => level < shallowest) ? asLines(text) : tame
}

/** Code and link targets may hold `<!--`, and a marker counts wherever it stands in the app's text. */
function withoutMarkers(text: string): string {
  return text.replace(/<(?=!--\s{0,100}aftermath:)/g, `<${zeroWidthSpace}`)
}

function applied(source: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    if (start < from) continue
    result += source.slice(from, start) + text
    from = end
  }
  return result + source.slice(from)
}

function htmlEdits(tree: Root, source: string): readonly Edit[] {
  const edits: Edit[] = []
  visit(tree, 'html', (node) => {
    const { start, end } = span(node)
    edits.push({ start, end, text: htmlAsText(source.slice(start, end)) })
  })
  return edits
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
  const nodes: Nodes[] = []
  visit(tree, (node) => {
    nodes.push(node)
    // What stands in a bare link is its target.
    return node.type === 'link' && source.charAt(span(node).start) !== '[' ? SKIP : undefined
  })
  const prose: { start: number; end: number }[] = []
  for (const node of nodes) {
    const { start, end } = span(node)
    if (node.type === 'heading') yield* headingEdits(node, source)
    if (node.type === 'text') prose.push({ start, end })
    if (holdsEntities(node)) yield* hiddenEntityEdits(source, { start, end })
    if (node.type === 'image' || node.type === 'imageReference') {
      // The description of an image may hold further ones, which would show once this one does not.
      for (const mark of source.slice(start, end).matchAll(/!(?=\[)/g)) {
        yield { start: start + mark.index, end: start + mark.index + 1, text: '' }
      }
      const altEnd = source.indexOf(']', start)
      if (altEnd === start + 2 && node.type === 'image') yield { start: altEnd, end: altEnd, text: 'image' }
      if (altEnd > start && altEnd < end) prose.push({ start: start + 2, end: altEnd })
    }
  }
  yield* referenceEdits(source, prose)
  yield* tagEdits(source, prose)
  const last = tree.children.at(-1)
  if (last?.type === 'code') yield* fenceEdits(source, span(last))
}

/** Breaks `{{` and `{%`: makers of web pages fill in such tags wherever they stand. */
function* tagEdits(
  source: string,
  prose: readonly { readonly start: number; readonly end: number }[],
): Generator<Edit> {
  for (const { start, end } of prose) {
    for (const { index } of source.slice(start, end).matchAll(/(?<!\\)\{(?=\{)|(?<=\{)[{%]/g)) {
      yield { start: start + index, end: start + index, text: '\\' }
    }
  }
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

function* fenceEdits(source: string, { start, end }: { start: number; end: number }): Generator<Edit> {
  const fence = /^(?:`{3,}|~{3,})/.exec(source.slice(start, end))?.[0]
  if (fence === undefined) return
  const lastLine = source.slice(source.lastIndexOf('\n', end - 1) + 1, end)
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(lastLine)?.[1] ?? ''
  const closed = source.slice(start, end).includes('\n') && closing.startsWith(fence)
  if (!closed) yield { start: end, end, text: `\n${fence}` }
}

/** Nodes within which Markdown reads `&lrm;` as the character that it names. */
function holdsEntities({ type }: Nodes): boolean {
  return ['text', 'link', 'linkReference', 'image', 'imageReference', 'definition'].includes(type)
}

const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,30}));/gi
/** The names of characters that nobody sees: https://html.spec.whatwg.org/multipage/named-characters.html */
const hiddenNames =
  /^(?:shy|zwn?j|[lr]rm|NoBreak|af|ApplyFunction|ic|InvisibleComma|it|InvisibleTimes|ZeroWidthSpace|Negative(?:VeryThin|Thin|Medium|Thick)Space)$/

function* hiddenEntityEdits(source: string, { start, end }: { start: number; end: number }): Generator<Edit> {
  for (const match of source.slice(start, end).matchAll(entity)) {
    const [whole, decimal, hex, name = ''] = match
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const named = Number.isNaN(code) ? hiddenNames.test(name) : isHidden(characterOf(code))
    if (named) yield { start: start + match.index, end: start + match.index + whole.length, text: '' }
  }
}

function characterOf(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

function span(node: Nodes): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 }
}
