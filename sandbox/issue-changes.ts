import { renderAccount } from './shapes/account.ts'
import { renderComment, renderIssue, renderLabel } from './shapes/issue.ts'
import type {
  Account,
  StateReason,
  StoredComment,
  StoredFieldValue,
  StoredIssue,
  StoredLabel,
  StoredPull,
  StoredRepository,
} from './store.ts'
import { announce, announceIssue, record } from './webhooks/announce.ts'

export interface NewIssue {
  readonly title: string
  readonly body: string | null
  readonly author: Account
  readonly labels?: readonly StoredLabel[]
  readonly assignees?: readonly Account[]
  readonly pull?: StoredPull
  readonly fields?: readonly StoredFieldValue[]
  readonly type?: string | null
}

/** Opens an issue or a pull request: `opened`, then one `labeled` a label and one `assigned` an assignee. */
export function openIssue(repository: StoredRepository, wanted: NewIssue): StoredIssue {
  const { store } = repository
  const now = store.clock.now()
  const issue: StoredIssue = {
    id: store.nextId(),
    repository,
    number: repository.nextNumber,
    author: wanted.author,
    title: wanted.title,
    body: wanted.body,
    state: 'open',
    stateReason: null,
    labels: [...(wanted.labels ?? [])],
    assignees: [...(wanted.assignees ?? [])],
    locked: false,
    comments: [],
    reactions: [],
    events: [],
    subIssues: [],
    blockedBy: [],
    fields: wanted.fields ?? [],
    type: wanted.type ?? null,
    parent: undefined,
    pull: wanted.pull,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
  }
  repository.nextNumber += 1
  repository.issues.set(issue.number, issue)
  store.issuesById.set(issue.id, issue)
  announceIssue(issue, 'opened', issue.author)
  for (const label of issue.labels) noteLabel(issue, 'labeled', label, issue.author)
  for (const account of issue.assignees) noteAssignee(issue, 'assigned', account, issue.author)
  return issue
}

/** Changes title or body; says `edited` with the former text. Equal text is no change. */
export function editIssue(issue: StoredIssue, doer: Account, next: { title?: string; body?: string | null }): void {
  const changes: Record<string, unknown> = {}
  if (next.title !== undefined && next.title !== issue.title) {
    changes.title = { from: issue.title }
    record(issue, 'renamed', doer, { rename: { from: issue.title, to: next.title } })
    issue.title = next.title
  }
  if (next.body !== undefined && next.body !== issue.body) {
    changes.body = { from: issue.body ?? '' }
    issue.body = next.body
    issue.updatedAt = issue.repository.store.clock.now()
  }
  if (Object.keys(changes).length > 0) announceIssue(issue, 'edited', doer, { changes })
}

/** Closes an open issue, or gives a closed one another reason. */
export function closeIssue(
  issue: StoredIssue,
  doer: Account,
  reason: StateReason | null = 'completed',
  by?: StoredIssue['closedWith'],
): void {
  if (issue.state === 'closed') {
    if (reason !== null && !issue.pull) issue.stateReason = reason
    return
  }
  issue.state = 'closed'
  issue.stateReason = issue.pull ? null : reason
  issue.closedBy = doer
  issue.closedWith = by
  record(issue, 'closed', doer, { state_reason: issue.stateReason })
  issue.closedAt = issue.updatedAt
  announceIssue(issue, 'closed', doer)
}

/** Reopens a closed issue; an open one stays as it is. */
export function reopenIssue(issue: StoredIssue, doer: Account): void {
  if (issue.state === 'open') return
  issue.state = 'open'
  issue.stateReason = issue.pull ? null : 'reopened'
  issue.closedAt = null
  issue.closedBy = null
  issue.closedWith = undefined
  record(issue, 'reopened', doer)
  announceIssue(issue, 'reopened', doer)
}

/** Adds the labels that the issue does not carry yet. */
export function addLabels(issue: StoredIssue, doer: Account, labels: readonly StoredLabel[]): void {
  for (const label of labels) {
    if (issue.labels.includes(label)) continue
    issue.labels.push(label)
    noteLabel(issue, 'labeled', label, doer)
  }
}

/** Takes a label off; one that is not there is no change. */
export function removeLabel(issue: StoredIssue, doer: Account, label: StoredLabel): void {
  if (!issue.labels.includes(label)) return
  issue.labels = issue.labels.filter((one) => one !== label)
  noteLabel(issue, 'unlabeled', label, doer)
}

/** Leaves exactly these labels on the issue. */
export function setLabels(issue: StoredIssue, doer: Account, labels: readonly StoredLabel[]): void {
  for (const label of issue.labels.filter((one) => !labels.includes(one))) removeLabel(issue, doer, label)
  addLabels(issue, doer, labels)
}

/** Assigns those who are not assigned yet, up to ten in all. */
export function assign(issue: StoredIssue, doer: Account, accounts: readonly Account[]): void {
  for (const account of accounts) {
    if (issue.assignees.includes(account) || issue.assignees.length >= 10) continue
    issue.assignees.push(account)
    noteAssignee(issue, 'assigned', account, doer)
  }
}

export function unassign(issue: StoredIssue, doer: Account, accounts: readonly Account[]): void {
  for (const account of accounts) {
    if (!issue.assignees.includes(account)) continue
    issue.assignees = issue.assignees.filter((one) => one !== account)
    noteAssignee(issue, 'unassigned', account, doer)
  }
}

/** Leaves exactly these assignees on the issue. */
export function setAssignees(issue: StoredIssue, doer: Account, accounts: readonly Account[]): void {
  unassign(
    issue,
    doer,
    issue.assignees.filter((one) => !accounts.includes(one)),
  )
  assign(issue, doer, accounts)
}

/** Adds a comment and says `created`. */
export function addComment(issue: StoredIssue, author: Account, body: string): StoredComment {
  const { store } = issue.repository
  const now = store.clock.now()
  const made: StoredComment = {
    id: store.nextId(),
    author,
    issue,
    body,
    minimized: undefined,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  }
  issue.comments.push(made)
  issue.updatedAt = now
  store.comments.set(made.id, made)
  announceComment(made, 'created', author)
  return made
}

/** Changes a comment's text and says `edited`; equal text is no change. */
export function editComment(edited: StoredComment, doer: Account, body: string): void {
  if (edited.body === body) return
  const from = edited.body
  edited.body = body
  edited.updatedAt = edited.issue.repository.store.clock.now()
  edited.issue.updatedAt = edited.updatedAt
  announceComment(edited, 'edited', doer, { changes: { body: { from } } })
}

export function deleteComment(deleted: StoredComment, doer: Account): void {
  const { issue } = deleted
  const { store } = issue.repository
  issue.comments.splice(issue.comments.indexOf(deleted), 1)
  if (issue.pinned === deleted) issue.pinned = undefined
  issue.updatedAt = store.clock.now()
  store.comments.delete(deleted.id)
  announceComment(deleted, 'deleted', doer)
}

function announceComment(
  made: StoredComment,
  action: string,
  sender: Account,
  extra: Record<string, unknown> = {},
): void {
  const { issue } = made
  announce(issue.repository, 'issue_comment', sender, () => ({
    action,
    issue: renderIssue(issue),
    comment: renderComment(made),
    ...extra,
  }))
}

function noteLabel(issue: StoredIssue, event: 'labeled' | 'unlabeled', label: StoredLabel, doer: Account): void {
  record(issue, event, doer, { label: { name: label.name, color: label.color } })
  announceIssue(issue, event, doer, { label: renderLabel(issue.repository, label) })
}

function noteAssignee(issue: StoredIssue, event: 'assigned' | 'unassigned', account: Account, doer: Account): void {
  const { store } = issue.repository
  const assignee = renderAccount(store, account)
  record(issue, event, doer, { assignee, assigner: renderAccount(store, doer) })
  announceIssue(issue, event, doer, { assignee })
}
