import type { Context } from '../../context.ts'
import { text } from '../../texts.ts'
import { clockIn } from './clock.ts'
import { oldestFirst, type Prominence, type TimelineEvent } from './timeline-event.ts'

/** More rows than these go into a part that is folded. */
const mostInSight = 60
/** More than this nobody reads, and GitHub shows no document much longer. */
const mostFolded = 1_000

/**
 * The timeline as a table, oldest first: times in UTC, and in `zone` where that is another one, with the day where it is another
 * one, too. Past sixty rows the
 * heaviest stay in sight and the rest is folded; of that, the last are left out past a thousand, and said so.
 */
export function renderTimeline(moments: readonly TimelineEvent[], zone: string, context: Context): string {
  const rows = oldestFirst(moments).map((moment) => ({
    ...moment,
    utc: clockIn('utc', moment.at),
    there: thereAt(moment.at, zone),
  }))
  const inSight = heaviest(rows)
  const rest = rows.filter((row) => !inSight.has(row))
  return text(context.templates, 'facts/timeline', {
    local: zone !== 'UTC',
    zone,
    shown: rows.filter((row) => inSight.has(row)),
    folded: rest.length,
    rest: rest.slice(0, mostFolded),
    omitted: Math.max(0, rest.length - mostFolded),
  }).trim()
}

/** What a row of the table begins with: the time as a link. It tells the row from every other in what people left of it. */
export function rowStart({ at, url }: Pick<TimelineEvent, 'at' | 'url'>): string {
  return `[${clockIn('utc', at)}](${url})`
}

function thereAt(at: string, zone: string): string {
  const there = clockIn(zone, at)
  const [day = '', time = ''] = there.split(' ')
  return clockIn('utc', at).startsWith(day) ? time : there
}

const prominences: readonly Prominence[] = ['turn', 'key', 'detail']

/** All rows where they are few. Else the first ones of the greatest prominence, and no detail to fill up. */
function heaviest<T extends TimelineEvent>(rows: readonly T[]): ReadonlySet<T> {
  if (rows.length <= mostInSight) return new Set(rows)
  const heavy = rows
    .filter(({ prominence }) => prominence !== 'detail')
    .toSorted((one, other) => prominences.indexOf(one.prominence) - prominences.indexOf(other.prominence))
  return new Set(heavy.slice(0, mostInSight))
}
