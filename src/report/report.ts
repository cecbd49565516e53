import type { ReportFacts, ReportScope } from './facts.ts'
import { type FigureGroup, figuresOf } from './figures/figures.ts'
import { asOf } from './rows/as-of.ts'
import { documentRows } from './rows/document-rows.ts'
import { type IncidentRow, incidentRows } from './rows/incident-rows.ts'
import { type ItemRow, itemRows } from './rows/item-rows.ts'
import { type RecurrenceRow, recurrenceRows } from './rows/recurrence-rows.ts'
import { joinWoulds, type Would, wouldHave } from './would.ts'

/** What a report says, as data. */
export interface SpanReport {
  readonly scope: ReportScope
  readonly repositories: readonly { readonly name: string; readonly url: string; readonly commit: string }[]
  readonly figures: readonly FigureGroup[]
  readonly incidents: readonly IncidentRow[]
  readonly items: readonly ItemRow[]
  readonly recurrences: readonly RecurrenceRow[]
  readonly would: Would
  /** What was not read, as sentences. */
  readonly gaps: readonly string[]
}

/** The report of a time span. Pure: the same facts give the same report, in whatever order they were read. */
export function spanReport({ scope, repositories, texts }: ReportFacts): SpanReport {
  const sorted = repositories.toSorted((one, other) => (one.repository.name < other.repository.name ? -1 : 1))
  const parts = sorted.map((read) => {
    const facts = asOf(read, scope.until)
    const documents = documentRows(facts, texts)
    const incidents = incidentRows(facts, documents, scope)
    const items = itemRows({ facts, documents, incidents, scope })
    const recurrences = recurrenceRows({ facts, incidents, documents, items })
    return { incidents, items, recurrences, would: wouldHave(facts, documents, incidents) }
  })
  const incidents = parts.flatMap((part) => part.incidents)
  const items = parts.flatMap((part) => part.items)
  const recurrences = parts.flatMap((part) => part.recurrences)
  return {
    scope,
    repositories: sorted.map(({ repository, commit }) => ({
      name: `${repository.owner}/${repository.name}`,
      url: repository.url,
      commit,
    })),
    figures: figuresOf({ incidents, items, recurrences, repositories: sorted, scope }),
    incidents,
    items,
    recurrences,
    would: joinWoulds(parts.map(({ would }) => would)),
    gaps: sorted.flatMap(({ gaps }) => gaps),
  }
}
