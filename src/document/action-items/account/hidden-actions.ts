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
  // Where one fence never ends, each before it may have taken the beginning of another for its own end.
  const odd = enclosed.findLastIndex(({ kind, to }) => kind === 'fence' && to === null)
  for (const [index, block] of enclosed.entries()) {
    const mayHide = block.to === null || block.swallows || (block.kind === 'fence' && index < odd)
    if (!mayHide) continue
    let level = 0
    for (let number = block.from; number <= lastOf(block); number += 1) {
      const text = lines[number - first]?.text ?? ''
      const heading = atxHeading.exec(text)
      const own = heading?.[1]?.length ?? 0
      if (heading !== null && isOfActions(heading[2] ?? '', more)) level = level === 0 ? own : Math.min(level, own)
      else if (own > 0 && own <= level) level = 0
      if (level > 0 && /[\p{L}\p{N}]/u.test(text)) hidden.add(number)
    }
  }
  return hidden
}

function lastOf({ to, last }: Enclosed): number {
  return to ?? last
}

function isOfActions(heading: string, more: MoreHeadings): boolean {
  const kind = actionHeading(heading, more)
  return kind === 'list' || kind === 'question'
}
