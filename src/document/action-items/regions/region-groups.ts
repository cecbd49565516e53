import type { Line } from '../../../text/markdown/lines.ts'
import type { ParsedDocument, Section } from '../../../text/markdown/sections.ts'
import { isMixedHeading, type MoreHeadings } from '../../headings/heading-question.ts'
import { type ItemContext, isAdvice, isAside, noContext, within } from '../fields/item-context.ts'
import type { ItemReading } from '../fields/item-reading.ts'
import { type ActionGroup, isLostHeading } from './action-labels.ts'

/** What stands below each heading of the regions, up to the next heading. Headings of something else are left aside with all below. */
export function groupsOf(
  document: ParsedDocument,
  regions: readonly Section[],
  reading: ItemReading,
  more: MoreHeadings,
): readonly ActionGroup[] {
  return regions.flatMap((region) => {
    const mixed = isMixedHeading(region.heading, more)
    return regionGroups(document, region, reading).map((group) => ({ ...group, mixed }))
  })
}

/** What the headings above some lines say of them. */
interface Above {
  readonly level: number
  readonly context: ItemContext
  /** Whether one of them asks something else. */
  readonly aside: boolean
}

function regionGroups(document: ParsedDocument, region: Section, reading: ItemReading): readonly ActionGroup[] {
  const groups: ActionGroup[] = []
  const sections = beginningIn(document.sections, region.start, region.end)
  const { state, due, measures } = within(noContext, region.heading, reading)
  const root: Above = { level: region.level, context: { ...noContext, state, due, measures }, aside: false }
  const above: Above[] = []
  for (const [index, section] of sections.entries()) {
    while ((above.at(-1)?.level ?? 0) >= section.level) above.pop()
    const own = section === region ? root : belowHeading(section, above.at(-1) ?? root, reading)
    above.push(own)
    if (own.aside) continue
    const end = sections[index + 1]?.start ?? region.end
    const lines = upToLostHeading(beginningIn(document.lines, section.headingEnd, end))
    const heading = section === region ? null : section
    groups.push({ lines, context: own.context, heading, lead: null })
  }
  return groups
}

function belowHeading({ heading, level }: Section, around: Above, reading: ItemReading): Above {
  const aside = around.aside || isAside(heading) || isAdvice(heading)
  return { level, context: within(around.context, heading, reading), aside }
}

/** What was meant as a heading heads something else. */
function upToLostHeading(lines: readonly Line[]): readonly Line[] {
  const other = lines.findIndex(isLostHeading)
  return other < 0 ? lines : lines.slice(0, other)
}

/** Those of `all`, which are in order, that begin at `from` or later, and before `to`. */
function beginningIn<T extends { readonly start: number }>(all: readonly T[], from: number, to: number): readonly T[] {
  return all.slice(firstFrom(all, from), firstFrom(all, to))
}

/** The index of the first that begins at an offset or later. */
function firstFrom(all: readonly { readonly start: number }[], offset: number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
