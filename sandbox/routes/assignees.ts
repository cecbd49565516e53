import { z } from 'zod'
import { created, noContent, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { notFound } from '../http/refusal.ts'
import { assign, unassign } from '../issue-changes.ts'
import { accountOf } from '../lookup.ts'
import { reads, writes } from '../rules/access.ts'
import { renderAccount } from '../shapes/account.ts'
import { renderIssue } from '../shapes/issue.ts'
import type { Account } from '../store.ts'
import { assignable, issueAt } from './parts.ts'

const people = z.object({ assignees: z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]) })

/** https://docs.github.com/en/rest/issues/assignees */
export function assigneeRoutes(api: ApiRoutes): void {
  const seen = reads('issues', 'metadata')
  const assigned = writes('triage', 'issues', 'pull_requests')

  api.repository('GET', '/assignees', seen, (call) => {
    const all = [...call.store.accounts.values()].filter((account) => assignable(call.repository, account))
    return page(call.url, all, (account) => renderAccount(call.store, account))
  })
  api.repository('GET', '/assignees/:login', seen, (call) => {
    const account = accountOf(call.store, call.param('login'))
    if (!account || !assignable(call.repository, account)) throw notFound()
    return noContent
  })
  api.repository('POST', '/issues/:number/assignees', assigned, (call) => {
    const issue = issueAt(call)
    assign(issue, call.doer(), named(call))
    return created(renderIssue(issue))
  })
  api.repository('DELETE', '/issues/:number/assignees', assigned, (call) => {
    const issue = issueAt(call)
    unassign(issue, call.doer(), named(call))
    return okJson(renderIssue(issue))
  })
}

/** Unlike in an issue's own fields, logins that cannot be assigned are left out here without a word. */
function named(call: RepositoryCall): Account[] {
  return call.body(people).assignees.flatMap((login) => {
    const account = accountOf(call.store, login)
    return account && assignable(call.repository, account) ? [account] : []
  })
}
