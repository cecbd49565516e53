import { nodeId } from '../node-id.ts'
import {
  type Account,
  type Reaction,
  reactionContents,
  type Schemas,
  type Store,
  type StoredComment,
  type StoredIssue,
  type StoredIssueEvent,
  type StoredLabel,
  type StoredRepository,
} from '../store.ts'
import { association, renderAccount } from './account.ts'
import { renderApp } from './app.ts'

/** The API's address of a repository. */
export function repositoryUrl(repository: StoredRepository): string {
  return `${repository.store.url}/repos/${repository.owner.login}/${repository.name}`
}

/** The page of an issue or a pull request. */
export function pageOf(issue: StoredIssue): string {
  const { store, owner, name } = issue.repository
  return `${store.url}/${owner.login}/${name}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`
}

export function renderLabel(repository: StoredRepository, label: StoredLabel): Schemas['label'] {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  }
}

export function renderReaction(store: Store, reaction: Reaction): Schemas['reaction'] {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: renderAccount(store, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  }
}

function renderReactions(url: string, reactions: readonly Reaction[]): Schemas['reaction-rollup'] {
  const count = (content: string) => reactions.filter((one) => one.content === content).length
  const counts = Object.fromEntries(reactionContents.map((content) => [content, reactions.length ? count(content) : 0]))
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    '+1': 0,
    '-1': 0,
    laugh: 0,
    confused: 0,
    heart: 0,
    hooray: 0,
    eyes: 0,
    rocket: 0,
    ...counts,
  }
}

function viaApp(store: Store, author: Account) {
  if (store.app.via === 'null') return null
  const wrote = [store.app, ...store.app.former].find(({ bot }) => bot.id === author.id)
  return wrote === undefined ? null : renderApp(store, wrote)
}

/** An issue; a pull request comes with its `pull_request` links, as the issues API shows it. */
export function renderIssue(issue: StoredIssue) {
  const { repository } = issue
  const { store } = repository
  const api = repositoryUrl(repository)
  const url = `${api}/issues/${issue.number}`
  const done = issue.subIssues.filter((one) => one.state === 'closed').length
  return {
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: pageOf(issue),
    id: issue.id,
    node_id: nodeId(issue.pull ? 'PR' : 'I', issue.id),
    number: issue.number,
    title: issue.title,
    user: renderAccount(store, issue.author),
    labels: issue.labels.map((label) => renderLabel(repository, label)),
    state: issue.state,
    state_reason: issue.stateReason,
    locked: issue.locked,
    active_lock_reason: null,
    assignee: issue.assignees[0] ? renderAccount(store, issue.assignees[0]) : null,
    assignees: issue.assignees.map((account) => renderAccount(store, account)),
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy ? renderAccount(store, issue.closedBy) : null,
    author_association: association(repository, issue.author),
    body: issue.body,
    reactions: renderReactions(url, issue.reactions),
    pinned_comment: issue.pinned ? renderComment(issue.pinned) : null,
    timeline_url: `${url}/timeline`,
    // Pull requests carry no trace of the app here, as on GitHub: their author's login has to do.
    performed_via_github_app: issue.pull ? null : viaApp(store, issue.author),
    issue_dependencies_summary: {
      blocked_by: issue.blockedBy.filter((one) => one.state === 'open').length,
      total_blocked_by: issue.blockedBy.length,
      blocking: 0,
      total_blocking: 0,
    },
    issue_field_values: issue.fields.map(({ field, value }) => {
      const option = field.options.find(({ name }) => name === value)
      return {
        issue_field_id: field.id,
        issue_field_name: field.name,
        node_id: nodeId('IFV', field.id),
        data_type: field.type,
        value: field.type === 'number' ? Number(value) : value,
        ...(option && { single_select_option: { ...option, color: 'gray' } }),
      }
    }),
    ...(issue.type !== null && {
      type: { id: 1, node_id: nodeId('IT', 1), name: issue.type, description: null },
    }),
    sub_issues_summary: {
      total: issue.subIssues.length,
      completed: done,
      percent_completed: issue.subIssues.length ? Math.floor((done * 100) / issue.subIssues.length) : 0,
    },
    ...(issue.parent && {
      parent_issue_url: `${repositoryUrl(issue.parent.repository)}/issues/${issue.parent.number}`,
    }),
    ...(issue.pull && {
      draft: issue.pull.draft,
      pull_request: {
        url: `${api}/pulls/${issue.number}`,
        html_url: pageOf(issue),
        diff_url: `${pageOf(issue)}.diff`,
        patch_url: `${pageOf(issue)}.patch`,
        merged_at: issue.pull.merged?.at ?? null,
      },
    }),
  } satisfies Schemas['issue']
}

export function renderComment(comment: StoredComment) {
  const { issue, author } = comment
  const { store } = issue.repository
  const api = repositoryUrl(issue.repository)
  const url = `${api}/issues/comments/${comment.id}`
  return {
    url,
    html_url: `${pageOf(issue)}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: renderAccount(store, author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(issue.repository, author),
    body: comment.body,
    reactions: renderReactions(url, comment.reactions),
    performed_via_github_app: viaApp(store, author),
    minimized: comment.minimized === undefined ? null : { reason: comment.minimized },
  } satisfies Schemas['issue-comment']
}

/**
 * An entry of an issue's history. In `/events`, the actor of an assignment is the assignee, and its assigner is who did it;
 * in `/timeline` the actor is. https://github.com/slapperwan/gh4a/issues/265
 */
export function renderEvent(issue: StoredIssue, event: StoredIssueEvent, list: 'events' | 'timeline') {
  const { store } = issue.repository
  const assigned = event.event === 'assigned' || event.event === 'unassigned'
  return {
    id: event.id,
    node_id: nodeId('EV', event.id),
    url: `${repositoryUrl(issue.repository)}/issues/events/${event.id}`,
    actor: renderAccount(store, event.actor),
    event: event.event,
    commit_id: null,
    commit_url: null,
    created_at: event.createdAt,
    ...event.detail,
    ...(assigned && list === 'events' && { actor: event.detail.assignee }),
    performed_via_github_app: viaApp(store, event.actor),
  }
}
