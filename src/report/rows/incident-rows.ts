import { configurationFor } from '../../config/overrides.ts'
import type { Issue } from '../../domain/issue.ts'
import { sameLabel } from '../../domain/issue.ts'
import { postmortemBranch } from '../../domain/ref.ts'
import { approversAmong, type Pull } from '../../domain/repository.ts'
import type { QuestionName } from '../../domain/review.ts'
import { questionNames } from '../../domain/review.ts'
import { severityOf } from '../../plan/draft/draft-document.ts'
import { isPostmortemRequired } from '../../plan/incident/required.ts'
import { affectedServices, servicesOf } from '../../plan/incident/services.ts'
import { deadlineOf } from '../../plan/reminders/deadline.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { readInstant } from '../../text/time/instant.ts'
import { type ReportScope, type RepositoryRecord, recordName } from '../facts.ts'
import { answeredOf, type DocumentRow } from './document-rows.ts'

/** An incident, or a document that names no incident. Times are ISO 8601; `null` is what nobody says. */
export interface IncidentRow {
  /** `acme/shop` */
  readonly repository: string
  /** `null` for a document without an issue. */
  readonly number: number | null
  readonly title: string
  readonly url: string
  /** When its issue was opened, or the day of a document without one. */
  readonly declared: string | null
  readonly closed: string | null
  readonly severity: string | null
  readonly services: readonly string[]
  readonly teams: readonly string[]
  readonly postmortem: PostmortemRow
  /** As the front matter of the document says. */
  readonly times: IncidentTimes
}

export interface IncidentTimes {
  readonly started: string | null
  readonly detected: string | null
  readonly mitigated: string | null
  readonly resolved: string | null
}

/**
 * `none`: nothing was found. `not-needed`: the configuration asks for none, or the incident is a duplicate. `written`: a document
 * that was not added by a pull request of the app.
 */
export type PostmortemState = 'none' | 'not-needed' | 'draft' | 'in-review' | 'merged' | 'stopped' | 'written'

export interface PostmortemRow {
  readonly state: PostmortemState
  readonly pull: { readonly number: number; readonly url: string } | null
  readonly document: { readonly path: string; readonly url: string } | null
  readonly merged: string | null
  /** From the opening of the incident's issue to the merge. */
  readonly days: number | null
  /** Until when it is to be merged, `yyyy-mm-dd`. */
  readonly due: string | null
  /** Merged after `due`, or not merged and `due` is before the end of the report. */
  readonly late: boolean | null
  readonly answered: number | null
  readonly unanswered: readonly QuestionName[]
  /** Who approved it and did not write it; `null` where reviews were not read. */
  readonly approvers: readonly string[] | null
}

const longestTitle = 200

/** The incidents that were declared in the time span, and the documents of that time that name none; oldest first. */
export function incidentRows(
  facts: RepositoryRecord,
  documents: readonly DocumentRow[],
  scope: ReportScope,
): readonly IncidentRow[] {
  const declared = facts.incidents
    .filter(({ createdAt }) => isWithin(createdAt, scope))
    .map((issue) =>
      rowOfIssue(issue, documents.find(({ incident }) => incident === issue.number) ?? null, facts, scope),
    )
  const alone = documents
    .filter(({ incident, day }) => incident === null && (day === null || isWithin(day, scope)))
    .map((document) => rowOfDocument(document, facts))
  return [...declared, ...alone]
    .filter((row) => isWanted(row, scope))
    .toSorted(
      (one, other) =>
        (one.declared ?? '').localeCompare(other.declared ?? '') || (one.number ?? 0) - (other.number ?? 0),
    )
}

/** Whether an instant or a day lies in the time span. */
export function isWithin(at: string, { since, until }: Pick<ReportScope, 'since' | 'until'>): boolean {
  const time = Date.parse(at)
  return time >= Date.parse(since) && time < Date.parse(until)
}

function isWanted({ services, teams }: IncidentRow, { service, team }: ReportScope): boolean {
  const among = (names: readonly string[], wanted: string | null) =>
    wanted === null ||
    names.some((name) => name.replace(/^@/, '').toLowerCase() === wanted.replace(/^@/, '').toLowerCase())
  return among(services, service) && among(teams, team)
}

function rowOfIssue(
  issue: Issue,
  document: DocumentRow | null,
  facts: RepositoryRecord,
  scope: ReportScope,
): IncidentRow {
  const configuration = configurationFor(facts.configuration, issue.labels)
  const about = { issue, configuration }
  const pull = postmortemOf(issue.number, facts)
  const written = document?.frontMatter ?? {}
  const named = affectedServices(about)
  const others = (written.services ?? []).filter((name) => !named.some((known) => sameLabel(known, name)))
  return {
    repository: recordName(facts),
    number: issue.number,
    title: cutAt(oneLine(issue.title), longestTitle),
    url: issue.url,
    declared: issue.createdAt,
    closed: issue.closedAt,
    severity: severityOf(about) ?? (written.severity === undefined ? null : oneLine(written.severity)),
    services: [...named, ...others.map(oneLine)],
    teams: servicesOf(about).flatMap(({ team }) => team ?? []),
    postmortem: postmortemRow({ issue, pull, document, configuration }, facts, scope),
    times: timesOf(document, configuration.reminders.zone),
  }
}

function rowOfDocument(document: DocumentRow, facts: RepositoryRecord): IncidentRow {
  const { frontMatter, path, url } = document
  return {
    repository: recordName(facts),
    number: null,
    title: document.title,
    url,
    declared: document.day,
    closed: null,
    severity: frontMatter.severity === undefined ? null : oneLine(frontMatter.severity),
    services: (frontMatter.services ?? []).map(oneLine),
    teams: [],
    postmortem: {
      ...nothing,
      state: 'written',
      document: { path, url },
      ...answersOf(document),
    },
    times: timesOf(document, facts.configuration.reminders.zone),
  }
}

const nothing: PostmortemRow = {
  state: 'none',
  pull: null,
  document: null,
  merged: null,
  days: null,
  due: null,
  late: null,
  answered: null,
  unanswered: [],
  approvers: null,
}

interface PostmortemParts {
  readonly issue: Issue
  readonly pull: Pull | null
  readonly document: DocumentRow | null
  readonly configuration: RepositoryRecord['configuration']
}

function postmortemRow(parts: PostmortemParts, facts: RepositoryRecord, scope: ReportScope): PostmortemRow {
  const { issue, pull, document, configuration } = parts
  const due = pull === null ? null : (deadlineOf({ issue, configuration }, pull)?.day ?? null)
  const merged = pull?.mergedAt ?? null
  const state = stateOf(parts)
  return {
    ...nothing,
    state,
    pull: pull === null ? null : { number: pull.number, url: pull.url },
    document: document === null ? null : { path: document.path, url: document.url },
    merged,
    days: merged === null ? null : daysBetween(issue.createdAt, merged),
    due,
    late: due === null || state === 'stopped' ? null : endOfDay(due) <= Date.parse(merged ?? scope.until),
    ...answersOf(document),
    approvers: pull === null ? null : approversOf(pull, document, facts),
  }
}

function stateOf({ issue, pull, document, configuration }: PostmortemParts): PostmortemState {
  if (pull?.merged) return 'merged'
  if (pull?.state === 'open') return pull.draft ? 'draft' : 'in-review'
  if (document !== null) return 'written'
  if (!isPostmortemRequired({ issue, configuration }) || issue.stateReason === 'duplicate') return 'not-needed'
  return pull === null ? 'none' : 'stopped'
}

/** The pull request from the incident's branch: of several the open one, else the merged one, else the latest. */
export function postmortemOf(incident: number, { pulls, repository }: RepositoryRecord): Pull | null {
  const branch = postmortemBranch(incident)
  const own = pulls
    .filter(({ head }) => head.ref === branch && head.repositoryId === repository.id)
    .toSorted((one, other) => other.number - one.number)
  return own.find(({ state }) => state === 'open') ?? own.find(({ merged }) => merged) ?? own[0] ?? null
}

function answersOf(document: DocumentRow | null): Pick<PostmortemRow, 'answered' | 'unanswered'> {
  if (document === null) return { answered: null, unanswered: [] }
  return {
    answered: answeredOf(document.answers),
    unanswered: questionNames.filter((name) => document.answers[name] !== 'answered'),
  }
}

function approversOf(
  pull: Pull,
  document: DocumentRow | null,
  { reviews }: RepositoryRecord,
): readonly string[] | null {
  const read = reviews.get(pull.number)
  if (read === undefined) return null
  const writers = [pull.author.login, ...pull.assignees, ...(document?.frontMatter.authors ?? [])]
  const wrote = new Set(writers.map((login) => login.replace(/^@/, '').toLowerCase()))
  return approversAmong(read).filter((login) => !wrote.has(login.toLowerCase()))
}

function timesOf(document: DocumentRow | null, zone: string): IncidentTimes {
  const { started, detected, mitigated, resolved } = document?.frontMatter ?? {}
  const read = (text: string | undefined) => (text === undefined ? null : readInstant(text, zone))
  return { started: read(started), detected: read(detected), mitigated: read(mitigated), resolved: read(resolved) }
}

const dayInMs = 86_400_000

/** Days between two instants, with one decimal. */
export function daysBetween(from: string, to: string): number {
  return Math.round(((Date.parse(to) - Date.parse(from)) / dayInMs) * 10) / 10
}

function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + dayInMs
}
