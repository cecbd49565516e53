import { page } from '../http/answer.ts'
import type { ApiRoutes } from '../http/api.ts'
import { reads } from '../rules/access.ts'
import { renderAccount } from '../shapes/account.ts'
import { renderComment, renderEvent } from '../shapes/issue.ts'
import { renderReview } from '../shapes/pull.ts'
import type { StoredIssue } from '../store.ts'
import { issueAt } from './parts.ts'

/** https://docs.github.com/en/rest/issues/events and https://docs.github.com/en/rest/issues/timeline */
export function timelineRoutes(api: ApiRoutes): void {
  const seen = reads('issues', 'pull_requests')
  api.repository('GET', '/issues/:number/events', seen, (call) => {
    const issue = issueAt(call)
    return page(call.url, issue.events, (event) => renderEvent(issue, event, 'events'))
  })
  api.repository('GET', '/issues/:number/timeline', seen, (call) =>
    page(call.url, timelineOf(issueAt(call)), ({ render }) => render()),
  )
}

interface Entry {
  readonly at: string
  readonly id: number
  readonly render: () => unknown
}

/** Events, comments and reviews in the order in which they happened; ids grow with time and settle equal seconds. */
function timelineOf(issue: StoredIssue): Entry[] {
  const { store } = issue.repository
  const entries: Entry[] = [
    ...issue.events.map((event) => ({
      at: event.createdAt,
      id: event.id,
      render: () => renderEvent(issue, event, 'timeline'),
    })),
    ...issue.comments.map((comment) => ({
      at: comment.createdAt,
      id: comment.id,
      render: () => ({
        ...renderComment(comment),
        event: 'commented',
        actor: renderAccount(store, comment.author),
      }),
    })),
    ...(issue.pull?.reviews ?? []).map((review) => ({
      at: review.submittedAt,
      id: review.id,
      render: () => ({ ...renderReview(issue, review), event: 'reviewed', state: review.state.toLowerCase() }),
    })),
  ]
  return entries.sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id)
}
