import { type ReportFacts, type ReportScope, recordName } from './facts.ts'
import { type FigureGroup, figuresOf } from './figures/figures.ts'
import { asOf } from './rows/as-of.ts'
import type { IncidentRow } from './rows/incident-rows.ts'
import type { ItemRow } from './rows/item-rows.ts'
import { recordRows } from './rows/record-rows.ts'
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
    const { documents, incidents, items } = recordRows(facts, scope, texts)
    const recurrences = recurrenceRows({ facts, incidents, documents, items })
    return { incidents, items, recurrences, would: wouldHave(facts, documents, incidents) }
  })
  const incidents = parts.flatMap((part) => part.incidents)
  const items = parts.flatMap((part) => part.items)
  const recurrences = parts.flatMap((part) => part.recurrences)
  return {
    scope,
    repositories: sorted.map((record) => ({
      name: recordName(record),
      url: record.repository.url,
      commit: record.commit,
    })),
    figures: figuresOf({ incidents, items, recurrences, repositories: sorted, scope }),
    incidents,
    items,
    recurrences,
    would: joinWoulds(parts.map(({ would }) => would)),
    gaps: sorted.flatMap(({ gaps }) => gaps),
  }
}
