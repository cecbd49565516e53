import type { ActionItem, Due } from '../domain/action-item.ts'
import { readDay } from './dates.ts'
import { type Line, scan } from './lines.ts'
import { parseTasks } from './parsed-items.ts'
import { actionHeading } from './question-headings.ts'
import { type ParsedDocument, parseDocument, type Section } from './sections.ts'
import { readSimpleTask } from './simple-items.ts'

/** The action items of a document. `problem` is a sentence for people when the document cannot be read. */
export interface ActionItems {
  readonly section: 'found' | 'missing'
  readonly items: readonly ActionItem[]
  readonly problem: string | null
}

/** Far more than anybody follows up on. What is in it may need the whole parser, at several seconds a megabyte. */
const longestSection = 210_000
const tooLong =
  'The action-items section is longer than 210,000 characters. Keep the actions there and move the rest to other sections.'

/**
 * The action items of a document: the GFM tasks of the lists in its action-items section, in order, checked ones
 * included and those without text left out. Tasks grouped under plain bullets count; tasks below a task are its notes.
 * Tasks in code, quotes and HTML comments do not count. A task's text may be wrapped over long lines: `source` joins them
 * with a space and `lineEnd` is the end of the last, where a link reads well. What stands below it is notes. Never throws.
 */
export function readActionItems(text: string): ActionItems {
  const parsed = parseDocument(text)
  if (!parsed.ok) return { section: 'missing', items: [], problem: parsed.reason }
  const section = actionSection(parsed.document)
  if (section === null) return { section: 'missing', items: [], problem: null }
  if (section.end - section.headingEnd > longestSection) return { section: 'found', items: [], problem: tooLong }
  const items = chunksOf(parsed.document, section).flatMap((lines) => {
    const simple = readSimpleTask(lines)
    return simple === null ? parseTasks(text, lines) : [simple]
  })
  return { section: 'found', items: items.map((item, index) => ({ ...item, ordinal: index + 1 })), problem: null }
}

/**
 * The surest heading wins, then the most prominent, then the first. The template's question about actions narrows to the
 * heading of the same meaning within it.
 */
function actionSection(document: ParsedDocument): Section | null {
  const candidates = document.sections.flatMap((section) => {
    const kind = actionHeading(section.heading)
    return kind === null ? [] : [{ section, kind, rank: kind === 'unsure' ? 1 : 0 }]
  })
  const [best] = candidates.toSorted((one, other) => one.rank - other.rank || one.section.level - other.section.level)
  if (best?.kind !== 'question') return best?.section ?? null
  const within = candidates.find(
    ({ kind, section }) => kind === 'list' && section.start > best.section.start && section.end <= best.section.end,
  )
  return within?.section ?? best.section
}

/** The section in chunks: each begins with the line of a top-level list item and ends before the next one. */
function chunksOf(document: ParsedDocument, section: Section): readonly (readonly Line[])[] {
  const chunks: Line[][] = []
  for (const line of document.lines) {
    if (line.start < section.headingEnd || line.start >= section.end) continue
    if (line.item !== null) chunks.push([line])
    else chunks.at(-1)?.push(line)
  }
  return chunks
}

const dueLine = /^ {0,3}(?:[-*+] {1,4}(?:\[[ xX]\] {1,4})?)?[*_]{0,3}due(?: date)?[*_]{0,3} {0,4}:[*_]{0,3}(.*)$/is

/**
 * The due date of an action-item issue: what its first line `Due: 2026-12-01` says, in a list, bold or in any case, but not
 * in code, quotes or HTML comments. `null` when there is no such line or it says none.
 */
export function readDueLine(body: string): Due | null {
  for (const line of scan(body).lines) {
    if (line.kind === 'raw') continue
    const written = dueLine.exec(line.text)?.[1]
    if (written === undefined) continue
    const value = written
      .replace(/<!--.*$/s, '')
      .replace(/[*_`\s]+/g, ' ')
      .trim()
    if (/^(?:|-|–|—|n\/a|none\.?|no due date|never)$/i.test(value)) return null
    return readDay(/^(\d{4}-\d{2}-\d{2})(?![\w-])/.exec(value)?.[1] ?? value.slice(0, 100))
  }
  return null
}
