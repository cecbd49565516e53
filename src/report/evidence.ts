import { oneLine } from '../text/markdown/hidden-characters.ts'
import { type ReportFacts, type ReportScope, type RepositoryRecord, recordName } from './facts.ts'
import { itemStateNames } from './figures/item-figures.ts'
import { stateNames } from './figures/postmortem-figures.ts'
import { asOf } from './rows/as-of.ts'
import { type IncidentRow, postmortemOf } from './rows/incident-rows.ts'
import type { ItemRow } from './rows/item-rows.ts'
import { recordRows } from './rows/record-rows.ts'
import type { ShownCell } from './show/sections.ts'

/** One incident as an auditor asks about it; each cell leads to its proof. */
export interface IncidentEvidence {
  readonly incident: ShownCell
  readonly title: ShownCell
  readonly declared: ShownCell
  readonly severity: ShownCell
  readonly postmortem: ShownCell
  readonly merged: ShownCell
  readonly due: ShownCell
  readonly inTime: ShownCell
  readonly approvedBy: ShownCell
  /** The commit of the merge, or the fingerprint of a document that came without a pull request of the app. */
  readonly commit: ShownCell
}

/** One action item of these incidents. */
export interface ItemEvidence {
  readonly incident: ShownCell
  readonly item: ShownCell
  readonly owner: ShownCell
  readonly due: ShownCell
  readonly state: ShownCell
  readonly closed: ShownCell
  readonly closedBy: ShownCell
}

/** What an auditor would ask about, with the reason that stands on GitHub. */
export interface ExceptionEvidence {
  readonly subject: ShownCell
  readonly what: ShownCell
  readonly reason: ShownCell
}

/** The facts of a time span, without any claim. The same facts give the same value, whatever else happened since. */
export interface AuditEvidence {
  readonly scope: ReportScope
  readonly repositories: readonly { readonly name: string; readonly url: string }[]
  readonly incidents: readonly IncidentEvidence[]
  readonly items: readonly ItemEvidence[]
  readonly exceptions: readonly ExceptionEvidence[]
  readonly gaps: readonly string[]
}

const noReason: ShownCell = { text: 'no reason stands there' }

/** The rows of evidence, incidents oldest first. */
export function evidenceOf({ scope, repositories, texts }: ReportFacts): AuditEvidence {
  const sorted = repositories.toSorted((one, other) => (one.repository.name < other.repository.name ? -1 : 1))
  const parts = sorted.map((read) => {
    const facts = withoutHead(asOf(read, scope.until))
    const { incidents: rows, items } = recordRows(facts, scope, texts)
    const urls = new Map(rows.map(({ number, url, postmortem }) => [number ?? postmortem.document?.path ?? null, url]))
    const incident = ({ incident: of }: ItemRow): ShownCell => ({
      text: typeof of === 'number' ? `${recordName(facts)}#${of}` : (of ?? ''),
      url: urls.get(of) ?? null,
    })
    return {
      incidents: rows.map((row) => incidentEvidence(row, facts)),
      items: items.map((item) => ({ incident: incident(item), ...itemEvidence(item) })),
      exceptions: [
        ...rows.flatMap((row) => incidentExceptions(row, facts)),
        ...items.flatMap((item) => itemExceptions(item, facts)),
      ],
    }
  })
  return {
    scope,
    repositories: sorted.map((record) => ({ name: recordName(record), url: record.repository.url })),
    incidents: parts.flatMap(({ incidents }) => incidents),
    items: parts.flatMap(({ items }) => items),
    exceptions: parts.flatMap(({ exceptions }) => exceptions),
    gaps: sorted.flatMap(({ gaps }) => gaps),
  }
}

/** What the digest of evidence is made over: all rows, with the commit ids among them. */
export function evidenceText({ scope, incidents, items, exceptions, gaps }: AuditEvidence): string {
  return JSON.stringify({ scope, incidents, items, exceptions, gaps })
}

/** Links to documents lead to their branch: a commit would be another one after each push, also of what is not evidence. */
function withoutHead(facts: RepositoryRecord): RepositoryRecord {
  return { ...facts, commit: facts.configuration.baseBranch ?? facts.repository.defaultBranch }
}

function incidentEvidence(row: IncidentRow, facts: RepositoryRecord): IncidentEvidence {
  const { number, title, url, declared, severity, postmortem } = row
  const pull = number === null ? null : postmortemOf(number, facts)
  const proof = postmortem.pull?.url ?? null
  const blob = facts.documents.find(({ path }) => path === postmortem.document?.path)?.sha ?? null
  const commit = pull?.merged === true ? pull.mergeCommit : null
  return {
    incident: { text: number === null ? row.repository : `${row.repository}#${number}`, url },
    title: { text: title, url },
    declared: { text: declared ?? '', url },
    severity: { text: severity ?? '', url },
    postmortem: { text: stateNames[postmortem.state], url: proof ?? postmortem.document?.url ?? url },
    merged: { text: postmortem.merged ?? '', url: proof },
    due: { text: postmortem.due ?? '', url: proof },
    inTime: { text: inTimeOf(row), url: proof },
    approvedBy: { text: (postmortem.approvers ?? []).map((login) => `@${login}`).join(', '), url: proof },
    commit:
      commit === null
        ? { text: blob ?? '', url: postmortem.document?.url ?? null }
        : { text: commit, url: `${facts.repository.url}/commit/${commit}` },
  }
}

function inTimeOf({ postmortem }: IncidentRow): string {
  const { late, due, merged } = postmortem
  if (late === null || due === null) return ''
  if (!late) return merged === null ? 'not due yet' : 'in time'
  if (merged === null) return 'late, not merged'
  const days = Math.ceil((Date.parse(merged) - Date.parse(`${due}T23:59:59.999Z`)) / 86_400_000)
  return `${days} ${days === 1 ? 'day' : 'days'} late`
}

function itemEvidence(item: ItemRow): Omit<ItemEvidence, 'incident'> {
  const { title, url, owners, due, state, closed, closedBy, issue } = item
  return {
    item: { text: issue === null ? title : `#${issue} ${title}`, url },
    owner: { text: owners.join(', '), url },
    due: { text: due ?? '', url },
    state: { text: itemStateNames[state], url },
    closed: { text: closed ?? '', url },
    closedBy: {
      text: closedBy === null ? (closed === null ? '' : 'by hand') : closedBy.text,
      url: closedBy?.url ?? url,
    },
  }
}

function incidentExceptions(row: IncidentRow, facts: RepositoryRecord): readonly ExceptionEvidence[] {
  const { number, repository, title, url, postmortem } = row
  const { state, late, merged, approvers } = postmortem
  const whats = [
    ...(state === 'none' || state === 'stopped' || state === 'not-needed'
      ? [`no postmortem: ${stateNames[state]}`]
      : []),
    ...(late === true ? [`postmortem ${inTimeOf(row)}`] : []),
    ...(merged !== null && approvers?.length === 0
      ? ['merged without the approval of somebody who did not write it']
      : []),
  ]
  const subject = { text: number === null ? title : `${repository}#${number} ${title}`, url }
  return whats.map((what) => ({
    subject,
    what: { text: what, url: postmortem.pull?.url ?? url },
    reason: reasonOf(number, facts),
  }))
}

function itemExceptions(item: ItemRow, facts: RepositoryRecord): readonly ExceptionEvidence[] {
  const { state, overdue, owners, due, issue, title, url } = item
  const whats = [
    ...(state === 'declined' ? ['action item declined'] : []),
    ...(overdue ? [`action item overdue since ${due ?? ''}`] : []),
    ...(state === 'open' && owners.length === 0 ? ['action item without an owner'] : []),
    ...(state === 'open' && due === null ? ['action item without a due date'] : []),
    ...(state === 'unknown' ? ['action item of which nothing says what became of it'] : []),
  ]
  const subject = { text: issue === null ? title : `#${issue} ${title}`, url }
  return whats.map((what) => ({ subject, what: { text: what, url }, reason: reasonOf(issue, facts) }))
}

function reasonOf(issue: number | null, { reasons }: RepositoryRecord): ShownCell {
  const said = issue === null ? undefined : reasons.get(issue)
  return said === undefined ? noReason : { text: oneLine(said.text), url: said.url }
}
