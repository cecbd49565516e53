import { type ItemContext, isAdvice, isAside, noContext, within } from './item-context.ts'
import type { ItemReading } from './item-marks.ts'
import { isBlank, type Line } from './lines.ts'
import { actionHeading, type MoreHeadings, questionOf } from './question-headings.ts'
import type { ParsedDocument, Section } from './sections.ts'

/** Lines that stand directly below one heading of a document's actions. */
export interface ActionGroup {
  readonly lines: readonly Line[]
  readonly context: ItemContext
  /** The heading within the actions that they stand under; `null` for the actions' own. */
  readonly heading: Section | null
  /** What stands on the heading's own line after a colon, where it is no heading to Markdown. */
  readonly lead: Line | null
}

export interface ActionRegions {
  readonly groups: readonly ActionGroup[]
  /** UTF-16 code units of all of them. */
  readonly length: number
}

/**
 * What stands under headings that mean actions, group by group in the order of the document: under every sure heading, else
 * under every one that may mean them, else under lines that look like such headings. `null` where there is none.
 */
export function actionRegions(
  document: ParsedDocument,
  reading: ItemReading,
  more: MoreHeadings,
): ActionRegions | null {
  const regions = regionsOf(document, more)
  const groups = regions.length > 0 ? groupsOf(document, regions, reading) : labelledGroups(document, reading, more)
  if (groups.length === 0) return null
  const length =
    regions.length > 0
      ? regions.reduce((sum, { headingEnd, end }) => sum + end - headingEnd, 0)
      : groups.reduce((sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length + 1, 0), 0)
  return { groups, length }
}

/** The sections to read, outermost ones, in order. The template's question narrows to the heading of the same meaning within it. */
function regionsOf(document: ParsedDocument, more: MoreHeadings): readonly Section[] {
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

function groupsOf(document: ParsedDocument, regions: readonly Section[], reading: ItemReading): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  let at = 0
  let next = 0
  for (const region of regions) {
    while ((document.sections[next]?.start ?? Number.POSITIVE_INFINITY) < region.start) next += 1
    const above: { readonly level: number; readonly context: ItemContext; readonly aside: boolean }[] = []
    const outer = within(noContext, region.heading, reading)
    const root = { ...noContext, state: outer.state, due: outer.due }
    for (; ; next += 1) {
      const section = document.sections[next]
      if (section === undefined || section.start >= region.end) break
      const inner = section === region ? null : section
      while ((above.at(-1)?.level ?? 0) >= section.level) above.pop()
      const around = above.at(-1) ?? { context: root, aside: false }
      const aside = around.aside || (inner !== null && (isAside(section.heading) || isAdvice(section.heading)))
      const context = inner === null ? root : within(around.context, section.heading, reading)
      above.push({ level: section.level, context, aside })
      const end = Math.min(document.sections[next + 1]?.start ?? region.end, region.end)
      while ((document.lines[at]?.start ?? Number.POSITIVE_INFINITY) < section.headingEnd) at += 1
      const lines: Line[] = []
      for (let line = document.lines[at]; line !== undefined && line.start < end; line = document.lines[at]) {
        lines.push(line)
        at += 1
      }
      if (!aside) groups.push({ lines, context, heading: inner, lead: null })
    }
  }
  return groups
}

/** More labels of actions than any document has. */
const mostLabels = 50

/** What every heading of actions holds one of: looked for first, since each line of a document without headings is tried. */
const hint = /action|follow|next|prevent|correct|improve|to.?do|remed|task|measure|repair|step/i
const labelLine =
  /^[ \t]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]{1,4})?([*_]{0,3})(?=[\p{L}\p{N}\p{Extended_Pictographic}])([^:*_]{3,70})[*_]{0,3}[ \t]{0,2}(:?)[*_]{0,3}[ \t]{0,8}(.{0,2000})$/u

/** Groups below lines that head them without being headings: "**Action items**", "Follow-ups:", a list item "Actions:". */
function labelledGroups(document: ParsedDocument, reading: ItemReading, more: MoreHeadings): readonly ActionGroup[] {
  const { lines, sections } = document
  const groups: ActionGroup[] = []
  let section = 0
  for (let at = 0; at < lines.length && groups.length < mostLabels; at += 1) {
    const line = lines[at]
    if (line === undefined || !isLabelOfActions(line, lines[at - 1], lines[at + 1], more)) continue
    while ((sections[section]?.start ?? Number.POSITIVE_INFINITY) <= line.start) section += 1
    const end = endOfLabelled(lines, at, sections[section]?.start ?? Number.POSITIVE_INFINITY)
    const rest = labelLine.exec(line.text)?.[4] ?? ''
    const start = line.end - rest.length
    const lead = isBlank(rest) ? null : { ...line, text: rest, start, item: null }
    groups.push({
      lines: lines.slice(at + 1, end),
      context: within(noContext, line.text.slice(0, 80), reading),
      heading: null,
      lead,
    })
    at = end - 1
  }
  return groups
}

function isLabelOfActions(line: Line, before: Line | undefined, after: Line | undefined, more: MoreHeadings): boolean {
  if (
    line.kind === 'raw' ||
    line.text.length > 2_100 ||
    (more.actions === undefined && !hint.test(line.text.slice(0, 100)))
  )
    return false
  const match = labelLine.exec(line.text)
  if (match === null) return false
  const [, bold = '', words = '', colon = '', rest = ''] = match
  const alone = isBlank(rest)
  if (line.item === null && !alone && bold.length < 2) return false
  if (colon === '' && (!alone || line.item !== null) && bold.length < 2) return false
  if (colon === '' && bold.length < 2 && !(before === undefined || isBlank(before.text))) return false
  if (colon === '' && bold.length < 2 && after?.item == null && !isBlank(after?.text ?? '')) return false
  return actionHeading(words, more) === 'list'
}

/** Up to the next heading, the next list item where it was one, or a line that heads something else. */
function endOfLabelled(lines: readonly Line[], from: number, nextHeading: number): number {
  const inList = lines[from]?.item !== null
  let at = from + 1
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line === undefined || line.start >= nextHeading || (inList && line.item !== null)) break
    if (inList && !isBlank(line.text) && /^\S/.test(line.text) && isBlank(lines[at - 1]?.text ?? '')) break
    if (line.item !== null || line.kind === 'raw') continue
    if (/^[ \t]{0,3}(\*\*|__)[^*_]{2,80}\1:?[ \t]{0,4}$/.test(line.text)) break
    const words = /^[ \t]{0,3}([\p{L}][^:]{2,60}):?[ \t]{0,4}$/u.exec(line.text)?.[1]
    if (words !== undefined && !['actions', null].includes(questionOf(words))) break
  }
  return at
}
