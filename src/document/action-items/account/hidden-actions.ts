import type { Enclosed } from '../../../text/markdown/lines.ts'
import type { ParsedDocument } from '../../../text/markdown/sections.ts'
import { actionHeading, type MoreHeadings } from '../../headings/heading-question.ts'

const atxHeading = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/

/**
 * The lines that a heading of the actions heads, itself among them, where code, a comment or HTML that was opened above swallowed
 * both: one that never ends, or that holds the beginning of another such block, whose end it took for its own. Numbers of lines.
 */
export function hiddenActions({ lines, enclosed }: ParsedDocument, more: MoreHeadings): ReadonlySet<number> {
  const hidden = new Set<number>()
  const first = lines[0]?.number ?? 1
  for (const { from, to, last } of hidingBlocks(enclosed)) {
    let level = 0
    for (let number = from; number <= (to ?? last); number += 1) {
      const text = lines[number - first]?.text ?? ''
      level = levelBelow(text, level, more)
      if (level > 0 && /[\p{L}\p{N}]/u.test(text)) hidden.add(number)
    }
  }
  return hidden
}

/** Blocks that may hold what nobody meant to be in them. */
function hidingBlocks(enclosed: readonly Enclosed[]): readonly Enclosed[] {
  // Where one fence never ends, each before it may have taken the beginning of another for its own end.
  const odd = enclosed.findLastIndex(({ kind, to }) => kind === 'fence' && to === null)
  return enclosed.filter(
    ({ kind, to, swallows }, index) => to === null || swallows || (kind === 'fence' && index < odd),
  )
}

/** The level of the heading of actions that a line stands below, itself included, by that of the line above it; 0 for none. */
function levelBelow(text: string, above: number, more: MoreHeadings): number {
  const heading = atxHeading.exec(text)
  if (heading === null) return above
  const level = heading[1]?.length ?? 0
  if (isOfActions(heading[2] ?? '', more)) return above === 0 ? level : Math.min(above, level)
  return level <= above ? 0 : above
}

function isOfActions(heading: string, more: MoreHeadings): boolean {
  const kind = actionHeading(heading, more)
  return kind === 'list' || kind === 'question'
}
