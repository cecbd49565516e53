import { isBlank } from '../../text/markdown/marks.ts'
import { definition } from './calm-text.ts'

/** After a blank line it begins anew, unless code is open; a rule stays with what stands above, as none begins a text. */
const atEdge = /^(?!-{3})[^ \t\n]/
const fenced = /^(`{3,}|~{3,})/

/**
 * `text` in parts, which are the text again when joined, where each part is Markdown by itself: what begins at the left
 * edge after a blank line. One part where something could reach from one into another: definitions, footnotes, HTML, and
 * code between fences that do not stand at the left edge.
 */
export function partsOf(text: string): readonly string[] {
  if (definition.test(text) || /\[\^|<[a-z!?/]/i.test(text)) return [text]
  const parts: string[] = []
  let from = 0
  let at = 0
  let blank = false
  let open: string | null = null
  for (const line of text.split('\n')) {
    if (open === null && blank && atEdge.test(line)) {
      parts.push(text.slice(from, at))
      from = at
    }
    const after = fenceAfter(line, open)
    if (after === undefined) return [text]
    open = after
    blank = isBlank(line)
    at += line.length + 1
  }
  return [...parts, text.slice(from)]
}

/** The fence that is open after a line, by the one that is open before it; `undefined` where its author may mean another. */
function fenceAfter(line: string, open: string | null): string | null | undefined {
  const fence = fenced.exec(line)?.[1]
  if (open !== null) {
    if (fence?.startsWith(open) === true && isBlank(line.slice(fence.length))) return null
    return /^ {1,3}(?:`{3}|~{3})/.test(line) ? undefined : open
  }
  if (fence !== undefined && !(fence.startsWith('`') && line.includes('`', fence.length))) return fence
  return /`{3}|~{3}/.test(line) ? undefined : null
}
