import { z } from 'zod'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { notFound, unprocessable } from '../http/refusal.ts'
import { reads, sees, writes } from '../rules/access.ts'
import { renderIssue } from '../shapes/issue.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { Account, StoredIssue } from '../store.ts'
import { announce, record } from '../webhooks/announce.ts'
import { issueAt } from './parts.ts'

const attached = z.object({ sub_issue_id: z.number().int(), replace_parent: z.boolean().optional() })
const detached = z.object({ sub_issue_id: z.number().int() })

/** https://docs.github.com/en/rest/issues/sub-issues; 404 throughout where a repository's seed leaves the feature out. */
export function subIssueRoutes(api: ApiRoutes): void {
  const seen = reads('issues')
  const triaged = writes('triage', 'issues')

  api.repository('GET', '/issues/:number/sub_issues', seen, (call) =>
    page(call.url, parentAt(call).subIssues, renderIssue),
  )
  api.repository('POST', '/issues/:number/sub_issues', triaged, (call) => {
    const parent = parentAt(call)
    const input = call.body(attached)
    const child = call.store.issuesById.get(input.sub_issue_id)
    if (!child || child.pull || !sees(call.actor, child.repository))
      throw notFound('The provided sub-issue does not exist')
    if (child.parent && child.parent !== parent && input.replace_parent) detach(child, call.doer())
    refuseWrongParent(parent, child)
    attach(parent, child, call.doer())
    return created(renderIssue(parent))
  })
  api.repository('DELETE', '/issues/:number/sub_issue', triaged, (call) => {
    const parent = parentAt(call)
    const child = call.store.issuesById.get(call.body(detached).sub_issue_id)
    if (child?.parent !== parent) throw notFound('The provided sub-issue does not exist')
    detach(child, call.doer())
    return okJson(renderIssue(parent))
  })
  api.repository('GET', '/issues/:number/parent', seen, (call) => {
    const { parent } = parentAt(call)
    if (!parent) throw notFound()
    return okJson(renderIssue(parent))
  })
}

function parentAt(call: RepositoryCall): StoredIssue {
  if (!call.repository.subIssues) throw notFound()
  const issue = issueAt(call)
  if (issue.pull) throw notFound()
  return issue
}

/** @throws Refusal 422 for a duplicate, a second parent, the 101st, itself, a circle, or the ninth level */
function refuseWrongParent(parent: StoredIssue, child: StoredIssue): void {
  const refuse = (reason: string) =>
    unprocessable(`An error occurred while adding the sub-issue to the parent issue. ${reason}`)
  if (child.parent === parent) throw refuse('Issue may not contain duplicate sub-issues')
  if (child.parent) throw refuse('Sub issue may only have one parent')
  if (parent.subIssues.length >= 100) throw refuse('Parent issue may only have 100 sub-issues')
  const chain: StoredIssue[] = []
  for (let above: StoredIssue | undefined = parent; above; above = above.parent) chain.push(above)
  if (chain.includes(child)) throw refuse('Sub issue may not be its own ancestor')
  if (chain.length + depth(child) > 9) throw refuse('Sub-issues may only be nested 8 levels deep')
}

function depth(issue: StoredIssue): number {
  return 1 + Math.max(0, ...issue.subIssues.map(depth))
}

/** Makes `child` the last sub-issue of `parent`; says so from both sides. */
function attach(parent: StoredIssue, child: StoredIssue, doer: Account): void {
  parent.subIssues.push(child)
  child.parent = parent
  record(parent, 'sub_issue_added', doer)
  record(child, 'parent_issue_added', doer)
  tell(parent, child, doer, ['sub_issue_added', 'parent_issue_added'])
}

function detach(child: StoredIssue, doer: Account): void {
  const { parent } = child
  if (!parent) return
  parent.subIssues.splice(parent.subIssues.indexOf(child), 1)
  child.parent = undefined
  record(parent, 'sub_issue_removed', doer)
  record(child, 'parent_issue_removed', doer)
  tell(parent, child, doer, ['sub_issue_removed', 'parent_issue_removed'])
}

function tell(parent: StoredIssue, child: StoredIssue, doer: Account, [above, below]: readonly [string, string]): void {
  const shared = () => ({
    sub_issue_id: child.id,
    sub_issue: renderIssue(child),
    parent_issue_id: parent.id,
    parent_issue: renderIssue(parent),
  })
  announce(parent.repository, 'sub_issues', doer, () => ({
    action: above,
    ...shared(),
    sub_issue_repo: renderRepository(child.repository),
  }))
  announce(child.repository, 'sub_issues', doer, () => ({
    action: below,
    ...shared(),
    parent_issue_repo: renderRepository(parent.repository),
  }))
}
