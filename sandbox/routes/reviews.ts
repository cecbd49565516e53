import { z } from 'zod'
import { created, okJson, page } from '../http/answer.ts'
import type { ApiRoutes, RepositoryCall } from '../http/api.ts'
import { invalid, notFound, unprocessable } from '../http/refusal.ts'
import { accountOf, roleIn } from '../lookup.ts'
import { reads, writes } from '../rules/access.ts'
import { renderAccount, renderTeam } from '../shapes/account.ts'
import { renderPull, renderReview } from '../shapes/pull.ts'
import type { Account, StoredReview } from '../store.ts'
import { announce, announceIssue } from '../webhooks/announce.ts'
import { pullAt } from './parts.ts'

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const
const newReview = z.object({
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).default('COMMENT'),
  body: z.string().nullish(),
  commit_id: z.string().optional(),
})
const wanted = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
})

/** https://docs.github.com/en/rest/pulls/reviews and https://docs.github.com/en/rest/pulls/review-requests */
export function reviewRoutes(api: ApiRoutes): void {
  const seen = reads('pull_requests')
  const wrote = writes('read', 'pull_requests')

  api.repository('GET', '/pulls/:number/reviews', seen, (call) => {
    const { issue, pull } = pullAt(call)
    return page(call.url, pull.reviews, (review) => renderReview(issue, review))
  })
  api.repository('POST', '/pulls/:number/reviews', wrote, review)
  api.repository('GET', '/pulls/:number/requested_reviewers', seen, (call) => {
    const { pull } = pullAt(call)
    return okJson({
      users: pull.reviewers.map((account) => renderAccount(call.store, account)),
      teams: pull.teams.map((team) => renderTeam(call.store, team)),
    })
  })
  api.repository('POST', '/pulls/:number/requested_reviewers', writes('triage', 'pull_requests'), requestReviewers)
  api.repository('DELETE', '/pulls/:number/requested_reviewers', writes('triage', 'pull_requests'), (call) => {
    const { issue, pull } = pullAt(call)
    const { reviewers, team_reviewers: teams } = call.body(wanted)
    const lower = reviewers.map((login) => login.toLowerCase())
    pull.reviewers = pull.reviewers.filter((account) => !lower.includes(account.login.toLowerCase()))
    pull.teams = pull.teams.filter((team) => !teams.includes(team.slug))
    return okJson(renderPull(issue, pull))
  })
}

function review(call: RepositoryCall) {
  const { issue, pull } = pullAt(call)
  const author = call.doer()
  const { event, body } = call.body(newReview)
  if (issue.author.id === author.id && event !== 'COMMENT')
    throw unprocessable(
      `Unprocessable Entity: "Review Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request"`,
    )
  if (event !== 'APPROVE' && !body)
    throw unprocessable('Unprocessable Entity: "Review Body is required when event is not APPROVE"')
  const made: StoredReview = {
    id: call.store.nextId(),
    author,
    state: states[event],
    body: body ?? '',
    commit: pull.headSha,
    submittedAt: call.store.clock.now(),
  }
  pull.reviews.push(made)
  pull.reviewers = pull.reviewers.filter((account) => account !== author)
  issue.updatedAt = made.submittedAt
  announce(call.repository, 'pull_request_review', author, () => ({
    action: 'submitted',
    review: { ...renderReview(issue, made), state: made.state.toLowerCase() },
    pull_request: renderPull(issue, pull),
  }))
  return okJson(renderReview(issue, made))
}

/** Collaborators only, and never the author: otherwise 422 and nobody is asked. */
function requestReviewers(call: RepositoryCall) {
  const { issue, pull } = pullAt(call)
  const { reviewers, team_reviewers: slugs } = call.body(wanted)
  const accounts = reviewers.map((login) => reviewer(call, login))
  if (accounts.some((account) => account.id === issue.author.id))
    throw unprocessable('Review cannot be requested from pull request author.')
  const teams = slugs.map((slug) => {
    const team = call.store.teams.find((one) => one.slug === slug)
    if (!team) throw invalid({ resource: 'PullRequest', field: 'team_reviewers', code: 'invalid' })
    return team
  })
  for (const account of accounts) {
    if (pull.reviewers.includes(account)) continue
    pull.reviewers.push(account)
    const requested_reviewer = renderAccount(call.store, account)
    announceIssue(issue, 'review_requested', call.doer(), { requested_reviewer })
  }
  for (const team of teams) if (!pull.teams.includes(team)) pull.teams.push(team)
  if (accounts.length + teams.length === 0) throw notFound()
  return created(renderPull(issue, pull))
}

function reviewer(call: RepositoryCall, login: string): Account {
  const account = accountOf(call.store, login)
  if (account && roleIn(call.repository, account) !== 'none') return account
  throw unprocessable(
    'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ' +
      `${call.repository.owner.login}/${call.repository.name} repository.`,
  )
}
