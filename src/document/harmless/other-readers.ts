// What readers of Markdown disagree on: what is code or an address for the parser here may be words for GitHub's, and what
// words name, GitHub tells. Found by comparing with cmark-gfm.

import type { Code, Link } from 'mdast'
import type { Edit } from '../../text/markdown/references.ts'
import { span } from './parse-markdown.ts'

/** Whether code stands between fences, and is none only for how far it is indented. */
export function isFenced(node: Code, source: string): boolean {
  return /^(?:`{3}|~{3})/.test(source.slice(span(node).start, span(node).start + 3))
}

/**
 * Indented code between fences: readers differ on what is indented far enough, most of all within lists, and what is code for
 * one of them tells people for another one.
 */
export function* codeEdits(node: Code, source: string): Generator<Edit> {
  if (isFenced(node, source)) return
  const { start, end } = span(node)
  const line = source.slice(source.lastIndexOf('\n', start - 1) + 1, start)
  const within = `\n${line.replace(/[^>]/g, ' ')}`
  const runs = node.value.match(/`{3,}/g) ?? []
  const fence = '`'.repeat(1 + runs.reduce((most, run) => Math.max(most, run.length), 2))
  yield { start, end, text: [fence, ...node.value.split('\n'), fence].join(within) }
}

/**
 * Where an escape makes words of a bare address that is one for some readers, and words for GitHub, which tells whom they name:
 * a page without a scheme right behind a bracket, mail to somebody whose name ends in a mark. `null` for any other.
 */
export function doubtfulPlace(node: Link, source: string): number | null {
  const { start, end } = span(node)
  if (/^[[\]]www\./i.test(source.slice(Math.max(0, start - 1), start + 4))) return start + 3
  const written = source.slice(start, end)
  const mark = /^[\w.+-]*[.+_-]@/.exec(written)
  return mark === null ? null : start + mark[0].length - 1
}

/** What reads the same on one line stands on one: where GitHub sees a list or a table begin in it, the rest would be text. */
export function* onOneLine(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
): Generator<Edit> {
  for (const { 0: found, index } of source.slice(start, end).matchAll(/\n[ \t>]*/g)) {
    yield { start: start + index, end: start + index + found.length, text: ' ' }
  }
}
