import { type IssueEvent, sameLabel } from '../../../domain/issue.ts'

/** One label taken for another is two events of GitHub's. This far apart, in milliseconds, they are one change. */
const togetherWithin = 60_000

/** The severity that an incident got; `null` where it lost the last one. */
export interface SeverityChange {
  readonly at: string
  readonly who: string
  readonly from: string | null
  readonly to: string | null
}

/**
 * How the severity changed, oldest first, from the events of severity labels. Of several labels the first in `known`
 * counts, as everywhere. One change by one person within a minute is told once, and none where the first and the last
 * severity are the same.
 */
export function severityChanges(events: readonly IssueEvent[], known: readonly string[]): readonly SeverityChange[] {
  const carried = new Set<string>()
  const current = () => known.find((label) => carried.has(label)) ?? null
  const changes: SeverityChange[] = []
  for (const event of events) {
    if (event.kind !== 'labelled' && event.kind !== 'unlabelled') continue
    const label = severityOfLabel(event.label, known)
    if (label === undefined) continue
    const from = current()
    if (event.kind === 'labelled') carried.add(label)
    else carried.delete(label)
    const change = { at: event.at, who: event.actor?.login ?? 'ghost', from, to: current() }
    const last = changes.at(-1)
    if (last !== undefined && areOne(last, change)) changes.splice(-1, 1, { ...change, from: last.from })
    else changes.push(change)
  }
  return changes.filter(({ from, to }) => from !== to)
}

/** The severity that a label is, as the configuration writes it; `undefined` for any other label. */
export function severityOfLabel(label: string, known: readonly string[]): string | undefined {
  return known.find((one) => sameLabel(one, label))
}

function areOne(one: SeverityChange, other: SeverityChange): boolean {
  return one.who === other.who && Date.parse(other.at) - Date.parse(one.at) <= togetherWithin
}
