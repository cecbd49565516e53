import { durationFigures } from './duration-figures.ts'
import { type Figure, queriesFor } from './figure.ts'
import type { FigureParts } from './figure-parts.ts'
import { incidentFigures } from './incident-figures.ts'
import { itemFigures } from './item-figures.ts'
import { postmortemFigures } from './postmortem-figures.ts'
import { recurrenceFigures } from './recurrence-figures.ts'

/** The figures of one part of a report. */
export interface FigureGroup {
  readonly title: string
  readonly figures: readonly Figure[]
}

/** What is counted, in the order in which a report tells it. Never of one person. */
export function figuresOf(counted: FigureParts): readonly FigureGroup[] {
  const queries = queriesFor(counted.repositories, counted.scope)
  return [
    { title: 'Incidents', figures: incidentFigures(counted, queries) },
    { title: 'Postmortems', figures: postmortemFigures(counted, queries) },
    { title: 'Action items', figures: itemFigures(counted, queries) },
    { title: 'What came back', figures: recurrenceFigures(counted) },
    { title: 'Durations', figures: durationFigures(counted, queries) },
  ]
}
