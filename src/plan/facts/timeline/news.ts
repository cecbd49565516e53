import type { FactBlock } from '../../../document/markers/fact-blocks.ts'
import { rowStart } from './timeline.ts'
import type { TimelineEvent } from './timeline-event.ts'

/**
 * The moments that a timeline in the document does not tell. In one that people edited, a row is known by its time and link,
 * whatever its words; what is older than the last row that they kept they left out on purpose, and where they kept none
 * nothing can be compared.
 */
export function missingEvents(
  standing: Pick<FactBlock, 'content' | 'untouched'>,
  moments: readonly TimelineEvent[],
): readonly TimelineEvent[] {
  const rows = rowsOf(standing.content)
  const isTold = (moment: TimelineEvent): boolean => {
    const alike = rows.get(rowStart(moment)) ?? []
    return standing.untouched ? alike.some((row) => row.endsWith(`| ${moment.what} |`)) : alike.length > 0
  }
  const missing = moments.filter((moment) => !isTold(moment))
  if (standing.untouched) return missing
  const kept = moments.filter(isTold).map(({ recordedAt }) => Date.parse(recordedAt))
  const latest = kept.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY)
  return kept.length === 0 ? [] : missing.filter(({ recordedAt }) => Date.parse(recordedAt) > latest)
}

/** The rows of a table by their first cell, where that is a link. */
function rowsOf(content: string): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>()
  for (const line of content.split(/\r\n|\n|\r/)) {
    const start = /^\| (\[[^\]]{1,30}\]\([^)\s]{1,2000}\))/.exec(line)?.[1]
    if (start === undefined) continue
    rows.set(start, [...(rows.get(start) ?? []), line.trimEnd()])
  }
  return rows
}
