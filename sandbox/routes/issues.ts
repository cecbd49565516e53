import { z } from 'zod'
import { created, noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { HttpRefusal, invalid } from '../http/refusal.ts'
import { closeIssue, editIssue, openIssue, reopenIssue, setAssignees, setLabels } from '../issue-changes.ts'
import { keptValues, setFields } from '../issue-fields.ts'
import { mayTriage, reads, writes } from '../rules/access.ts'
import { renderIssue } from '../shapes/issue.ts'
import type { StoredIssue } from '../store.ts'
import { assigneesNamed, checkText, issueAt, labelInput, labelsNamed, mayEditIssue, requireIssues } from './parts.ts'

const text = z.union([z.string(), z.number()]).transform(String)
const newIssue = z.object({
  title: text,
  body: z.string().nullish(),
  labels: z.array(labelInput).nullish(),
  assignee: z.string().nullish(),
  assignees: z.array(z.string()).nullish(),
  issue_field_values: z.array(z.object({ field_id: z.number(), value: z.union([z.string(), z.number()]) })).optional(),
  type: z.string().nullish(),
})
const changes = newIssue.partial().extend({
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish(),
})

/** https://docs.github.com/en/rest/issues/issues */
export function issueRoutes(api: ApiRoutes): void {
  const seen = reads('issues', 'pull_requests')
  const changed = writes('read', 'issues', 'pull_requests')
  const triaged = writes('triage', 'issues', 'pull_requests')

  api.repository('GET', '/issues', seen, (call) => {
    requireIssues(call.repository)
    return page(call.url, listed(call), renderIssue)
  })
  api.repository('POST', '/issues', writes('read', 'issues'), createIssue)
  api.repository('GET', '/issues/:number{[0-9]+}', seen, (call) => okJson(renderIssue(issueAt(call))))
  api.repository('PATCH', '/issues/:number', changed, changeIssue)
  api.repository('PUT', '/issues/:number/lock', triaged, (call) => {
    issueAt(call).locked = true
    return noContent
  })
  api.repository('DELETE', '/issues/:number/lock', triaged, (call) => {
    issueAt(call).locked = false
    return noContent
  })
}

function createIssue(call: RepositoryCall) {
  const { repository } = call
  requireIssues(repository)
  const input = call.body(newIssue)
  checkText('Issue', input)
  // People without triage may ask for labels and assignees: GitHub leaves them out without a word.
  const trusted = mayTriage(call.actor, repository)
  const assignees = trusted
    ? assigneesNamed(repository, input.assignees ?? (input.assignee ? [input.assignee] : []))
    : []
  const labels = trusted ? labelsNamed(repository, input.labels ?? []) : []
  const issue = openIssue(repository, {
    title: input.title,
    body: input.body ?? null,
    author: call.doer(),
    labels,
    assignees,
    fields: keptValues(repository.store, trusted ? (input.issue_field_values ?? []) : []),
    type: repository.store.issueTypes.find((name) => name === input.type) ?? null,
  })
  return created(renderIssue(issue))
}

function changeIssue(call: RepositoryCall) {
  const { repository } = call
  const issue = issueAt(call)
  const doer = call.doer()
  const trusted = mayTriage(call.actor, repository)
  if (!mayEditIssue(call, issue)) throw new HttpRefusal(403, 'Must have admin rights to Repository.')
  const input = call.body(changes)
  checkText('Issue', input)
  if (issue.pull?.merged && input.state === 'open')
    throw invalid({ resource: 'Issue', code: 'invalid', field: 'state', message: 'a merged pull request stays closed' })
  const people = input.assignees ?? (input.assignee === undefined ? undefined : input.assignee ? [input.assignee] : [])
  const assignees = trusted && people ? assigneesNamed(repository, people) : undefined
  const labels = trusted && input.labels ? labelsNamed(repository, input.labels) : undefined
  editIssue(issue, doer, {
    ...(input.title !== undefined && { title: input.title }),
    ...(input.body !== undefined && { body: input.body }),
  })
  if (labels) setLabels(issue, doer, labels)
  if (assignees) setAssignees(issue, doer, assignees)
  if (trusted && input.issue_field_values) setFields(issue, doer, input.issue_field_values)
  if (input.state === 'open') reopenIssue(issue, doer)
  else if (input.state === 'closed')
    closeIssue(issue, doer, input.state_reason ?? (issue.state === 'open' ? 'completed' : null))
  else if (input.state_reason && issue.state === 'closed') closeIssue(issue, doer, input.state_reason)
  return okJson(renderIssue(issue))
}

/** The filters of the list: state, labels (all of them), since, creator, assignee; sorted newest first unless asked. */
function listed(call: RepositoryCall): StoredIssue[] {
  const state = call.query('state') ?? 'open'
  const labels = (call.query('labels') ?? '').toLowerCase().split(',').filter(Boolean)
  const since = instant(call.query('since'))
  const creator = call.query('creator')?.toLowerCase()
  const assignee = call.query('assignee')?.toLowerCase()
  const found = [...call.repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      labels.every((name) => issue.labels.some((label) => label.name.toLowerCase() === name)) &&
      (since === undefined || Date.parse(issue.updatedAt) >= since) &&
      (creator === undefined || issue.author.login.toLowerCase() === creator) &&
      (assignee === undefined || assigned(issue, assignee)),
  )
  return sorted(found, call.query('sort') ?? 'created', call.query('direction') ?? 'desc')
}

function assigned(issue: StoredIssue, wanted: string): boolean {
  if (wanted === 'none') return issue.assignees.length === 0
  if (wanted === '*') return issue.assignees.length > 0
  return issue.assignees.some((account) => account.login.toLowerCase() === wanted)
}

function instant(text: string | undefined): number | undefined {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? undefined : at
}

/** Sorts issues as the lists do; equals by number. */
export function sorted(issues: readonly StoredIssue[], by: string, direction: string): StoredIssue[] {
  const sign = direction === 'asc' ? 1 : -1
  const key = (issue: StoredIssue) => (by === 'updated' ? issue.updatedAt : issue.createdAt)
  const compare = (a: StoredIssue, b: StoredIssue) => {
    if (by === 'comments' && a.comments.length !== b.comments.length) return a.comments.length - b.comments.length
    return key(a).localeCompare(key(b)) || a.number - b.number
  }
  return [...issues].sort((a, b) => sign * compare(a, b))
}
