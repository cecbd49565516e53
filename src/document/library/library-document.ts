import type { ItemState } from '../../domain/action-item.ts'
import type { QuestionName } from '../../domain/review.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { type ParsedDocument, parseDocument } from '../../text/markdown/sections.ts'
import { readActionItems } from '../action-items/read/action-items.ts'
import { readFrontMatter } from '../front-matter/front-matter.ts'
import type { FrontMatter } from '../front-matter/front-matter-schema.ts'
import { type MoreHeadings, questionOf } from '../headings/heading-question.ts'
import { dayOfDocument } from './document-day.ts'
import { readDocumentHead } from './document-head.ts'
import { plainText } from './plain-text.ts'
import { type LibraryPhase, phasesOf, type TimelineMoment, timelineOf } from './timeline-moments.ts'

/** A follow-up as the document says it. */
export interface LibraryItem {
  readonly text: string
  readonly state: ItemState
  /** As written, without `@`: people and teams. */
  readonly owners: readonly string[]
  /** `yyyy-mm-dd`, or the text that is no day; `null` for none. */
  readonly due: string | null
  /** `#12`, `owner/repo#12` or an address, where it is tracked; `null` where the document names nothing. */
  readonly reference: string | null
}

/** What a library tells of one document. All texts are plain and on one line but for `lessons` and `wentWell`, which are Markdown. */
export interface LibraryDocument {
  readonly title: string
  /** `yyyy-mm-dd` on which it happened, as far as the document or its name says; `null` where neither does. */
  readonly day: string | null
  readonly severity: string | null
  readonly services: readonly string[]
  readonly tags: readonly string[]
  /** What kind of failure it was, in the team's own words. */
  readonly kinds: readonly string[]
  /** The address that a report of somebody else's postmortem cites; `null` for the team's own. */
  readonly cites: string | null
  readonly summary: string
  readonly phases: readonly LibraryPhase[]
  readonly timeline: readonly TimelineMoment[]
  readonly items: readonly LibraryItem[]
  readonly lessons: string
  readonly wentWell: string
  /** Each word of the document once, in lower case, in the order of appearance. */
  readonly words: string
}

export interface LibraryReading {
  /** The file's name with its folders, by `/`. */
  readonly path: string
  readonly headings?: MoreHeadings
}

/**
 * What a library tells of a document. Never throws: one that cannot be read as Markdown has its title, its day and its
 * words. What it does not say is `null` or empty; nothing is made up.
 */
export function readLibraryDocument(text: string, { path, headings = {} }: LibraryReading): LibraryDocument {
  const read = readFrontMatter(text)
  const frontMatter: FrontMatter = read.ok ? read.data : {}
  const parsed = parseDocument(text)
  const document = parsed.ok ? parsed.document : null
  const head = readDocumentHead(text, frontMatter, document)
  const day = dayOfDocument(path, frontMatter, head.lines)
  return {
    title: titleOf(path, frontMatter, document),
    day,
    severity: head.severity,
    services: head.services,
    tags: head.tags,
    kinds: head.kinds,
    cites: head.cites,
    summary: document === null ? '' : summaryOf(document),
    phases: phasesOf(frontMatter),
    timeline: document === null ? [] : timelineOf(document, headings, day),
    items: document === null ? [] : itemsIn(text, headings),
    lessons: document === null ? '' : answersTo('lessons', document, headings),
    wentWell: document === null ? '' : answersTo('wentWell', document, headings),
    words: wordsOf(text),
  }
}

/** The longest title that is shown. */
const longestTitle = 200

function titleOf(path: string, { title }: FrontMatter, document: ParsedDocument | null): string {
  const heading = document?.sections.find((section) => plainText(section.heading) !== '')
  const first = heading?.level === 1 && isTitle(heading.heading) ? plainText(heading.heading) : ''
  const name = path.split('/').at(-1) ?? path
  const said = [oneLine(title ?? ''), first, oneLine(name.replace(/\.[a-z]+$/i, '').replace(/[-_]+/g, ' '))]
  return cutAt(said.find((one) => one !== '') ?? 'Untitled', longestTitle)
}

/** Whether a heading names the incident, and not a part of the document. */
function isTitle(heading: string): boolean {
  const said = plainText(heading)
  return (
    !/^(?:meta(?:data)?|title|owner|authors?|post-?mortem|incident(?: report)?|summary)\b\W*$|^(?:title|owner|authors?):/i.test(
      said,
    ) && questionOf(heading) === null
  )
}

/** The first paragraph that somebody wrote: below "Summary" where there is one, else the document's first. */
function summaryOf({ lines, sections, text }: ParsedDocument): string {
  const section = sections.find(({ heading }) => /^(?:\W*)(?:executive )?(?:summary|overview|tl;?dr)\b/i.test(heading))
  const from = section?.headingEnd ?? sections[0]?.headingEnd ?? 0
  const to = section?.end ?? text.length
  const own: string[] = []
  for (const { text: line, start, kind } of lines) {
    if (start < from || start >= to) continue
    const said = kind === 'raw' || /^ {0,3}(?:#|\||[-*_]{3,}|=+\s*$)/.test(line) ? '' : plainText(line)
    if (said === '' && own.length > 0) break
    if (said !== '') own.push(said)
  }
  const whole = own.join(' ')
  return whole.length <= 300 ? whole : `${cutAt(whole, 300).replace(/\s+\S*$/, '')} …`
}

function itemsIn(text: string, headings: MoreHeadings): readonly LibraryItem[] {
  return readActionItems(text, { headings }).items.map((item) => {
    const { logins, teams, names } = item.owners
    const { due } = item
    return {
      text: plainText(item.text),
      state: item.checked && item.state !== 'declined' ? 'done' : (item.state ?? 'open'),
      owners: [...logins, ...teams, ...names].map(oneLine),
      due: due === null ? null : due.valid ? due.day : oneLine(due.text),
      reference: item.ticket ?? item.references[0] ?? null,
    }
  })
}

/** The Markdown below the headings that ask a question, but for what stands there below the heading of another one. */
function answersTo(question: QuestionName, document: ParsedDocument, headings: MoreHeadings): string {
  let end = 0
  const parts: string[] = []
  for (const section of document.sections) {
    if (section.start < end || questionOf(section.heading, headings) !== question) continue
    const other = document.sections.find(
      ({ start, heading }) =>
        start > section.start && start < section.end && ![question, null].includes(questionOf(heading, headings)),
    )
    end = other?.start ?? section.end
    parts.push(document.text.slice(section.headingEnd, end).trim())
  }
  return parts.filter((part) => part.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim() !== '').join('\n\n')
}

/** Far more different words than people use in one document: a log has no end of them. */
const mostWords = 2_000

function wordsOf(text: string): string {
  const words = new Set<string>()
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]{2,40}/gu)) {
    if (words.size >= mostWords) break
    words.add(word)
  }
  return [...words].join(' ')
}
