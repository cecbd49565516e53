import { unprocessable } from '../http/refusal.ts'
import { labelNamed } from '../labels.ts'
import { renderIssue } from '../shapes/issue.ts'
import { renderRepository } from '../shapes/repository.ts'
import type { Account, StoredIssue, StoredRepository } from '../store.ts'
import { isNotPublic } from '../visibility.ts'
import { announceIssue, record } from '../webhooks/announce.ts'

/**
 * Moves an issue with its comments to another repository of the owner, as GitHub's web page does: it gets a new id and
 * number, keeps the labels that exist there, its comments, its assignees and its place among sub-issues, and leaves a
 * redirect behind.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/administering-issues/transferring-an-issue-to-another-repository
 * @throws Refusal 422 for a pull request, and from a private repository to a public one
 */
export function transferIssue(issue: StoredIssue, to: StoredRepository, by: Account): StoredIssue {
  if (issue.pull) throw unprocessable('A pull request cannot be transferred')
  const from = issue.repository
  if (isNotPublic(from) && !isNotPublic(to))
    throw unprocessable('A private repository issue cannot be transferred to a public repository')
  const { store } = from
  const now = store.clock.now()
  const moved: StoredIssue = {
    ...issue,
    id: store.nextId(),
    repository: to,
    number: to.nextNumber,
    labels: issue.labels.flatMap(({ name }) => labelNamed(to, name) ?? []),
    updatedAt: now,
  }
  to.nextNumber += 1
  to.issues.set(moved.number, moved)
  store.issuesById.set(moved.id, moved)
  for (const comment of moved.comments) comment.issue = moved
  for (const child of moved.subIssues) child.parent = moved
  if (moved.parent) moved.parent.subIssues.splice(moved.parent.subIssues.indexOf(issue), 1, moved)
  from.issues.delete(issue.number)
  store.issuesById.delete(issue.id)
  from.gone.set(issue.number, { kind: 'transferred', to: moved })
  record(moved, 'transferred', by)
  announceIssue(issue, 'transferred', by, {
    changes: { new_issue: renderIssue(moved), new_repository: renderRepository(to) },
  })
  announceIssue(moved, 'opened', by, {
    changes: { old_issue: renderIssue(issue), old_repository: renderRepository(from) },
  })
  return moved
}
