import type { AuditEvidence } from '../evidence.ts'
import { csvOf } from './csv.ts'
import type { ShownCell } from './sections.ts'

const columns = [
  'row',
  'incident',
  'incident_proof',
  'subject',
  'subject_proof',
  'declared',
  'severity',
  'postmortem',
  'postmortem_proof',
  'merged',
  'due',
  'in_time',
  'approved_by',
  'commit',
  'commit_proof',
  'owner',
  'state',
  'closed',
  'closed_by',
  'closed_by_proof',
  'exception',
  'reason',
  'reason_proof',
] as const

type Line = Readonly<Partial<Record<(typeof columns)[number], string | null>>>

/** One line an incident, an action item and an exception; the last line is the digest. */
export function evidenceCsv({ incidents, items, exceptions }: AuditEvidence, digest: string): string {
  const lines: readonly Line[] = [
    ...incidents.map(
      (row): Line => ({
        row: 'incident',
        ...proved('incident', row.incident),
        ...proved('subject', row.title),
        declared: row.declared.text,
        severity: row.severity.text,
        ...proved('postmortem', row.postmortem),
        merged: row.merged.text,
        due: row.due.text,
        in_time: row.inTime.text,
        approved_by: row.approvedBy.text,
        ...proved('commit', row.commit),
      }),
    ),
    ...items.map(
      (row): Line => ({
        row: 'action item',
        ...proved('incident', row.incident),
        ...proved('subject', row.item),
        due: row.due.text,
        owner: row.owner.text,
        state: row.state.text,
        closed: row.closed.text,
        ...proved('closed_by', row.closedBy),
      }),
    ),
    ...exceptions.map(
      (row): Line => ({
        row: 'exception',
        ...proved('subject', row.subject),
        exception: row.what.text,
        ...proved('reason', row.reason),
      }),
    ),
    { row: 'digest', subject: digest },
  ]
  return csvOf(columns, lines)
}

function proved(
  name: 'incident' | 'subject' | 'postmortem' | 'commit' | 'closed_by' | 'reason',
  { text, url }: ShownCell,
): Line {
  return { [name]: text, [`${name}_proof`]: url ?? null }
}
