import type { Context } from '../context.ts'
import { elapsed } from '../duration.ts'
import { sentence, text } from '../texts.ts'
import type { Milestone, MilestoneName } from './milestones.ts'

const durations: readonly (readonly [name: string, to: MilestoneName])[] = [
  ['detect', 'detected'],
  ['respond', 'responded'],
  ['mitigate', 'mitigated'],
  ['resolve', 'resolved'],
]

/** The milestones with their sources, how long each took from the start, and a chart once there are phases to draw. */
export function renderDurations(known: readonly Milestone[], context: Context): string {
  const say = (name: string) => sentence(context.templates, name)
  const at = new Map(known.map((milestone) => [milestone.name, milestone.at]))
  const start = at.get('started')
  const counted = durations.flatMap(([name, to]) => {
    const end = at.get(to)
    // A milestone before the start is a slip of somebody's pen, and says nothing about how long it took.
    if (start === undefined || end === undefined || end < start) return []
    return [{ name: say(`duration-${name}`), value: elapsed(start, end) }]
  })
  const inOrder = known.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  const phases = inOrder.flatMap(({ name, at: from }, index) => {
    const next = inOrder[index + 1]
    if (next === undefined || next.at === from) return []
    return [{ name: say(`phase-${name}`), id: name, from: plain(from), to: plain(next.at) }]
  })
  const moments = known.map(({ name, at: when, source }) => {
    return { name: say(`phase-${name}`), when: `${when.slice(0, 10)} ${when.slice(11, 16)}`, source }
  })
  return text(context.templates, 'facts/durations', {
    chart: phases.length > 0,
    phases,
    moments,
    durations: counted,
  }).trim()
}

/** An instant as the chart's `dateFormat` reads it. */
function plain(at: string): string {
  return at.slice(0, 19)
}
