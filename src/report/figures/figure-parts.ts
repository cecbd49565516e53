import type { ReportScope, RepositoryRecord } from '../facts.ts'
import type { IncidentRow } from '../rows/incident-rows.ts'
import type { ItemRow } from '../rows/item-rows.ts'
import type { RecurrenceRow } from '../rows/recurrence-rows.ts'

/** What figures are made of. */
export interface FigureParts {
  readonly incidents: readonly IncidentRow[]
  readonly items: readonly ItemRow[]
  readonly recurrences: readonly RecurrenceRow[]
  readonly repositories: readonly RepositoryRecord[]
  readonly scope: ReportScope
}

/** An incident as a dot of a spread is called, and where it leads. */
export function dotOf({ repository, number, title, url }: IncidentRow) {
  return { label: number === null ? title : `${repository}#${number} ${title}`, url }
}
