import { stripHidden } from '../../text/markdown/hidden-characters.ts'
import type { SpanReport } from '../report.ts'
import type { IncidentRow } from '../rows/incident-rows.ts'
import type { ItemRow } from '../rows/item-rows.ts'

const columns = [
  'row',
  'repository',
  'incident',
  'title',
  'url',
  'opened',
  'closed',
  'severity',
  'services',
  'state',
  'proof',
  'merged',
  'days',
  'due',
  'late',
  'questions_answered',
  'approved_by_others',
  'owners',
  'closed_by',
] as const

type Line = Readonly<Partial<Record<(typeof columns)[number], string | number | null>>>

/** One line an incident and an action item, below the names of the columns, as RFC 4180 has it but for the line ends: a terminal shows no others. */
export function reportCsv({ incidents, items }: SpanReport): string {
  return csvOf(columns, [...incidents.map(incidentLine), ...items.map(itemLine)])
}

/** Lines of values below the names of their columns; no cell can act as a formula. */
export function csvOf<Column extends string>(
  names: readonly Column[],
  lines: readonly Readonly<Partial<Record<Column, string | number | null>>>[],
): string {
  const rows = [names, ...lines.map((line) => names.map((name) => line[name] ?? ''))]
  return rows.map((row) => `${row.map(cellCsv).join(',')}\n`).join('')
}

/**
 * A quoted cell. What a program could take for a formula gets an apostrophe in front, also behind white space; numbers of the
 * report itself stay numbers. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function cellCsv(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = stripHidden(value)
  // Full-width forms too, which some programs take for the plain ones.
  const acts = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/.test(text)
  return `"${acts ? "'" : ''}${text.replaceAll('"', '""')}"`
}

function incidentLine(row: IncidentRow): Line {
  const { postmortem } = row
  return {
    row: 'incident',
    repository: row.repository,
    incident: row.number,
    title: row.title,
    url: row.url,
    opened: row.declared,
    closed: row.closed,
    severity: row.severity,
    services: row.services.join('; '),
    state: postmortem.state,
    proof: postmortem.pull?.url ?? postmortem.document?.url ?? null,
    merged: postmortem.merged,
    days: postmortem.days,
    due: postmortem.due,
    late: postmortem.late === null ? null : postmortem.late ? 'yes' : 'no',
    questions_answered: postmortem.answered,
    approved_by_others: postmortem.approvers === null ? null : postmortem.approvers.length > 0 ? 'yes' : 'no',
  }
}

function itemLine(row: ItemRow): Line {
  return {
    row: 'action item',
    repository: row.repository,
    incident: row.incident,
    title: row.title,
    url: row.url,
    opened: row.opened,
    closed: row.closed,
    state: row.state,
    proof: row.closedBy?.url ?? null,
    days: row.took ?? row.age,
    due: row.due,
    late: row.state === 'open' && row.due !== null ? (row.overdue ? 'yes' : 'no') : null,
    owners: row.owners.join('; '),
    closed_by: row.closedBy?.text ?? null,
  }
}
