import { elapsedClosely } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import { sayer, sentence, text } from '../texts.ts'
import { clockIn } from './timeline/clock.ts'
import { contradictingMilestones, type Milestone, type MilestoneName } from './timeline/milestones.ts'
import { oldestFirst } from './timeline/timeline-event.ts'

/** Longer than this in milliseconds, the hour alone does not tell when. */
const day = 86_400_000

const durations = [
  ['detected', 'detect'],
  ['responded', 'respond'],
  ['mitigated', 'mitigate'],
  ['resolved', 'resolve'],
] as const satisfies readonly (readonly [to: MilestoneName, name: string])[]

/**
 * The milestones with their sources, how long each took from the start, and a chart once there is a phase to draw: each from
 * its milestone to the next one, the last one as a point. What
 * contradicts is said and not counted: a milestone before the start is a slip of somebody's pen.
 */
export function renderDurations(known: readonly Milestone[], context: Context): string {
  const say = sayer(context.templates)
  const at = new Map(known.map((milestone) => [milestone.name, milestone.at]))
  const start = at.get('started')
  const wrong = contradictingMilestones(known)
  const doubtful = new Set(wrong.flatMap(({ earlier, later }) => [earlier.name, later.name]))
  const tookTo = (name: MilestoneName, end: string) => {
    const [, duration] = durations.find(([to]) => to === name) ?? []
    if (start === undefined || duration === undefined || doubtful.has(name)) return ''
    return sentence(context.templates, `duration-${duration}`, { time: elapsedClosely(start, end) })
  }
  const sound = oldestFirst(known.filter(({ name }) => name === 'started' || !doubtful.has(name)))
  const phases = sound.map(({ name, at: from }, index) => {
    const to = sound[index + 1]?.at ?? from
    return { name: say(`phase-${name}`), id: name, from: plain(from), to: plain(to), isPoint: to === from }
  })
  const [first, last] = [sound[0]?.at ?? '', sound.at(-1)?.at ?? '']
  const moments = known.map(({ name, at: when, source }) => {
    return { name: say(`phase-${name}`), when: clockIn('utc', when), source, took: tookTo(name, when) }
  })
  const contradictions = wrong.map(({ earlier, later }) => {
    const [first, second] = [say(`phase-${earlier.name}`), say(`phase-${later.name}`)]
    return sentence(context.templates, 'contradiction', { earlier: first, later: second })
  })
  return text(context.templates, 'facts/durations', {
    chart: phases.some(({ isPoint }) => !isPoint),
    days: Date.parse(last) - Date.parse(first) > day,
    phases,
    moments,
    contradictions,
  }).trim()
}

/** An instant as the chart's `dateFormat` reads it. */
function plain(at: string): string {
  return at.slice(0, 19)
}
