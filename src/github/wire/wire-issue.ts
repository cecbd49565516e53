import { z } from 'zod'
import type {
  Actor,
  Comment,
  Issue,
  IssueChange,
  IssueEvent,
  IssueFieldValue,
  IssueStateReason,
} from '../../domain/issue.ts'

/** An account as GitHub shows it; `null` where the account was deleted. */
export const wireAccount = z.object({ login: z.string(), type: z.string().nullish() }).nullish()
type WireAccount = z.infer<typeof wireAccount>

const wireApp = z.object({ id: z.number() }).nullish()

const wireFieldValue = z.object({
  issue_field_id: z.number(),
  issue_field_name: z.string().nullish(),
  data_type: z.string(),
  value: z.union([z.string(), z.number()]).nullish().catch(null),
  single_select_option: z.object({ name: z.string() }).nullish().catch(null),
})

/** An issue in GitHub's REST API, as far as the app reads it. */
export const wireIssue = z.object({
  id: z.number(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  assignees: z.array(wireAccount).nullish(),
  user: wireAccount,
  performed_via_github_app: wireApp,
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  closed_by: wireAccount,
  html_url: z.string(),
  /** `https://api.github.com/repos/<owner>/<repo>` */
  repository_url: z.string().nullish(),
  pull_request: z.unknown().optional(),
  locked: z.boolean().nullish(),
  comments: z.number().nullish(),
  /** Where GitHub pins comments. */
  pinned_comment: z.object({ id: z.number() }).nullish().catch(null),
  /** Where GitHub has dependencies; `blocked_by` counts those that are open. */
  issue_dependencies_summary: z.object({ blocked_by: z.number() }).nullish().catch(null),
  issue_field_values: z.array(wireFieldValue).nullish().catch(null),
})

/** A comment on an issue or a pull request. */
export const wireComment = z.object({
  id: z.number(),
  node_id: z.string().nullish(),
  body: z.string().nullish(),
  user: wireAccount,
  performed_via_github_app: wireApp,
  created_at: z.string(),
  updated_at: z.string(),
  html_url: z.string(),
  reactions: z
    .object({ eyes: z.number().default(0), rocket: z.number().default(0) })
    .nullish()
    .catch(null),
  minimized: z.object({}).nullish().catch(null),
})

/** A reaction on a comment. */
export const wireReaction = z.object({ user: wireAccount, content: z.string() })

/** Whether a reaction marks a comment as one for the timeline. */
export function isTimelineReaction(content: string): boolean {
  return content === 'eyes' || content === 'rocket'
}

/** One entry of the events of an issue; what it is about comes with its kind only. */
export const wireIssueEvent = z.object({
  event: z.string(),
  label: z.object({ name: z.string() }).nullish().catch(null),
  assignee: wireAccount,
  /** Who did it, where somebody was assigned or not any more: there, `actor` is the assignee. */
  assigner: wireAccount,
  rename: z.object({ from: z.string(), to: z.string() }).nullish().catch(null),
  actor: wireAccount,
  performed_via_github_app: wireApp,
  created_at: z.string(),
})

/** Who `account` is; GitHub shows a deleted account as `ghost`, and so does this. */
export function toActor(account: WireAccount, app?: z.infer<typeof wireApp>): Actor {
  return { login: account?.login ?? 'ghost', bot: account?.type === 'Bot', appId: app?.id ?? null }
}

/** The logins of accounts that still exist. */
export function toLogins(accounts: readonly WireAccount[] | null | undefined): readonly string[] {
  return (accounts ?? []).flatMap((account) => account?.login ?? [])
}

/** The issue without what GitHub leaves open: no body is an empty one, an unknown reason none. */
export function toIssue(wire: z.infer<typeof wireIssue>): Issue {
  const fields = (wire.issue_field_values ?? []).flatMap(toFieldValue)
  return {
    id: wire.id,
    number: wire.number,
    title: wire.title,
    body: wire.body ?? '',
    state: wire.state === 'closed' ? 'closed' : 'open',
    stateReason: toStateReason(wire.state_reason),
    labels: wire.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    assignees: toLogins(wire.assignees),
    author: toActor(wire.user, wire.performed_via_github_app),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    closedAt: wire.closed_at ?? null,
    closedBy: wire.closed_by ? toActor(wire.closed_by) : null,
    url: wire.html_url,
    isPull: wire.pull_request != null,
    locked: wire.locked ?? false,
    talk: wire.comments ?? 0,
    blockedBy: wire.issue_dependencies_summary?.blocked_by ?? 0,
    ...(wire.pinned_comment != null && { pinned: wire.pinned_comment.id }),
    elsewhere: null,
    ...(fields.length > 0 && { fields }),
  }
}

function toFieldValue(wire: z.infer<typeof wireFieldValue>): readonly IssueFieldValue[] {
  const value = wire.single_select_option?.name ?? wire.value
  if (value == null) return []
  // A date may come with a time, which says nothing.
  const text = wire.data_type === 'date' ? String(value).slice(0, 10) : String(value)
  return [{ id: wire.issue_field_id, name: wire.issue_field_name ?? '', type: wire.data_type, value: text }]
}

function toStateReason(reason: string | null | undefined): IssueStateReason | null {
  switch (reason) {
    case 'completed':
    case 'not_planned':
    case 'duplicate':
    case 'reopened':
      return reason
    default:
      return null
  }
}

/** The comment; no body is an empty one. */
export function toComment(wire: z.infer<typeof wireComment>): Comment {
  return {
    id: wire.id,
    ...(wire.node_id != null && { node: wire.node_id }),
    body: wire.body ?? '',
    author: toActor(wire.user, wire.performed_via_github_app),
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    url: wire.html_url,
    marks: (wire.reactions?.eyes ?? 0) + (wire.reactions?.rocket ?? 0),
    hidden: wire.minimized != null,
  }
}

/** What happened, `null` for what the app does not follow. */
export function toIssueEvent(wire: z.infer<typeof wireIssueEvent>): IssueEvent | null {
  const change = toChange(wire)
  if (change === null) return null
  const doer = wire.assigner ?? wire.actor
  const actor = doer ? toActor(doer, wire.performed_via_github_app) : null
  return { ...change, actor, at: wire.created_at }
}

function toChange({ event, label, assignee, rename }: z.infer<typeof wireIssueEvent>): IssueChange | null {
  switch (event) {
    case 'labeled':
    case 'unlabeled':
      return label ? { kind: event === 'labeled' ? 'labelled' : 'unlabelled', label: label.name } : null
    case 'assigned':
    case 'unassigned':
      return assignee ? { kind: event, login: assignee.login } : null
    case 'renamed':
      return rename ? { kind: event, from: rename.from, to: rename.to } : null
    case 'closed':
    case 'reopened':
      return { kind: event }
    default:
      return null
  }
}
