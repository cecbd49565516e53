import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import { actionHeading, type MoreHeadings } from '../../headings/heading-question.ts'

/** The sections to read, outermost ones, in order. The template's question narrows to the heading of the same meaning within it. */
export function regionsOf(document: ParsedDocument, more: MoreHeadings): readonly Section[] {
  const headings = document.sections.flatMap((section) => {
    const kind = actionHeading(section.heading, more)
    return kind === null ? [] : [{ section, kind }]
  })
  const candidates = headings.length > 1 ? headings.filter(({ section }) => !isTitle(section, document)) : headings
  // A sure heading within an unsure one says that the unsure one means the actions, too.
  let unsureEnd = 0
  const sure = candidates.filter(({ section, kind }) => {
    if (kind === 'unsure') unsureEnd = Math.max(unsureEnd, section.end)
    return kind !== 'unsure' && section.start >= unsureEnd
  })
  let end = 0
  return narrowed(sure.length > 0 ? sure : candidates).filter((section) => {
    if (section.start < end) return false
    end = section.end
    return true
  })
}

/** Whether a heading holds the whole document: its title tells of the incident, whatever words are in it. */
function isTitle(section: Section, { sections, text }: ParsedDocument): boolean {
  return section.level === 1 && section === sections[0] && section.end === text.length
}

type Candidate = { readonly section: Section; readonly kind: ReturnType<typeof actionHeading> }

/** Without the template's question where a heading of the actions stands within it. */
function narrowed(candidates: readonly Candidate[]): readonly Section[] {
  let nextList = Number.POSITIVE_INFINITY
  return candidates
    .toReversed()
    .filter(({ section, kind }) => {
      if (kind === 'question') return nextList >= section.end
      nextList = section.start
      return true
    })
    .map(({ section }) => section)
    .reverse()
}
