import type { OtherRepository } from './repository.ts'

/** Who wrote or did something. `appId` names the GitHub App on whose behalf it happened, `null` for people. */
export interface Actor {
  readonly login: string
  readonly bot: boolean
  readonly appId: number | null
}

export type IssueStateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened'

export interface IssueFieldValue {
  readonly id: number
  readonly name: string
  /** `date`, `single_select`, `text`, … */
  readonly type: string
  /** As text: the day of a date, the name of an option. */
  readonly value: string
}

/** A date in an issue field, `2026-12-24`. */
export interface DueField {
  readonly id: number
  readonly day: string
}

/** An issue field of an organisation. `options` are the names of a select's, in their order. */
export interface IssueField {
  readonly id: number
  readonly name: string
  readonly type: string
  readonly options: readonly string[]
}

/** What an issue field is to hold: a day, a text, or the name of an option. */
export interface FieldToSet {
  readonly id: number
  readonly value: string
}

/** An issue or a pull request, as GitHub's issues API shows it. Times are ISO 8601 in UTC. */
export interface Issue {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly stateReason: IssueStateReason | null
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly author: Actor
  readonly createdAt: string
  readonly updatedAt: string
  readonly closedAt: string | null
  /** Who closed it; `null` when GitHub's list did not say, or when it is open. */
  readonly closedBy: Actor | null
  readonly url: string
  readonly isPull: boolean
  readonly locked: boolean
  /** How many comments it has. */
  readonly talk: number
  /** How many open issues it waits for, as people say on GitHub. */
  readonly blockedBy: number
  /** The values of the organisation's issue fields; left out where there are none. */
  readonly fields?: readonly IssueFieldValue[]
  /** The one that says until when it is due, by what the configuration says of fields; left out where none does. */
  readonly dueField?: DueField
  /** The comment that is pinned, by id; `null` or left out for none. */
  readonly pinned?: number | null
  /** Where it stands, if not in the repository in which it was asked for: its number counts there. */
  readonly elsewhere: OtherRepository | null
}

/** What became of what an issue is about, by its state alone: a duplicate is declined, since it is done elsewhere or not at all. */
export function progressOf({ state, stateReason }: Pick<Issue, 'state' | 'stateReason'>): 'open' | 'done' | 'declined' {
  if (state === 'open') return 'open'
  return stateReason === 'not_planned' || stateReason === 'duplicate' ? 'declined' : 'done'
}

/** An issue where it was asked for, or what became of it. */
export type IssueLookup =
  | { readonly found: true; readonly issue: Issue }
  | { readonly found: false; readonly reason: 'deleted' | 'missing' | 'issues-disabled' }
  /** `issue` as it stands in the other repository now; `null` where the app cannot see it. */
  | { readonly found: false; readonly reason: 'transferred'; readonly issue: Issue | null }

export interface Comment {
  readonly id: number
  /** What GitHub's other API calls it. */
  readonly node?: string
  readonly body: string
  readonly author: Actor
  readonly createdAt: string
  readonly updatedAt: string
  readonly url: string
  /** How many 👀 and 🚀 reactions it has, whoever gave them. */
  readonly marks: number
  /** Whether somebody hid it. */
  readonly hidden: boolean
  /** Whether only its beginning was read, since the conversation is very long. */
  readonly cut?: true
}

/** Something that happened to an issue, as far as the app follows it. `actor` is `null` where the account is gone. */
export type IssueEvent = { readonly actor: Actor | null; readonly at: string } & IssueChange

export type IssueChange =
  | { readonly kind: 'labelled' | 'unlabelled'; readonly label: string }
  | { readonly kind: 'assigned' | 'unassigned'; readonly login: string }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'closed' | 'reopened' }

/** A person's role in a repository, by GitHub's `role_name`; a custom role is read as its base permission. */
export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'

/** Whether a role may command the app: triage or more. */
export function mayCommand(role: Role): boolean {
  return role !== 'read' && role !== 'none'
}

/** Whether two labels are the same to GitHub, which ignores case. */
export function sameLabel(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
