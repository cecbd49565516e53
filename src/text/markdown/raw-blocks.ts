import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common'
import { type Found, indexOf, type LineStretch } from './line-drafts.ts'
import type { Enclosed } from './lines.ts'
import { isBlank } from './marks.ts'

const verbatim = /^<(?:pre|script|style|textarea)(?:[ \t>\r\n]|$)/i
const verbatimEnd = /<\/(?:pre|script|style|textarea)>/i

/** What kind of raw block a node is, and whether something ends it. Blocks of HTML end at a blank line, which is told by the lines. */
function enclosureOf(node: SyntaxNode, written: string): { readonly kind: Enclosed['kind']; readonly ended: boolean } {
  if (node.name === 'FencedCode') return { kind: 'fence', ended: node.getChildren('CodeMark').length > 1 }
  if (node.name === 'CommentBlock') return { kind: 'comment', ended: written.includes('-->', 2) }
  if (written.startsWith('<?')) return { kind: 'instruction', ended: written.includes('?>', 2) }
  if (written.startsWith('<![')) return { kind: 'instruction', ended: written.includes(']]>', 2) }
  if (written.startsWith('<!')) return { kind: 'instruction', ended: written.includes('>', 2) }
  return verbatim.test(written)
    ? { kind: 'verbatim', ended: verbatimEnd.test(written) }
    : { kind: 'html', ended: false }
}

/** Makes the lines raw of code, of a comment, of HTML. */
export function readRaw(found: Found, node: SyntaxNode): void {
  const { lines, text, start, enclosed } = found
  const { kind, ended } = enclosureOf(node, text.slice(start + node.from, start + node.to))
  const first = indexOf(found, node.from)
  let last = indexOf(found, node.to)
  const isOpen = !ended && last >= (kind === 'html' ? lines.length - 1 : found.lastWritten)
  if (isOpen) last = lines.length - 1
  for (const [index, line] of lines.slice(first, last + 1).entries()) {
    // The line of a list item's mark is text, whatever begins after the mark.
    if (index > 0 || isBlank(text.slice(line.start, start + node.from))) line.kind = 'raw'
  }
  const [begin, end] = [lines[first], lines[last]]
  if (begin === undefined || end === undefined || (first === last && ended && kind !== 'fence')) return
  const swallows = lines.slice(first + 1, last + 1).some((line) => opensAnother(kind, line.text))
  enclosed.push({ kind, from: begin.number, to: isOpen ? null : end.number, last: end.number, swallows })
}

function opensAnother(kind: Enclosed['kind'], text: string): boolean {
  if (kind === 'comment') return text.includes('<!--')
  // Only what opens one has words after its marks.
  return kind === 'fence' && /^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+.#{-]/.test(text)
}

/**
 * Makes the later lines raw of comments that begin within a paragraph and end before a blank line: to Markdown a list ends the
 * paragraph, and the comment with it, but whoever wrote it meant to hide the list. One look at each line.
 */
export function hideComments(found: Found, node: SyntaxNodeRef): void {
  const { lines, text, start, enclosed, stretch } = found
  const opening = text.slice(start + node.from, start + node.to).indexOf('<!--')
  if (opening < 0) return
  const last = indexOf(found, node.to)
  for (let at = indexOf(found, node.from + opening); at <= last; at += 1) {
    const line = lines[at]
    const begins = line?.kind === 'text' ? unclosedComment(line.text) : -1
    if (line === undefined || begins < 0) continue
    if (at >= stretch.end) Object.assign(stretch, stretchFrom(found, at))
    if (line.start + begins + 4 > stretch.lastMark) continue
    let end = at + 1
    while (end < stretch.end - 1 && !lines[end]?.text.includes('-->')) end += 1
    for (const one of lines.slice(at + 1, end + 1)) one.kind = 'raw'
    const swallows = lines.slice(at + 1, end + 1).some((one) => opensAnother('comment', one.text))
    enclosed.push({
      kind: 'comment',
      from: line.number,
      to: end + line.number - at,
      last: end + line.number - at,
      swallows,
    })
  }
}

/** The lines from `at` up to a blank one, and the offset at which the last comment in them ends. */
function stretchFrom({ lines, text }: Found, at: number): LineStretch {
  let end = at
  while (end < lines.length && !isBlank(lines[end]?.text ?? '')) end += 1
  const last = lines[end - 1]
  return { end, lastMark: last === undefined ? -1 : text.lastIndexOf('-->', last.end) }
}

/** Where a comment begins in the line that does not end in it, or -1. Code spans hide comments. */
function unclosedComment(content: string): number {
  if (!content.includes('<!--')) return -1
  const text = content.replace(/(?<!`)(`{1,8})(?!`)[^`]*\1(?!`)/g, (code) => ' '.repeat(code.length))
  const opening = text.lastIndexOf('<!--')
  return opening >= 0 && !text.includes('-->', opening + 2) ? opening : -1
}
