import type { ParsedDocument } from '../../../text/markdown/sections.ts'
import { isTemplateQuestion } from '../../headings/heading-question.ts'
import { headingWords } from '../../headings/heading-words.ts'
import { factBlocks } from '../../markers/fact-blocks.ts'

/** The headings of the app's templates under which the incident's own text stands. */
const quotedSections: ReadonlySet<string> = new Set(['summary', 'what was reported', 'incident overview'])

/**
 * A document without what is quoted in it: the app's facts, which hold what people wrote elsewhere, and in a document made from
 * the app's template what the incident's issue says. Nothing there is an action item or heads some. Offsets stay.
 */
export function ownText(document: ParsedDocument): ParsedDocument {
  const facts = factBlocks(document.text)
  const isOfTemplate = facts.length > 0 || document.sections.some(({ heading }) => isTemplateQuestion(heading))
  const quoted = isOfTemplate
    ? document.sections.flatMap(({ heading, headingEnd, end }) =>
        quotedSections.has(headingWords(heading)) ? [{ start: headingEnd, end }] : [],
      )
    : []
  const spans = [...facts, ...quoted].toSorted((one, other) => one.start - other.start)
  if (spans.length === 0) return document
  return {
    ...document,
    lines: outside(document.lines, spans, (line) => ({ ...line, kind: 'raw', item: null })),
    sections: outside(document.sections, spans, () => null),
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

/** `all`, in order, with what begins within a span replaced; `null` leaves it out. */
function outside<T extends { readonly start: number }>(
  all: readonly T[],
  spans: readonly Span[],
  replaced: (one: T) => T | null,
): readonly T[] {
  let next = 0
  let end = 0
  return all.flatMap((one) => {
    for (let span = spans[next]; span !== undefined && span.start <= one.start; span = spans[next]) {
      end = Math.max(end, span.end)
      next += 1
    }
    if (one.start >= end) return [one]
    const instead = replaced(one)
    return instead === null ? [] : [instead]
  })
}
