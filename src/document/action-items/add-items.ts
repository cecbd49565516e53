import type { ActionItem } from '../../domain/action-item.ts'
import type { Line } from '../../text/markdown/lines.ts'
import { isBlank } from '../../text/markdown/marks.ts'
import { type ParsedDocument, parseDocument } from '../../text/markdown/sections.ts'
import { redact } from '../../text/redaction/redact.ts'
import { inlineText } from '../harmless/inline-text.ts'
import { actionHeading } from '../headings/heading-question.ts'
import { readActionItems } from './read/action-items.ts'

/**
 * What somebody asked to do as a task of the document, on one line: the words harmless and without what looks like a secret,
 * then the owners, the due date and the priority as they are read from it. `today` (`yyyy-mm-dd`) is when it was asked for,
 * to which "in 2 weeks" relates. A date alone at the end, or before owners and a priority at the end, is a due date.
 */
export function taskLine(asked: string, today: string): string {
  const text = redact(asked).replace(
    /(?<=\s)(?<!\b(?:due|by|on|of|from|since|at|after|before|until|in)\s)(\d{4}-\d{2}-\d{2})(?=\s{0,4}(?:(?:@[\w/-]{1,140}|\[P[0-3]\])\s{0,4}){0,6}$)/i,
    '(due $1)',
  )
  const [item] = readActionItems(`# Action items\n\n- [ ] ${text}\n`, { today }).items
  const parts = item === undefined ? [inlineText(text)] : partsOf(item, text)
  return `- [ ] ${parts.filter((part) => part !== '').join(' ')}`
}

function partsOf({ text, owners, due, priority }: ActionItem, whole: string): readonly string[] {
  const { logins, teams, names } = owners
  return [
    inlineText(text === '' ? whole : text),
    ...[...logins, ...teams].map((owner) => `@${owner}`),
    ...(names.length === 0 ? [] : [`(owner: ${inlineText(names.join(', '))})`]),
    // A date that is none stands in the words still.
    due?.valid ? `(due ${due.day})` : '',
    priority !== null && /^P[0-3]$/.test(priority) ? `[${priority}]` : '',
  ]
}

/**
 * `text` with the lines below its last task, else at the end of the section for action items; every other byte stays. `null`
 * where there is no such section, or where the lines would not be read as tasks there: then nobody can add them but a person.
 */
export function addTaskLines(text: string, lines: readonly string[]): string | null {
  const parsed = parseDocument(text)
  const before = readActionItems(text)
  if (!parsed.ok || before.problem !== null) return null
  const place = belowTasks(parsed.document, before.items) ?? endOfSection(parsed.document)
  if (place === null) return null
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
  const gap = place.apart ? lineBreak : ''
  const added = lines.map((line) => `${lineBreak}${line}`).join('')
  const after = text.slice(0, place.at) + gap + added + text.slice(place.at)
  // The edit is by offsets; reading it back proves that the tasks are there and the other items are what they were.
  return hasGained(before.items, readActionItems(after).items, lines.length) ? after : null
}

interface Place {
  readonly at: number
  /** Whether a blank line goes before. */
  readonly apart: boolean
}

function belowTasks(document: ParsedDocument, items: readonly ActionItem[]): Place | null {
  const last = items.filter(({ kind }) => kind === 'checkbox').at(-1)
  const from = last === undefined ? -1 : document.lines.findIndex(({ end }) => end >= last.lineEnd)
  const head = document.lines[from]
  return head === undefined ? null : { at: endOfItem(document.lines, from) ?? head.end, apart: false }
}

/** The end of an item's last line: its paragraph, and what is indented below it. */
function endOfItem(lines: readonly Line[], from: number): number | undefined {
  let end = lines[from]?.end
  let blank = false
  for (const line of lines.slice(from + 1)) {
    if (isBlank(line.text)) {
      blank = true
      continue
    }
    const nested = /^[ \t]{2}/.test(line.text)
    if (line.item !== null || (!nested && (blank || /^ {0,3}#/.test(line.text)))) break
    end = line.end
    blank = false
  }
  return end
}

function endOfSection(document: ParsedDocument): Place | null {
  const { sections, lines } = document
  const meaning = (kind: ReturnType<typeof actionHeading>) =>
    sections.find(({ heading }) => actionHeading(heading) === kind)
  const section = meaning('list') ?? meaning('question') ?? meaning('unsure')
  if (section === undefined) return null
  const next = sections.find(({ start }) => start > section.start)?.start ?? section.end
  const own = lines.filter(({ start, end }) => start >= section.start && end <= Math.min(next, section.end))
  const last = own.findLast(({ text }) => !isBlank(text))
  return { at: last?.end ?? section.headingEnd, apart: true }
}

function hasGained(before: readonly ActionItem[], after: readonly ActionItem[], count: number): boolean {
  const tasks = (items: readonly ActionItem[]) => items.filter(({ kind }) => kind === 'checkbox')
  const known = new Set(tasks(after).map(({ source }) => source))
  return tasks(after).length === tasks(before).length + count && tasks(before).every(({ source }) => known.has(source))
}
