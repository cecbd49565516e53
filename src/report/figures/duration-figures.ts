import type { IncidentTimes } from '../rows/incident-rows.ts'
import { type Figure, type Queries, spreadOf } from './figure.ts'
import { dotOf, type FigureParts } from './figure-parts.ts'

const spans: readonly (readonly [key: string, label: string, from: keyof IncidentTimes, to: keyof IncidentTimes])[] = [
  ['hours-to-detect', 'Hours until it was noticed', 'started', 'detected'],
  ['hours-to-mitigate', 'Hours until it stopped hurting', 'started', 'mitigated'],
  ['hours-to-resolve', 'Hours until it was over', 'started', 'resolved'],
]

/** How long incidents took, by their issues and by what their documents say. */
export function durationFigures({ incidents }: FigureParts, queries: Queries): readonly Figure[] {
  const open = incidents.flatMap((row) => {
    const { declared, closed, number } = row
    return number === null || declared === null || closed === null
      ? []
      : { value: hoursBetween(declared, closed), ...dotOf(row) }
  })
  return [
    {
      key: 'hours-open',
      label: 'Hours that the issue was open',
      definition: 'From the opening to the last closing of the issue, of those that are closed.',
      query: queries.opened(`${queries.incidents} is:closed`),
      value: spreadOf('hours', open),
    },
    ...spans.map(
      ([key, label, from, to]): Figure => ({
        key,
        label,
        definition: `From “${from}” to “${to}” in the front matter of the document, where it says both.`,
        query: null,
        value: spreadOf(
          'hours',
          incidents.flatMap((row) => {
            const [start, end] = [row.times[from], row.times[to]]
            return start === null || end === null || Date.parse(end) < Date.parse(start)
              ? []
              : { value: hoursBetween(start, end), ...dotOf(row) }
          }),
        ),
      }),
    ),
  ]
}

function hoursBetween(from: string, to: string): number {
  return Math.round(((Date.parse(to) - Date.parse(from)) / 3_600_000) * 10) / 10
}
