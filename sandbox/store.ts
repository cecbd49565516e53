import type { components } from '@octokit/openapi-types'
import type { Account, Requester } from './actor.ts'
import type { StoryClock } from './clock.ts'
import type { Git } from './git/git.ts'
import type { Meter } from './http/limits.ts'
import type { Permissions, RepositoryRole } from './rules/roles.ts'
import type { Shipping } from './shipping.ts'
import type { Webhooks } from './webhooks/webhooks.ts'

export type { Account, Requester } from './actor.ts'

/** The response types of GitHub's own description. */
export type Schemas = components['schemas']

/** All that one sandbox knows, in memory. */
export interface Store {
  /** Where it listens, without a trailing slash; set once it does. */
  url: string
  readonly clock: StoryClock
  readonly accounts: Map<string, Account>
  readonly organization: Account
  /** What the organisation was called before, in lower case. */
  readonly formerLogins: Set<string>
  readonly repositories: StoredRepository[]
  readonly teams: readonly Team[]
  /** The organisation's issue fields, and the names of its issue types. */
  readonly fields: readonly StoredField[]
  readonly issueTypes: readonly string[]
  readonly app: StoredApp
  readonly tokens: Map<string, Requester>
  readonly webhooks: Webhooks
  readonly meter: Meter
  readonly comments: Map<number, StoredComment>
  readonly issuesById: Map<number, StoredIssue>
  /** The last number that `nextId` gave out. */
  readonly ids: { last: number }
  /** A number that nothing in this sandbox has had before. */
  nextId(): number
}

export interface StoredField {
  readonly id: number
  readonly name: string
  readonly type: 'text' | 'number' | 'date' | 'single_select'
  readonly options: readonly { readonly id: number; readonly name: string }[]
  /** Whether its values are lost without a word, as where the repository does not have it. */
  readonly drops: boolean
}

export interface StoredFieldValue {
  readonly field: StoredField
  readonly value: string
}

export interface Team {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly members: readonly Account[]
}

/** Who an app is. One that is registered anew is somebody else. */
export interface AppIdentity {
  id: number
  clientId: string
  slug: string
  bot: Account
}

export interface StoredApp extends AppIdentity {
  readonly name: string
  readonly via: 'shown' | 'null'
  /** Whose texts still stand there. */
  readonly former: AppIdentity[]
  installationId: number
  installedAt: string
  installed: boolean
  suspended: { readonly at: string; readonly by: Account } | undefined
  readonly webhookSecret: string
  readonly privateKey: string
  readonly publicKey: string
}

export interface BranchRule {
  readonly branch: string
  readonly requirePullRequest: boolean
  readonly requiredReviews: number
  /** Names of check runs. */
  readonly requiredChecks: readonly string[]
  readonly mergeQueue: boolean
  /** Classic branch protection instead of a ruleset: other words, and `rules/branches` does not know it. */
  readonly classic: boolean
}

/** `internal` is for the members of the enterprise: here everybody with a role in any repository of the organization. */
export const visibilities = ['public', 'internal', 'private'] as const
export type StoredVisibility = (typeof visibilities)[number]

/** A pull request's merge, made on a branch of its own before its base moves there. */
export interface MergeGroup {
  readonly issue: StoredIssue
  readonly base: string
  readonly sha: string
  readonly ref: string
  readonly by: Account
}

export interface StoredRepository {
  readonly store: Store
  readonly id: number
  readonly owner: Account
  name: string
  readonly formerNames: Set<string>
  visibility: StoredVisibility
  archived: boolean
  hasIssues: boolean
  description: string | null
  readonly drafts: boolean
  readonly subIssues: boolean
  installed: boolean
  /** Whether the tokens of workflows may open and approve pull requests: a setting of the repository's. */
  workflowsOpenPulls: boolean
  permissions: Readonly<Record<string, Permissions[string] | 'none'>>
  readonly rules: readonly BranchRule[]
  /** Whether a missing permission looks like a missing repository. */
  readonly masked: boolean
  readonly pushProtection: boolean
  readonly defaultBranch: string
  readonly roles: Map<string, RepositoryRole>
  readonly git: Git
  readonly issues: Map<number, StoredIssue>
  readonly gone: Map<number, GoneIssue>
  readonly labels: Map<string, StoredLabel>
  readonly checkRuns: StoredCheckRun[]
  readonly shipping: Shipping
  /** What waits in merge queues for its checks. */
  readonly mergeGroups: MergeGroup[]
  readonly createdAt: string
  pushedAt: string
  nextNumber: number
}

/** What became of an issue's number: deleted, or moved to another repository. */
export type GoneIssue = { readonly kind: 'deleted' } | { readonly kind: 'transferred'; readonly to: StoredIssue }

export interface StoredLabel {
  readonly id: number
  name: string
  color: string
  description: string | null
}

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const
export type ReactionContent = (typeof reactionContents)[number]

export interface Reaction {
  readonly id: number
  readonly user: Account
  readonly content: ReactionContent
  readonly createdAt: string
}

export interface StoredComment {
  readonly id: number
  readonly author: Account
  issue: StoredIssue
  body: string
  minimized: string | undefined
  readonly reactions: Reaction[]
  readonly createdAt: string
  updatedAt: string
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened'

/** An issue, or a pull request when `pull` is there: as on GitHub, both share numbers, labels and comments. */
export interface StoredIssue {
  readonly id: number
  readonly repository: StoredRepository
  readonly number: number
  readonly author: Account
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: StateReason | null
  labels: StoredLabel[]
  assignees: Account[]
  locked: boolean
  readonly comments: StoredComment[]
  readonly reactions: Reaction[]
  readonly events: StoredIssueEvent[]
  readonly subIssues: StoredIssue[]
  parent: StoredIssue | undefined
  readonly pull: StoredPull | undefined
  createdAt: string
  updatedAt: string
  closedAt: string | null
  closedBy: Account | null
  /** The pull request whose merge closed it, or the commit. */
  closedWith?: StoredIssue | { readonly commit: string } | undefined
  fields: readonly StoredFieldValue[]
  /** The name of its issue type; `null` for none. */
  type: string | null
  pinned?: StoredComment | undefined
  /** What it waits for. */
  readonly blockedBy: StoredIssue[]
}

export interface StoredPull {
  draft: boolean
  readonly headRef: string
  /** The fork in which the head's branch is; nothing for a branch of the repository itself. */
  readonly fork: { readonly id: number; readonly owner: Account } | undefined
  /** Follows the branch while the pull request is open. */
  headSha: string
  baseRef: string
  baseSha: string
  merged: { readonly sha: string; readonly at: string; readonly by: Account } | undefined
  readonly reviews: StoredReview[]
  reviewers: Account[]
  teams: Team[]
  /** What it changes, as it was last measured. */
  size?: PullSize
}

export interface PullSize {
  readonly commits: number
  readonly additions: number
  readonly deletions: number
  readonly changedFiles: number
}

export interface StoredReview {
  readonly id: number
  readonly author: Account
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'
  readonly body: string
  readonly commit: string
  readonly submittedAt: string
}

export interface StoredIssueEvent {
  readonly id: number
  readonly event: string
  readonly actor: Account
  createdAt: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface StoredCheckRun {
  readonly id: number
  readonly name: string
  readonly headSha: string
  /** Whose it is; this app's where it is missing. */
  readonly by?: AppIdentity
  status: string
  conclusion: string | null
  detailsUrl: string | null
  readonly externalId: string
  startedAt: string
  completedAt: string | null
  output: { title: string | null; summary: string | null; text: string | null }
  readonly annotations: Schemas['check-annotation'][]
  actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[]
}
