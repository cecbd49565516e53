import { countGroups, type Figure, labelled, type Queries } from './figure.ts'
import type { FigureParts } from './figure-parts.ts'

const none = 'none said'

/** How many incidents there were, and of what. */
export function incidentFigures({ incidents, repositories }: FigureParts, queries: Queries): readonly Figure[] {
  const query = queries.opened(queries.incidents)
  const severities = new Set(repositories.flatMap(({ configuration }) => configuration.severityLabels))
  const bySeverity = incidents.map(({ severity }) => severity ?? none)
  const byService = incidents.flatMap(({ services }) => (services.length === 0 ? [none] : services))
  const byMonth = incidents.flatMap(({ declared }) => declared?.slice(0, 7) ?? [])
  return [
    {
      key: 'incidents',
      label: 'Incidents',
      definition:
        'Issues with the incident label that were opened in the time span, and documents of that time that name no such issue.',
      query,
      value: { kind: 'count', count: incidents.length },
    },
    {
      key: 'incidents-by-month',
      label: 'Incidents by month',
      definition: 'By the month in which the issue was opened, in UTC, or of the day that the document tells.',
      query,
      value: countGroups(byMonth, byMonth.length, {
        order: 'by-name',
        query: (month) => queries.any(`${queries.incidents} created:${month}`),
      }),
    },
    {
      key: 'incidents-by-severity',
      label: 'Incidents by severity',
      definition: 'By the severity label, else by what the front matter of the document says.',
      query,
      value: countGroups(bySeverity, incidents.length, {
        query: (name) => (severities.has(name) ? queries.opened(`${queries.incidents} ${labelled([name])}`) : null),
      }),
    },
    {
      key: 'incidents-by-service',
      label: 'Incidents by service',
      definition: 'By label, form or front matter. One that is about several services counts for each.',
      query,
      value: countGroups(byService, incidents.length, { query: () => null }),
    },
  ]
}
