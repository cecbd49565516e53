import type { CheckRun, RequiredCheck } from './check.ts'
import type { Comment, Issue, IssueEvent, IssueField, IssueLookup, Role } from './issue.ts'
import type { IssueLinks } from './issue-links.ts'
import type {
  Branch,
  BranchCommit,
  ChangedFile,
  Commit,
  Comparison,
  ConfigurationTexts,
  FileLookup,
  InstallationGrant,
  ItemRepository,
  OtherRepository,
  OwnerFileLookup,
  Pull,
  PullReview,
  Repository,
  ServiceRepository,
} from './repository.ts'
import type { Deployment, DeploymentStatus, FailedRun, Release } from './shipping.ts'

/**
 * Everything a pass can read, as question and answer. The planner asks; observation answers. One entry is one request
 * (or one paginated list). `null` is an answer ("there is none"); `undefined` means "not read yet".
 */
export interface Topics {
  repository: { question: object; answer: Repository }
  configuration: { question: object; answer: ConfigurationTexts }
  /** A file that people most likely meant as the configuration, and that is never read; `null` for none. */
  misnamedConfiguration: { question: object; answer: string | null }
  /** When the app was installed here and what was granted; `null` when it cannot be known (a personal token). */
  installation: { question: object; answer: InstallationGrant | null }
  /** What another repository of the account is called; `null` for one that the app cannot see. */
  repositoryById: { question: { readonly id: number }; answer: OtherRepository | null }
  issue: { question: { readonly number: number }; answer: IssueLookup }
  /** The issue fields of the owner; `null` where there are none, or the app may not read them. */
  issueFields: { question: object; answer: readonly IssueField[] | null }
  /** An issue of another repository, by that one's database id; `null` where the app cannot see the repository. */
  issueElsewhere: { question: { readonly repository: number; readonly number: number }; answer: IssueLookup | null }
  /** Another repository of the same account, by its full name; `null` for what the app cannot see there. */
  itemRepository: { question: { readonly name: string }; answer: ItemRepository | null }
  /** `in` is the full name of another repository of the account, where an issue was transferred to. */
  comments: { question: { readonly number: number; readonly in?: string }; answer: readonly Comment[] }
  /** Of issues by number, in order and with commas between, what is linked to each: `3,4`. One that is not there is left out. */
  issueLinks: { question: { readonly numbers: string }; answer: readonly IssueLinks[] }
  /** The issues here, by number, that the merge of a pull request is to close, at most fifty. */
  closingIssues: { question: { readonly pull: number }; answer: readonly number[] }
  /** What happened to an issue, oldest first. */
  issueEvents: { question: { readonly number: number }; answer: readonly IssueEvent[] }
  /** Who marked a comment by a 👀 or 🚀 reaction, by login. */
  marks: { question: { readonly comment: number }; answer: readonly string[] }
  /** Pull requests of this repository whose head is `branch` of this repository (never a fork), newest first. */
  pullsFrom: { question: Somewhere & { readonly branch: string }; answer: readonly Pull[] }
  pull: { question: { readonly number: number }; answer: Pull | null }
  pullFiles: { question: Somewhere & { readonly number: number }; answer: readonly ChangedFile[] }
  /** Oldest first. */
  reviews: { question: { readonly number: number }; answer: readonly PullReview[] }
  /** The paths of all files at a commit; `null` where there are more than GitHub tells at once. */
  tree: { question: { readonly at: string }; answer: readonly string[] | null }
  pullCommits: { question: { readonly number: number }; answer: readonly Commit[] }
  /**
   * Sub-issues of an issue; `null` where GitHub does not offer them. Of those in other repositories only action items of
   * this one that were transferred.
   */
  subIssues: { question: { readonly number: number }; answer: readonly Issue[] | null }
  /** Issues with `label`, open and closed, updated at or after `since` (ISO), pull requests left out. */
  labelled: { question: Somewhere & { readonly label: string; readonly since: string }; answer: readonly Issue[] }
  label: { question: Somewhere & { readonly name: string }; answer: boolean }
  /** `in` is the full name of another repository of the account. */
  role: { question: { readonly login: string; readonly in?: string }; answer: Role }
  assignable: { question: Somewhere & { readonly login: string }; answer: boolean }
  branch: { question: Somewhere & { readonly name: string }; answer: Branch | null }
  file: { question: Somewhere & { readonly path: string; readonly at: string }; answer: FileLookup }
  /** The newest runs of that check on a commit, one an app. */
  checkRuns: { question: { readonly head: string; readonly name: string }; answer: readonly CheckRun[] }
  /**
   * Whether something ever succeeded: a check of that name on the newest commit of the branch `at`, or a run of that workflow's
   * file since the instant `at` (ISO).
   */
  succeeded: {
    question: { readonly kind: 'check' | 'workflow'; readonly name: string; readonly at: string }
    answer: boolean
  }
  /** What the rules of a branch, or its classic protection, ask for before merging. */
  requiredChecks: { question: { readonly branch: string }; answer: readonly RequiredCheck[] }
  /** A file on the default branch of the owner's `.github` repository. */
  ownerFile: { question: { readonly path: string }; answer: OwnerFileLookup }
  /** `null` when one side does not exist. */
  comparison: { question: Somewhere & { readonly base: string; readonly head: string }; answer: Comparison | null }
  /** For the sweep: issues with the incident label, any state, updated since (`null`: all), pull requests left out. */
  incidents: { question: { readonly label: string; readonly since: string | null }; answer: readonly Issue[] }
  /** For the sweep: open issues with the action-item label. */
  openItems: { question: { readonly label: string }; answer: readonly Issue[] }
  /** For the sweep: branches whose name starts with `prefix`. */
  branches: { question: { readonly prefix: string }; answer: readonly Branch[] }
  /** The hundred pull requests updated last, any state; with `since` (ISO) more where these do not reach back to it. */
  recentPulls: { question: Somewhere & Since; answer: readonly Pull[] }
  /** What a service names, as `acme/checkout`; `null` for what the app cannot see. */
  serviceRepository: { question: { readonly name: string }; answer: ServiceRepository | null }
  /** The hundred newest deployments, newest first; with `since` (ISO) more where these do not reach back to it. */
  deployments: { question: Somewhere & Since; answer: readonly Deployment[] }
  /** How a deployment went, the newest report first. */
  deploymentStatuses: { question: Somewhere & { readonly deployment: number }; answer: readonly DeploymentStatus[] }
  /** The hundred newest releases that are published. */
  releases: { question: Somewhere; answer: readonly Release[] }
  /** The newest commits on a branch between two instants (ISO), at most a hundred. */
  commits: {
    question: { readonly branch: string; readonly from: string; readonly to: string }
    answer: readonly BranchCommit[]
  }
  /** Workflow runs on a branch that failed between two instants (ISO), at most a hundred. */
  failedRuns: {
    question: Somewhere & { readonly branch: string; readonly from: string; readonly to: string }
    answer: readonly FailedRun[]
  }
}

/** How far back a list is to reach. GitHub is asked for five hundred entries at most. */
export interface Since {
  readonly since?: string
}

/** `in` is the full name of another repository: nothing happened in one where the app is not installed. */
export interface Somewhere {
  readonly in?: string
}

export type Topic = keyof Topics
export type QuestionOf<T extends Topic> = { readonly ask: T } & Topics[T]['question']
export type AnswerOf<T extends Topic> = Topics[T]['answer']
export type Question = { [T in Topic]: QuestionOf<T> }[Topic]

/** Equal for questions that have the same answer. */
export function questionKey(question: { readonly ask: Topic }): string {
  return Object.entries(question)
    .filter(([name]) => name !== 'ask')
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join('&')
}

/** Names one question among those of every topic: how a snapshot remembers which one GitHub refused to answer. */
export function questionName(question: { readonly ask: Topic }): string {
  return `${question.ask} ${questionKey(question)}`
}
