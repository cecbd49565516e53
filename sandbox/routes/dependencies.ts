import { z } from 'zod'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes } from '../http/api.ts'
import { notFound, unprocessable } from '../http/refusal.ts'
import { reads, writes } from '../rules/access.ts'
import { renderIssue } from '../shapes/issue.ts'
import { issueAt } from './parts.ts'

const wished = z.object({ issue_id: z.number().int() })

/** https://docs.github.com/en/rest/issues/issue-dependencies */
export function dependencyRoutes(api: ApiRoutes): void {
  const path = '/issues/:number/dependencies/blocked_by'
  const triaged = writes('triage', 'issues')
  api.repository('GET', path, reads('issues'), (call) => page(call.url, issueAt(call).blockedBy, renderIssue))
  api.repository('POST', path, triaged, (call) => {
    const issue = issueAt(call)
    const other = call.store.issuesById.get(call.body(wished).issue_id)
    if (!other) throw notFound()
    if (other === issue || issue.blockedBy.includes(other)) throw unprocessable('Validation failed')
    issue.blockedBy.push(other)
    issue.updatedAt = call.store.clock.now()
    return created(renderIssue(other))
  })
  api.repository('DELETE', `${path}/:id`, triaged, (call) => {
    const issue = issueAt(call)
    const at = issue.blockedBy.findIndex(({ id }) => String(id) === call.param('id'))
    const [other] = at < 0 ? [] : issue.blockedBy.splice(at, 1)
    if (!other) throw notFound()
    issue.updatedAt = call.store.clock.now()
    return okJson(renderIssue(other))
  })
}
