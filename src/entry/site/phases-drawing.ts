import type { Element } from 'hast'
import { h, s } from 'hastscript'
import type { LibraryDocument } from '../../document/library/library-document.ts'
import type { LibraryPhase, TimelineMoment } from '../../document/library/timeline-moments.ts'

const names: Readonly<Record<LibraryPhase['name'], string>> = {
  started: 'Started',
  detected: 'Detected',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

/** What a stretch after a phase is: nobody knew, it hurt, it was being cleaned up. */
const stretches: Readonly<Record<LibraryPhase['name'], string>> = {
  started: 'unnoticed',
  detected: 'under way',
  mitigated: 'eased',
  resolved: 'over',
}

const minute = 60_000
/** A drawing of a longer time would show nothing but its ends. */
const longest = 60 * 24 * 60
const [width, height] = [1000, 44]

/**
 * The timeline of a document, drawn and told: a bar of its phases with a mark for each entry, where days and order are known,
 * then the entries as a list. `null` where the document tells no times. The drawing says nothing that is not in the words.
 */
export function timelineSection({ phases, timeline }: Pick<LibraryDocument, 'phases' | 'timeline'>): Element | null {
  if (phases.length === 0 && timeline.length === 0) return null
  const drawing = drawingOf(phases, timeline)
  return h('section', { className: ['timeline'], ariaLabelledBy: 'timeline' }, [
    h('h2', { id: 'timeline' }, 'Timeline'),
    ...(drawing === null ? [] : [drawing]),
    ...(phases.length === 0 ? [] : [phaseList(phases)]),
    ...(timeline.length === 0 ? [] : [momentList(timeline)]),
  ])
}

interface Span {
  readonly from: number
  readonly to: number
}

/** Times of entries as minutes; `null` where one has no day, their order is not theirs, or the zone is another than that of the phases. */
function minutesOf(phases: readonly LibraryPhase[], timeline: readonly TimelineMoment[]): readonly number[] | null {
  const zones = new Set(timeline.map(({ zone }) => zone))
  const mixed = zones.size > 1 || (phases.length > 0 && !zones.has('utc') && !zones.has(null))
  const at = timeline.map(({ day, minutes }) => (day === null ? Number.NaN : Date.parse(day) / minute + minutes))
  const inOrder = at.every((one, index) => index === 0 || one >= (at[index - 1] ?? one))
  return mixed || !inOrder || at.some(Number.isNaN) ? null : at
}

function drawingOf(phases: readonly LibraryPhase[], timeline: readonly TimelineMoment[]): Element | null {
  const known = phases.map(({ name, at }) => ({ name, at: Date.parse(at) / minute }))
  const moments = minutesOf(phases, timeline) ?? []
  const all = known.length > 1 ? known.map(({ at }) => at) : [...known.map(({ at }) => at), ...moments]
  const span = { from: Math.min(...all), to: Math.max(...all) }
  const inOrder = known.every(({ at }, index) => index === 0 || at >= (known[index - 1]?.at ?? at))
  if (all.length < 2 || !inOrder || span.to <= span.from || span.to - span.from > longest) return null
  const bars = known
    .slice(0, -1)
    .map(({ name, at }, index) => barOf(name, { from: at, to: known[index + 1]?.at ?? at }, span))
  const within = moments.filter((at) => at >= span.from && at <= span.to)
  const ticks = within.map((at) =>
    s('line', { className: ['tick'], x1: placeIn(span, at), x2: placeIn(span, at), y1: 4, y2: height - 4 }),
  )
  const label = `The incident on a line of ${spokenMinutes(span.to - span.from)}, told in words below.`
  return s(
    'svg',
    {
      className: ['drawing'],
      role: 'img',
      ariaLabel: label,
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
    },
    [s('rect', { className: ['base'], x: 0, y: 20, width, height: 4 }), ...bars, ...ticks],
  )
}

function placeIn({ from, to }: Span, at: number): number {
  return Math.round(4 + ((at - from) / (to - from)) * (width - 8))
}

function barOf(name: LibraryPhase['name'], { from, to }: Span, whole: Span): Element {
  const [x, end] = [placeIn(whole, from), placeIn(whole, to)]
  return s('rect', { className: ['bar', `bar-${name}`], x, y: 12, width: Math.max(2, end - x), height: 20 })
}

function phaseList(phases: readonly LibraryPhase[]): Element {
  const rows = phases.map(({ name, at }, index) => {
    const next = phases[index + 1]
    const took = next === undefined ? 0 : (Date.parse(next.at) - Date.parse(at)) / minute
    return h('tr', [
      h('th', { scope: 'row' }, [h('span', { className: ['key', `key-${name}`], ariaHidden: 'true' }), names[name]]),
      h('td', h('time', { dateTime: at }, `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`)),
      h('td', next === undefined || took < 0 ? '' : `${spokenMinutes(took)} ${stretches[name]}`),
    ])
  })
  const head = h(
    'thead',
    h(
      'tr',
      ['Phase', 'When', 'Then'].map((name) => h('th', { scope: 'col' }, name)),
    ),
  )
  return h('div', { className: ['wide'], tabIndex: 0, role: 'group', ariaLabel: 'Phases' }, [
    h('table', { className: ['phases'] }, [head, h('tbody', rows)]),
  ])
}

function momentList(timeline: readonly TimelineMoment[]): Element {
  let day: string | null = null
  const items = timeline.map((moment) => {
    const time = `${String(Math.floor(moment.minutes / 60)).padStart(2, '0')}:${String(moment.minutes % 60).padStart(2, '0')}`
    const newDay = moment.day !== null && moment.day !== day
    day = moment.day
    return h('li', [
      h(
        'span',
        { className: ['when'] },
        `${newDay ? `${moment.day} ` : ''}${time}${moment.zone === null ? '' : ` ${moment.zone.toUpperCase()}`}`,
      ),
      h('span', { dir: 'auto' }, moment.text.length > 300 ? `${moment.text.slice(0, 299)}…` : moment.text),
    ])
  })
  return h('ol', { className: ['moments'] }, items)
}

function spokenMinutes(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), Math.round(minutes % 60)]
  const parts = [
    ...(days > 0 ? [`${days} d`] : []),
    ...(hours > 0 ? [`${hours} h`] : []),
    ...(rest > 0 && days === 0 ? [`${rest} min`] : []),
  ]
  return parts.length === 0 ? '0 min' : parts.join(' ')
}
