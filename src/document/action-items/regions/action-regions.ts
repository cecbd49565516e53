import type { Line } from '../../../text/markdown/lines.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import {
  actionHeading,
  isMixedHeading,
  isTemplateQuestion,
  type MoreHeadings,
} from '../../headings/heading-question.ts'
import { type ItemContext, isAdvice, isAside, noContext, within } from '../fields/item-context.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import {
  type ActionGroup,
  isLostHeading,
  labelledGroups,
  markedGroups,
  promisedGroups,
  tableGroups,
} from './action-labels.ts'
import { boxedGroups } from './boxed-groups.ts'

export interface ActionRegions {
  readonly groups: readonly ActionGroup[]
  /** UTF-16 code units of all of them. */
  readonly length: number
  /** The stretches below the headings and labels that head actions, in order. */
  readonly spans: readonly Span[]
}

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * What stands under headings that mean actions, group by group in the order of the document: under every sure heading, else
 * under every one that may mean them, and under lines that look like such headings; else in tables whose own head says that
 * they hold action items, else below sentences that promise what comes, else in lines marked TODO. `null` where there is none.
 */
export function actionRegions(
  document: ParsedDocument,
  reading: ItemReading,
  more: MoreHeadings,
): ActionRegions | null {
  const regions = regionsOf(document, more)
  const readings = [
    () => inOrder(groupsOf(document, regions, reading, more), labelsBeside(document, regions, reading, more)),
    () => tableGroups(document),
    () => promisedGroups(document),
    () => markedGroups(document),
  ]
  const headed = firstFilled(readings)
  const groups = inOrder(headed, boxesBeside(document, regions, headed, more))
  if (groups.length === 0) return null
  // What stands in a region and is left aside counts, too; so does what a label heads outside of them.
  const inRegions = regions.reduce((sum, { headingEnd, end }) => sum + end - headingEnd, 0)
  const beside = groups.filter(({ lines }) => isOutside(regions, lines[0]))
  const length = beside.reduce(
    (sum, { lines }) => sum + lines.reduce((all, { text }) => all + text.length + 1, 0),
    inRegions,
  )
  return { groups, length, spans: spansOf(document, regions, headed) }
}

/** Everything below the headings of the actions, the template's question included, and below what stands for such headings. */
function spansOf(
  { sections }: ParsedDocument,
  regions: readonly Section[],
  groups: readonly ActionGroup[],
): readonly Span[] {
  const questions = sections.filter(({ heading }) => isTemplateQuestion(heading))
  const headed = [...regions, ...questions].map(({ start, end }) => ({ start, end }))
  const labelled = groups.flatMap(({ lines, lead }) => {
    const [first, last] = [lead ?? lines[0], lines.at(-1) ?? lead]
    return first == null || last == null || !isOutside(regions, first)
      ? []
      : [{ start: first.start, end: last.end + 1 }]
  })
  const spans: Span[] = []
  for (const span of [...headed, ...labelled].toSorted((one, other) => one.start - other.start)) {
    const before = spans.at(-1)
    if (before === undefined || span.start > before.end) spans.push(span)
    else spans[spans.length - 1] = { start: before.start, end: Math.max(before.end, span.end) }
  }
  return spans
}

/** The groups below bold lines that head actions and stand outside of the regions, which say all that they hold themselves. */
function labelsBeside(
  document: ParsedDocument,
  regions: readonly Section[],
  reading: ItemReading,
  more: MoreHeadings,
): readonly ActionGroup[] {
  const labelled = labelledGroups(document, reading, more)
  if (regions.length === 0) return labelled
  return labelled.filter(({ lines, lead }) => lead === null && isOutside(regions, lines[0]))
}

/** The lists of boxes that stand in none of the groups: outside of the regions, and directly below the template's question. */
function boxesBeside(
  document: ParsedDocument,
  regions: readonly Section[],
  headed: readonly ActionGroup[],
  more: MoreHeadings,
): readonly ActionGroup[] {
  const taken = new Set(headed.flatMap(({ lines }) => lines.map(({ number }) => number)))
  return boxedGroups(document, more).filter(({ lines: [first] }) => {
    return first !== undefined && isOutside(regions, first) && !taken.has(first.number)
  })
}

function isOutside(regions: readonly Section[], line: Line | undefined): boolean {
  return line !== undefined && regions.every(({ start, end }) => line.start < start || line.start >= end)
}

function inOrder(one: readonly ActionGroup[], other: readonly ActionGroup[]): readonly ActionGroup[] {
  if (other.length === 0) return one
  const startOf = ({ lines, lead }: ActionGroup) => lead?.start ?? lines[0]?.start ?? 0
  return [...one, ...other].toSorted((first, second) => startOf(first) - startOf(second))
}

function firstFilled(readings: readonly (() => readonly ActionGroup[])[]): readonly ActionGroup[] {
  for (const read of readings) {
    const groups = read()
    if (groups.length > 0) return groups
  }
  return []
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

function groupsOf(
  document: ParsedDocument,
  regions: readonly Section[],
  reading: ItemReading,
  more: MoreHeadings,
): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  let at = 0
  let next = 0
  for (const region of regions) {
    while ((document.sections[next]?.start ?? Number.POSITIVE_INFINITY) < region.start) next += 1
    const above: { readonly level: number; readonly context: ItemContext; readonly aside: boolean }[] = []
    const outer = within(noContext, region.heading, reading)
    const mixed = isMixedHeading(region.heading, more)
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
      const all: Line[] = []
      for (let line = document.lines[at]; line !== undefined && line.start < end; line = document.lines[at]) {
        all.push(line)
        at += 1
      }
      const other = all.findIndex(isLostHeading)
      const lines = other < 0 ? all : all.slice(0, other)
      if (!aside) groups.push({ lines, context, heading: inner, lead: null, mixed })
    }
  }
  return groups
}
