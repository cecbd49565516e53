import type { ActionItemIdentity } from './action-item.ts'
import type { CheckContent } from './check.ts'
import type { FieldToSet } from './issue.ts'
import type { RepositoryName } from './ref.ts'
import type { OtherRepository } from './repository.ts'
import type { PlanRule } from './rules.ts'

/**
 * An intended write, named by its end state. `rule` says which rule of the planner wants it; `of` tells it from others that the
 * same rule wants, left out where there is one at most.
 */
export type Mutation = { readonly rule: PlanRule; readonly of?: string | undefined } & (
  | OpenPostmortem
  | OpenItem
  | WriteFile
  | OpenLinksPull
  | OpenPublication
  | PostCheck
  | { readonly do: 'assign'; readonly number: number; readonly logins: readonly string[] }
  | { readonly do: 'post-status'; readonly number: number; readonly comment: number | null; readonly body: string }
  | { readonly do: 'remove-comment'; readonly number: number; readonly comment: number }
  | {
      readonly do: 'react'
      readonly comment: number
      readonly reaction: '+1' | 'confused' | 'eyes'
      readonly in?: RepositoryName
    }
  | EditItem
  | {
      readonly do: 'create-label'
      readonly name: string
      readonly colour: string
      readonly description: string
      readonly in?: RepositoryName
    }
  /** `in` is another repository, where the issue was transferred to. */
  | { readonly do: 'add-label'; readonly number: number; readonly label: string; readonly in?: RepositoryName }
  | { readonly do: 'remove-label'; readonly number: number; readonly label: string }
  | SetSeverity
  /** What a command `comment` is answered, below it. */
  | {
      readonly do: 'answer'
      readonly number: number
      readonly comment: number
      readonly body: string
      readonly in?: RepositoryName
    }
  | {
      readonly do: 'attach-item'
      readonly incident: number
      readonly number: number
      readonly id: number
      readonly in?: RepositoryName
    }
  | { readonly do: 'close-duplicate'; readonly number: number; readonly body: string; readonly in?: RepositoryName }
  /** Hides a comment as outdated; `node` is what GitHub's other API calls it. */
  | { readonly do: 'fold-comment'; readonly number: number; readonly node: string; readonly in?: RepositoryName }
  | { readonly do: 'pin-comment'; readonly number: number; readonly comment: number }
  | { readonly do: 'reopen-item'; readonly number: number }
  | { readonly do: 'close-pull'; readonly number: number }
  /** `reviewer` is `@login` or `@org/team`. */
  | { readonly do: 'request-review'; readonly number: number; readonly reviewer: string }
  | { readonly do: 'reopen-pull'; readonly number: number }
  | {
      readonly do: 'remind'
      readonly number: number
      readonly slot: string
      readonly body: string
      readonly in?: RepositoryName
    }
)

/** The incident has a branch, a document on it, and a pull request. Parts that stand already are not repeated. */
export interface OpenPostmortem {
  readonly do: 'open-postmortem'
  readonly incident: number
  readonly branch: string
  readonly baseBranch: string
  /** The commit to start the branch from; `null` when the branch exists. */
  readonly startFrom: string | null
  /** The document to commit; `null` when it stands on the branch. */
  readonly document: { readonly path: string; readonly text: string; readonly message: string } | null
  /** The status comment that the document links: its address, or the text to post it with first. */
  readonly status: { readonly url: string } | { readonly body: string }
  readonly title: string
  readonly body: string
}

/** Stands in a document's text for the address of the status comment, which has none before it is posted. */
export const statusLink = 'aftermath:status-comment'

/** An action item has an issue, attached to its incident when `attachTo` names one. */
export interface OpenItem {
  readonly do: 'open-item'
  readonly incident: number
  readonly identity: ActionItemIdentity
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly attachTo: number | null
  /** What its issue fields are to hold, and its issue type: GitHub drops what it does not know. */
  readonly fields?: readonly FieldToSet[]
  readonly type?: string
  /** Another repository of the account, which is to have the issue; left out for the incident's own. */
  readonly in?: OtherRepository
}

/** An action item's issue says what was asked of it by commands; `null` leaves a part as it is. */
export interface EditItem {
  readonly do: 'edit-item'
  readonly number: number
  /** Another repository, where the issue was transferred to. */
  readonly in?: RepositoryName
  /** The body that `body` was made of: where it is another one by now, nothing is written. */
  readonly was: string
  readonly body: string
  readonly assignees: readonly string[] | null
  readonly close: 'completed' | 'not_planned' | null
  readonly fields?: readonly FieldToSet[]
}

/** An incident carries `label` and none of `others`. */
export interface SetSeverity {
  readonly do: 'set-severity'
  readonly number: number
  readonly label: string
  readonly others: readonly string[]
}

/** A file on a branch holds this text. `sha` is the blob it replaces. */
export interface WriteFile {
  readonly do: 'write-file'
  readonly branch: string
  readonly path: string
  readonly sha: string
  readonly text: string
  readonly message: string
}

/** A pull request offers the document with the issue links. */
export interface OpenLinksPull {
  readonly do: 'open-links-pull'
  readonly branch: string
  readonly baseBranch: string
  readonly startFrom: string | null
  readonly file: { readonly path: string; readonly sha: string; readonly text: string; readonly message: string } | null
  readonly title: string
  readonly body: string
}

/** A document for everybody stands on a branch of another repository, and a draft pull request offers it. */
export interface OpenPublication {
  readonly do: 'open-publication'
  readonly in: RepositoryName
  readonly branch: string
  readonly baseBranch: string
  /** The commit to start the branch from; `null` when the branch exists. */
  readonly startFrom: string | null
  /** `sha` is the blob that it replaces; `null` when it stands on the branch. */
  readonly file: {
    readonly path: string
    readonly sha: string | null
    readonly text: string
    readonly message: string
  } | null
  /** `null` when it is open. */
  readonly pull: { readonly title: string; readonly body: string } | null
}

/** A commit has a check that says this. Annotations that stand already are not repeated. */
export interface PostCheck extends CheckContent {
  readonly do: 'post-check'
  readonly name: string
  readonly head: string
  readonly externalId: string
  /** The words on its button, by which people ask for another look. */
  readonly button: { readonly label: string; readonly description: string } | null
  /** The run that says a part of this, and with how many of the annotations; `null` where there is none. */
  readonly begun: { readonly id: number; readonly annotations: number } | null
}
