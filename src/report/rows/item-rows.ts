import { issueDueDay } from '../../document/action-items/issue-due.ts'
import { issueOfReference } from '../../document/files/document-links.ts'
import { findMarker } from '../../document/markers/markers.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { type Issue, progressOf } from '../../domain/issue.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { type ReportScope, type RepositoryRecord, recordName } from '../facts.ts'
import type { DocumentRow } from './document-rows.ts'
import { daysBetween, type IncidentRow, isWithin } from './incident-rows.ts'

/** `unknown`: a line that says nothing of what became of it, and leads to no issue. */
export type ItemRowState = 'open' | 'done' | 'declined' | 'unknown'

/** An action item: its issue, or the line of a document where it has none. */
export interface ItemRow {
  readonly repository: string
  /** The incident's number, or the path of a document without one; `null` for an issue of no incident. */
  readonly incident: number | string | null
  readonly title: string
  readonly url: string
  /** Its issue; `null` where it is a line of a document alone. */
  readonly issue: number | null
  readonly owners: readonly string[]
  /** `yyyy-mm-dd` */
  readonly due: string | null
  readonly state: ItemRowState
  readonly opened: string | null
  readonly closed: string | null
  /** What a merged pull request says, `#12`; `null` where none says that it closes the issue. */
  readonly closedBy: { readonly text: string; readonly url: string } | null
  /** How long an open one has been open at the end of the report. */
  readonly age: number | null
  /** From its opening to its closing. */
  readonly took: number | null
  /** Open, and its due date is before the end of the report. */
  readonly overdue: boolean
}

export interface ItemParts {
  readonly facts: RepositoryRecord
  readonly documents: readonly DocumentRow[]
  readonly incidents: readonly IncidentRow[]
  readonly scope: ReportScope
}

/** The action items of `incidents`, and those of no incident that were opened in the time span where all incidents count. */
export function itemRows(parts: ItemParts): readonly ItemRow[] {
  const { facts, scope, incidents, documents } = parts
  const closing = closingPulls(facts)
  const wanted = new Set(incidents.flatMap(({ number }) => number ?? []))
  const everything = scope.service === null && scope.team === null
  const tracked = facts.itemIssues
    .map((issue) => ({ issue, incident: incidentOfItem(issue) }))
    .filter(({ issue, incident }) => {
      if (incident !== null && wanted.has(incident)) return true
      return incident === null && everything && isWithin(issue.createdAt, scope)
    })
    .map(({ issue, incident }) => rowOfItem(issue, incident, { closing, parts }))
  const known = new Set(tracked.flatMap(({ incident }) => incident ?? []))
  const listed = documents
    .filter(({ path, incident }) => incidents.some((row) => row.number === incident && isOf(row, path)))
    .flatMap((document) =>
      document.items
        // What has issues is known by them; their lines stay as they were at the merge.
        .filter((item) => document.incident === null || !known.has(document.incident) || item.checked)
        .filter((item) => !item.links.some((number) => facts.itemIssues.some((issue) => issue.number === number)))
        .map((item) => rowOfLine(item, document, { closing, parts })),
    )
  return [...tracked, ...listed]
}

function isOf(row: IncidentRow, path: string): boolean {
  return row.postmortem.document?.path === path
}

/** Markers are hints: one counts where an app wrote the issue, as the command line may not know which. */
function incidentOfItem({ author, body }: Issue): number | null {
  if (!author.bot && author.appId === null) return null
  return findMarker(body, 'item')?.incident ?? null
}

interface Closing {
  readonly closing: ReadonlyMap<number, { readonly text: string; readonly url: string }>
  readonly parts: ItemParts
}

function rowOfItem(issue: Issue, incident: number | null, { closing, parts }: Closing): ItemRow {
  return withAges(
    {
      repository: recordName(parts.facts),
      incident,
      title: titleOf(issue.title),
      url: issue.url,
      issue: issue.number,
      owners: issue.assignees.map((login) => `@${login}`),
      due: issueDueDay(issue),
      ...progressOfIssue(issue),
      closedBy: issue.state === 'closed' ? (closing.get(issue.number) ?? null) : null,
    },
    parts.scope,
  )
}

function rowOfLine(item: ActionItem, document: DocumentRow, { closing, parts }: Closing): ItemRow {
  const { facts } = parts
  const name = recordName(facts)
  const linked = item.references
    .map((reference) => issueOfReference(reference, name))
    .concat(item.links)
    .map((number) => (number === null ? undefined : facts.linked.get(number)))
    .find((lookup) => lookup?.found === true)
  const issue = linked?.found ? linked.issue : null
  const written = {
    state: stateOfLine(item),
    opened: null,
    closed: null,
  }
  const { logins, teams, names } = item.owners
  return withAges(
    {
      repository: name,
      incident: document.incident ?? document.path,
      title: titleOf(item.text),
      url: `${document.url}?plain=1#L${item.line}`,
      issue: issue?.number ?? null,
      owners: [...logins.map((login) => `@${login}`), ...teams.map((team) => `@${team}`), ...names].map(oneLine),
      due: item.due?.valid ? item.due.day : null,
      ...(issue === null || item.checked ? written : progressOfIssue(issue)),
      closedBy: issue === null ? null : (closing.get(issue.number) ?? null),
    },
    parts.scope,
  )
}

function stateOfLine({ checked, state, kind }: ActionItem): ItemRowState {
  if (state === 'declined') return 'declined'
  if (checked || state === 'done') return 'done'
  return state === 'open' || state === 'in-progress' || kind === 'checkbox' ? 'open' : 'unknown'
}

function progressOfIssue(issue: Issue): Pick<ItemRow, 'state' | 'opened' | 'closed'> {
  const { state, createdAt, closedAt } = issue
  return { state: progressOf(issue), opened: createdAt, closed: state === 'open' ? null : closedAt }
}

function withAges(row: Omit<ItemRow, 'age' | 'took' | 'overdue'>, { until }: ReportScope): ItemRow {
  const { state, opened, closed, due } = row
  return {
    ...row,
    age: state === 'open' && opened !== null ? Math.max(0, daysBetween(opened, until)) : null,
    took: opened !== null && closed !== null ? daysBetween(opened, closed) : null,
    overdue: state === 'open' && due !== null && Date.parse(`${due}T23:59:59Z`) < Date.parse(until),
  }
}

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const keyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s{1,5}(?:https?:\/\/[^\s/]{1,100}\/)?([\w.-]{1,100}\/[\w.-]{1,100})?(?:#|\/issues\/)([1-9]\d{0,9})\b/gi

/** Which merged pull request says of an issue that it closes it: the first one. */
function closingPulls(facts: RepositoryRecord): Closing['closing'] {
  const found = new Map<number, { text: string; url: string }>()
  const own = recordName(facts).toLowerCase()
  for (const { body, title, number, url, merged } of facts.pulls.toSorted((one, other) => one.number - other.number)) {
    if (!merged) continue
    for (const [, name, digits] of `${title}\n${body}`.matchAll(keyword)) {
      const issue = Number(digits)
      if ((name === undefined || name.toLowerCase() === own) && !found.has(issue))
        found.set(issue, { text: `#${number}`, url })
    }
  }
  return found
}

function titleOf(text: string): string {
  return cutAt(oneLine(text), 200)
}
