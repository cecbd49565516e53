import { refusal } from './limits.ts'
import type { Enclosed, Heading, Line } from './lines.ts'
import { scan } from './scan.ts'

/** A heading and what it heads, up to the next heading of the same or a higher level. */
export interface Section {
  /** The heading's Markdown, without its marks. */
  readonly heading: string
  /** 1 to 6. */
  readonly level: number
  /** 1-based line of the heading. */
  readonly line: number
  /** Offset of the heading. */
  readonly start: number
  /** Offset just past the heading's last line, its line break not counted. */
  readonly headingEnd: number
  /** Offset where the next section of the same or a higher level begins, or the end of the text. */
  readonly end: number
}

/** YAML front matter: offsets of its YAML, and of the whole with its fences; `yamlLine` is the line the YAML begins on. */
export interface FrontMatterSpan {
  readonly start: number
  readonly end: number
  readonly yamlStart: number
  readonly yamlEnd: number
  readonly yamlLine: number
}

export interface ParsedDocument {
  readonly text: string
  readonly frontMatter: FrontMatterSpan | null
  /** Every line after the front matter. */
  readonly lines: readonly Line[]
  /** Every heading outside of lists, quotes, code and comments, with its section, in order; sections nest. */
  readonly sections: readonly Section[]
  /** Raw blocks of more than one line: code, comments, HTML. */
  readonly enclosed: readonly Enclosed[]
}

/**
 * The structure of a document. Refuses, with a sentence, what is larger than 1 MiB or nested deeper than 100 levels;
 * never throws. Takes some 100 ms a megabyte. What stands within a paragraph is told by `inlineOf`.
 */
export function parseDocument(
  text: string,
): { readonly ok: true; readonly document: ParsedDocument } | { readonly ok: false; readonly reason: string } {
  const reason = refusal(text)
  if (reason !== null) return { ok: false, reason }
  const frontMatter = frontMatterSpan(text)
  const { lines, headings, enclosed } =
    frontMatter === null
      ? scan(text)
      : scan(text, frontMatter.end, frontMatter.yamlLine + lineBreaks(text, frontMatter.yamlStart, frontMatter.end))
  return { ok: true, document: { text, frontMatter, lines, sections: sectionsOf(headings, text.length), enclosed } }
}

function sectionsOf(headings: readonly Heading[], end: number): readonly Section[] {
  const sections: Section[] = []
  const next: { level: number; start: number }[] = []
  for (const { level, text, line, start, end: headingEnd } of headings.toReversed()) {
    while ((next.at(-1)?.level ?? 0) > level) next.pop()
    sections.push({ heading: text, level, line, start, headingEnd, end: next.at(-1)?.start ?? end })
    if (next.at(-1)?.level === level) next.pop()
    next.push({ level, start })
  }
  return sections.reverse()
}

/** Where the YAML front matter of `text` stands, or `null` when it does not begin with one or it is never closed. */
export function frontMatterSpan(text: string): FrontMatterSpan | null {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const opening = /^---[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(start, start + 100))
  if (opening === null) return null
  const yamlStart = start + opening[0].length
  const closing = /^---[ \t]*$/gm
  closing.lastIndex = yamlStart
  const fence = closing.exec(text)
  if (fence === null) return null
  const after = fence.index + fence[0].length
  const lineBreak = text.startsWith('\r\n', after) ? 2 : Number(after < text.length)
  return { start, end: after + lineBreak, yamlStart, yamlEnd: fence.index, yamlLine: 2 }
}

function lineBreaks(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0
}
