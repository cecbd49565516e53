import { z } from 'zod'
import { movedTo, type RepositoryCall } from '../http/api.ts'
import { HttpRefusal, invalid, notFound } from '../http/refusal.ts'
import { ensureLabel } from '../labels.ts'
import { accountOf, roleIn } from '../lookup.ts'
import { admit, mayTriage } from '../rules/access.ts'
import type { Account, StoredIssue, StoredLabel, StoredPull, StoredRepository } from '../store.ts'

/**
 * The issue (or pull request) that the path names by `:number`.
 * @throws Refusal 404, 301 for a transferred one, 410 for a deleted one or where issues are switched off
 */
export function issueAt(call: RepositoryCall): StoredIssue {
  const { repository, store } = call
  const number = Number(call.param('number'))
  const issue = repository.issues.get(number)
  if (issue) {
    admitTo(call, issue)
    return issue
  }
  const gone = repository.gone.get(number)
  if (gone?.kind === 'deleted') throw new HttpRefusal(410, 'This issue was deleted')
  if (!gone) throw notFound()
  const rest = call.url.pathname.split('/').slice(6)
  const there = gone.to.repository
  throw movedTo(
    call.method,
    [`${store.url}/repositories/${there.id}/issues/${gone.to.number}`, ...rest].join('/') + call.url.search,
  )
}

/**
 * Lets the caller through to one issue: the permission on pull requests covers pull requests only.
 * @throws Refusal 403 without the permission on issues, 410 where issues are switched off
 */
export function admitTo(call: RepositoryCall, issue: StoredIssue): void {
  if (issue.pull) return
  requireIssues(call.repository)
  const permissions = call.needs.permissions.filter((name) => name !== 'pull_requests')
  admit(call.actor, call.repository, { ...call.needs, permissions })
}

/** @throws Refusal 404 unless the path's `:number` is a pull request */
export function pullAt(call: RepositoryCall): { issue: StoredIssue; pull: StoredPull } {
  const issue = call.repository.issues.get(Number(call.param('number')))
  if (!issue?.pull) throw notFound()
  return { issue, pull: issue.pull }
}

/** @throws Refusal 410 where issues are switched off */
export function requireIssues(repository: StoredRepository): void {
  if (!repository.hasIssues) throw new HttpRefusal(410, 'Issues has been disabled in this repository.')
}

/** Whether that person can be assigned: anyone with a role in the repository. */
export function assignable(repository: StoredRepository, account: Account): boolean {
  return roleIn(repository, account) !== 'none'
}

/**
 * The accounts of these logins.
 * @throws Refusal 422 when one of them cannot be assigned
 */
export function assigneesNamed(repository: StoredRepository, logins: readonly string[]): Account[] {
  const wanted = logins.map((login) => ({ login, account: accountOf(repository.store, login) }))
  const accounts = wanted.flatMap(({ account }) => (account && assignable(repository, account) ? [account] : []))
  if (accounts.length === wanted.length) return [...new Set(accounts)].slice(0, 10)
  const refused = wanted.filter(({ account }) => !account || !assignable(repository, account))
  throw invalid({
    resource: 'Issue',
    field: 'assignees',
    code: 'invalid',
    value: refused.map(({ login }) => login).join(','),
  })
}

/** A label in a request: its name, or an object with it. */
export const labelInput = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])

/**
 * The labels of these names, made where they do not exist yet.
 * @throws Refusal 422 for more than 100, or for a name of more than 50 characters
 */
export function labelsNamed(repository: StoredRepository, names: readonly string[]): StoredLabel[] {
  if (names.length > 100) throw invalid({ resource: 'Issue', field: 'labels', code: 'invalid' })
  const long = names.find((name) => [...name].length > 50)
  if (long !== undefined) throw invalid({ resource: 'Label', field: 'name', code: 'invalid', value: long })
  return [...new Set(names.map((name) => ensureLabel(repository, name)))]
}

/** @throws Refusal 422 for a title or a body that is too long, or an empty title */
export function checkText(resource: string, text: { title?: unknown; body?: string | null | undefined }): void {
  const { title, body } = text
  if (title !== undefined && String(title).trim() === '')
    throw invalid({ resource, field: 'title', code: 'missing_field' })
  if (title !== undefined && [...String(title)].length > 256)
    throw invalid({
      resource,
      field: 'title',
      code: 'custom',
      message: 'title is too long (maximum is 256 characters)',
    })
  if (body && [...body].length > 65_536)
    throw invalid({
      resource,
      field: 'body',
      code: 'custom',
      message: 'body is too long (maximum is 65536 characters)',
    })
}

/** Whether the caller wrote the issue, or may triage. */
export function mayEditIssue(call: RepositoryCall, issue: StoredIssue): boolean {
  return mayTriage(call.actor, call.repository) || issue.author.id === call.doer().id
}
