import { sizeOf } from '../git/pull-size.ts'
import { nodeId } from '../node-id.ts'
import type { Schemas, StoredIssue, StoredPull, StoredRepository, StoredReview } from '../store.ts'
import { association, renderAccount, renderTeam } from './account.ts'
import { pageOf, renderIssue, repositoryUrl } from './issue.ts'
import { renderRepository } from './repository.ts'

/** But for both sides' repositories, which carry only the links in use, and labels, whose description may be null. */
type Listed = Omit<Schemas['pull-request-simple'], 'head' | 'base' | 'labels'> & Pick<Schemas['pull-request'], 'labels'>
type Sides = Record<'head' | 'base', { label: string; ref: string; sha: string }>
type Told = Pick<
  Schemas['pull-request'],
  'merged' | 'merged_by' | 'maintainer_can_modify' | 'comments' | 'review_comments'
>

/** A pull request as lists and webhooks show it; `GET` adds what has to be computed. */
export function renderPull(issue: StoredIssue, pull: StoredPull) {
  const { repository } = issue
  const { store } = repository
  const api = repositoryUrl(repository)
  const url = `${api}/pulls/${issue.number}`
  const side = { user: renderAccount(store, repository.owner), repo: renderRepository(repository) }
  const {
    performed_via_github_app: _app,
    sub_issues_summary: _summary,
    pull_request: links,
    state_reason: _reason,
    closed_by: _closer,
    comments: _comments,
    reactions: _reactions,
    ...shared
  } = renderIssue(issue)
  return {
    ...shared,
    url,
    issue_url: `${api}/issues/${issue.number}`,
    diff_url: links?.diff_url ?? '',
    patch_url: links?.patch_url ?? '',
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    requested_reviewers: pull.reviewers.map((account) => renderAccount(store, account)),
    requested_teams: pull.teams.map((team) => renderTeam(store, team)),
    draft: pull.draft,
    auto_merge: null,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    head: { ...headSide(repository, pull), ref: pull.headRef, sha: pull.headSha },
    base: { ...side, label: `${repository.owner.login}:${pull.baseRef}`, ref: pull.baseRef, sha: pull.baseSha },
    _links: {
      self: { href: url },
      html: { href: pageOf(issue) },
      issue: { href: `${api}/issues/${issue.number}` },
      comments: { href: `${api}/issues/${issue.number}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${api}/statuses/${pull.headSha}` },
    },
    merged: pull.merged !== undefined,
    merged_by: pull.merged ? renderAccount(store, pull.merged.by) : null,
    maintainer_can_modify: false,
    comments: issue.comments.length,
    review_comments: 0,
  } satisfies Listed & Sides & Told
}

/** Whose the head's branch is: the pull request's repository, or a fork of the same name. */
function headSide(repository: StoredRepository, { fork, headRef }: StoredPull) {
  const { store, owner, name } = repository
  const user = renderAccount(store, fork?.owner ?? owner)
  const repo = renderRepository(repository)
  const label = `${user.login}:${headRef}`
  if (fork === undefined) return { user, repo, label }
  const full_name = `${fork.owner.login}/${name}`
  return {
    user,
    label,
    repo: { ...repo, id: fork.id, node_id: nodeId('R', fork.id), full_name, owner: user, fork: true },
  }
}

/** A pull request as a check run names it; one from a fork is never named there. */
export function renderMinimalPull({ id, number, repository }: StoredIssue, { headRef, headSha, baseRef }: StoredPull) {
  const url = repositoryUrl(repository)
  const repo = { id: repository.id, url, name: repository.name }
  const baseSha = repository.git.refs.get(`refs/heads/${baseRef}`) ?? headSha
  return {
    id,
    number,
    url: `${url}/pulls/${number}`,
    head: { ref: headRef, sha: headSha, repo },
    base: { ref: baseRef, sha: baseSha, repo },
  } satisfies Schemas['pull-request-minimal']
}

/** A pull request as its own webhooks show it: with its size, and before GitHub knows whether it merges. */
export function renderAnnouncedPull(issue: StoredIssue, pull: StoredPull) {
  const { commits, additions, deletions, changedFiles } = sizeOf(pull)
  return {
    ...renderPull(issue, pull),
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    commits,
    additions,
    deletions,
    changed_files: changedFiles,
  }
}

export function renderReview(issue: StoredIssue, review: StoredReview) {
  const { store } = issue.repository
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: renderAccount(store, review.author),
    body: review.body,
    state: review.state,
    html_url: `${pageOf(issue)}#pullrequestreview-${review.id}`,
    pull_request_url: `${repositoryUrl(issue.repository)}/pulls/${issue.number}`,
    author_association: association(issue.repository, review.author),
    _links: {
      html: { href: `${pageOf(issue)}#pullrequestreview-${review.id}` },
      pull_request: { href: `${repositoryUrl(issue.repository)}/pulls/${issue.number}` },
    },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  } satisfies Schemas['pull-request-review']
}
