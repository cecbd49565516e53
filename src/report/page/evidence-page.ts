import type { AuditEvidence } from '../evidence.ts'
import { lastDay } from '../figures/figure.ts'
import { counting, type ReportSection, type ReportTable } from '../show/sections.ts'
import { htmlPage } from './page.ts'

/** Evidence as one page of HTML that needs nothing beside it. */
export function evidencePage(evidence: AuditEvidence, digest: string): string {
  const { scope, incidents, items, exceptions, gaps } = evidence
  const span = `${scope.since.slice(0, 10)} to ${lastDay(scope.until)}`
  const tables: readonly (readonly [title: string, table: ReportTable])[] = [
    ['Exceptions', tableOfRows(counting(exceptions.length, 'exception'), exceptionHeads, exceptions)],
    ['Incidents', tableOfRows(counting(incidents.length, 'incident'), incidentHeads, incidents)],
    ['Action items', tableOfRows(counting(items.length, 'action item'), itemHeads, items)],
  ]
  const missing: readonly ReportSection[] =
    gaps.length === 0 ? [] : [{ title: 'What was not read', intro: gaps, figures: [], tables: [] }]
  return htmlPage({
    title: `Evidence of incidents of ${scope.target}`,
    about: `${span} · ${counting(incidents.length, 'incident')}, ${counting(items.length, 'action item')}, ${counting(exceptions.length, 'exception')}`,
    sections: [
      ...missing,
      ...tables.map(([title, table]) => ({
        title,
        intro: table.rows.length === 0 ? ['None.'] : [],
        figures: [],
        tables: table.rows.length === 0 ? [] : [table],
      })),
    ],
    foot: [
      'These are facts as they stand on GitHub, each with a link to its proof. They claim compliance with nothing.',
      `SHA-256 over all rows with their commit ids: ${digest}`,
    ],
  })
}

const incidentHeads = {
  incident: 'Incident',
  title: 'Title',
  declared: 'Declared',
  severity: 'Severity',
  postmortem: 'Postmortem',
  merged: 'Merged',
  due: 'Due',
  inTime: 'In time',
  approvedBy: 'Approved by others',
  commit: 'Commit',
} as const
const itemHeads = {
  incident: 'Incident',
  item: 'Action item',
  owner: 'Owner',
  due: 'Due',
  state: 'State',
  closed: 'Closed',
  closedBy: 'Closed by',
} as const
const exceptionHeads = { subject: 'About', what: 'What', reason: 'The reason that stands there' } as const

function tableOfRows<Name extends string>(
  caption: string,
  heads: Readonly<Record<Name, string>>,
  rows: readonly Readonly<Record<NoInfer<Name>, ReportTable['rows'][number][number]>>[],
): ReportTable {
  const columns: readonly (readonly [Name, string])[] = entriesOf(heads)
  return {
    caption,
    columns: columns.map(([, head]) => head),
    rows: rows.map((row) => columns.map(([name]) => row[name])),
  }
}

function entriesOf<Name extends string>(heads: Readonly<Record<Name, string>>): readonly (readonly [Name, string])[] {
  const names: readonly Name[] = namesOf(heads)
  return names.map((name) => [name, heads[name]])
}

function namesOf<Name extends string>(heads: Readonly<Record<Name, string>>): readonly Name[] {
  const names: Name[] = []
  for (const name in heads) names.push(name)
  return names
}
