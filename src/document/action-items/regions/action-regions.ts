import type { Line } from '../../../text/markdown/lines.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import { isTemplateQuestion, type MoreHeadings } from '../../headings/heading-question.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { type ActionGroup, labelledGroups, markedGroups, promisedGroups, tableGroups } from './action-labels.ts'
import { boxedGroups } from './boxed-groups.ts'
import { regionsOf } from './headed-regions.ts'
import { groupsOf } from './region-groups.ts'

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
