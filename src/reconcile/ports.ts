// Longer than most: what the app needs of the world is read in one place, and imported from there by those who give it.

import type { CheckContent, CheckRun } from '../domain/check.ts'
import type { Comment, FieldToSet, Issue } from '../domain/issue.ts'
import type { EditItem } from '../domain/mutation.ts'
import type { Plan } from '../domain/plan.ts'
import type { AnswerOf, QuestionOf, Topic } from '../domain/question.ts'
import type { Ref, RepositoryName } from '../domain/ref.ts'
import type { RefusalReason } from '../domain/refusal.ts'
import type { OtherRepository, Pull } from '../domain/repository.ts'
import type { Self } from '../domain/self.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import type { SweepScope } from '../domain/sweep-scope.ts'
import type { Situation } from '../plan/context.ts'

export type { Self } from '../domain/self.ts'

/** One function a topic, each one request or one paginated list. Throws `GitHubError`. */
export type Reader = { readonly [T in Topic]: (question: QuestionOf<T>) => Promise<AnswerOf<T>> }

/** The writes, each one request. None repeats itself after an unclear answer. Throws `GitHubError`. */
export interface Writer {
  /** `elsewhere`, here and below, is another repository of the account. */
  createBranch(branch: { readonly name: string; readonly sha: string }, elsewhere?: RepositoryName): Promise<void>
  /** Creates the file, or replaces the blob `sha`. */
  writeFile(
    file: {
      readonly branch: string
      readonly path: string
      readonly text: string
      readonly message: string
      readonly sha: string | null
    },
    elsewhere?: RepositoryName,
  ): Promise<void>
  /** Opens a draft, or a normal pull request where drafts are not supported. */
  openPull(
    pull: {
      readonly title: string
      readonly body: string
      readonly head: string
      readonly base: string
      readonly draft: boolean
    },
    elsewhere?: RepositoryName,
  ): Promise<Pull>
  closePull(number: number): Promise<void>
  /** Refused where the branch is gone. */
  reopenPull(number: number): Promise<void>
  /** Asks `@login` or `@org/team` of the owner for a review; refused for who has no access here. */
  requestReview(number: number, reviewer: string): Promise<void>
  /** Accounts that cannot be assigned are left out by GitHub. */
  assign(number: number, logins: readonly string[]): Promise<void>
  createLabel(
    label: { readonly name: string; readonly colour: string; readonly description: string },
    elsewhere?: RepositoryName,
  ): Promise<void>
  /** `elsewhere` is another repository of the account, where the issue was transferred to. */
  addLabel(number: number, label: string, elsewhere?: RepositoryName): Promise<void>
  removeLabel(number: number, label: string): Promise<void>
  createIssue(
    issue: {
      readonly title: string
      readonly body: string
      readonly labels: readonly string[]
      readonly assignees: readonly string[]
      readonly fields?: readonly FieldToSet[]
      readonly type?: string
    },
    elsewhere?: OtherRepository,
  ): Promise<Issue>
  /**
   * `id` is the database id of the child, `elsewhere` the other repository that it stands in. Attached already, no sub-issues
   * here, or none of other repositories: nothing happens.
   */
  attachSubIssue(parent: number, id: number, elsewhere?: RepositoryName): Promise<void>
  /** Closes as duplicate and replaces the body in one request, so that the two cannot part. */
  closeAsDuplicate(number: number, body: string, elsewhere?: RepositoryName): Promise<void>
  /**
   * Changes an issue in one request, `null` leaving a part as it is; `stale` where its body is not `was` any more, so that no
   * edit of people's is lost.
   */
  editItem(edit: Omit<EditItem, 'do'>): Promise<void>
  reopenIssue(number: number): Promise<void>
  createComment(number: number, body: string, elsewhere?: RepositoryName): Promise<Comment>
  editComment(comment: number, body: string): Promise<void>
  removeComment(comment: number): Promise<void>
  /** Hides it as outdated, by what GitHub's other API calls it. */
  foldComment(node: string, elsewhere?: RepositoryName): Promise<void>
  /** Where GitHub pins no comments, or not this one, nothing happens. */
  pinComment(comment: number): Promise<void>
  react(comment: number, reaction: '+1' | 'confused' | 'eyes', elsewhere?: RepositoryName): Promise<void>
  /** Begins a check run on a commit, at most 50 annotations a request. Without a conclusion it goes on. */
  createCheck(check: CheckStep & { readonly head: string }): Promise<CheckRun>
  /** Adds annotations to a run and replaces the rest. */
  updateCheck(id: number, check: CheckStep): Promise<CheckRun>
}

/** As much of a check run as one request takes. */
export interface CheckStep extends Omit<CheckContent, 'conclusion'> {
  readonly name: string
  readonly externalId: string
  /** `null` while annotations are still to come. */
  readonly conclusion: CheckContent['conclusion'] | null
  readonly button: { readonly label: string; readonly description: string } | null
}

/** GitHub, as one pass meets it in one repository. */
export interface Session {
  readonly self: Self
  readonly reader: Reader
  readonly writer: Writer
  /** The latest `Date` header of this session's answers, ISO 8601 in UTC; empty before the first answer. */
  now(): string
}

export interface GitHub {
  /**
   * `priority` decides whose requests go first, `interactive` when left out; `pass` names the pass that asks, for who reads
   * a log of requests. Throws `GitHubError` of kind `refused` with reason `not-installed` where the app has no access.
   */
  open(repository: RepositoryName, priority?: PassPriority, pass?: string): Promise<Session>
  /** Every repository that the app may act in: not suspended, not archived. */
  repositories(): AsyncIterable<RepositoryName>
}

/** One attempt of GitHub's to deliver an event, as its log shows it. */
export interface DeliveryAttempt {
  /** Decimal digits: larger than a number can hold. Each attempt has its own. */
  readonly id: string
  /** The event's own: the same for all attempts. */
  readonly guid: string
  readonly event: string
  readonly action: string | null
  /** ISO 8601. */
  readonly deliveredAt: string
  readonly redelivery: boolean
  readonly outcome: 'delivered' | 'failed'
  /** How it ended, in GitHub's words (`OK`, `timed out`), and the HTTP status; 0 where nobody answered. */
  readonly status: string
  readonly statusCode: number
}

/**
 * GitHub's log of the app's deliveries, which goes three days back. Throws `GitHubError`: `refused` where the API has no
 * such log, or no more such a delivery.
 * https://docs.github.com/en/rest/apps/webhooks
 */
export interface DeliveryLog {
  /** Attempts, newest first, a hundred at a time, each page one request: stop when enough is read. */
  pages(): AsyncIterable<readonly DeliveryAttempt[]>
  /** The payload of an attempt, as it was sent. */
  payload(id: string): Promise<unknown>
  /** Asks for one more attempt, under the same GUID. It is made later, and stands in the log when it is over. */
  redeliver(id: string): Promise<void>
  /** The latest `Date` header of this log's answers, ISO 8601 in UTC; empty before the first answer. */
  now(): string
}

interface ErrorWords {
  readonly logged?: string
  readonly because?: string
}

/** What went wrong between the app and GitHub, as far as a pass must tell it apart. */
export class GitHubError extends Error {
  readonly fault: GitHubFault
  /** The message for the log: without titles and file names, which people wrote. */
  readonly logged: string
  /** Why, in the part of the message that is equal for whatever fails for this one cause; the message where there is none. */
  readonly because: string
  constructor(message: string, fault: GitHubFault, options: ErrorOptions & ErrorWords = {}) {
    super(message, options)
    this.name = 'GitHubError'
    this.fault = fault
    this.logged = options.logged ?? message
    this.because = options.because ?? message
  }
}

export type GitHubFault =
  /** GitHub said no, and will say no again until somebody changes something. `message` is a sentence for people. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly reason: RefusalReason | 'not-installed'
    }
  /** What was asked for exists already: another process was first. The next pass sees it. */
  | { readonly kind: 'exists' }
  /** What was read is no longer true (a stale sha). The next pass sees it. */
  | { readonly kind: 'stale' }
  /** 5xx, reset or timeout: a write may or may not have happened. Observe again, 10 s later at the soonest. */
  | { readonly kind: 'outcome-unknown' }
  /** A rate limit: nothing before `retryAfter` seconds have passed. */
  | { readonly kind: 'limited'; readonly retryAfter: number }

/** Who waits, and goes first in this order: somebody; somebody who seems to be from outside; only a sweep. */
export type PassPriority = 'interactive' | 'outside' | 'sweep'

/** Why a pass is asked for, for the log: `issues.labeled`, `sweep`, `follow-up`, `command line`. */
export interface Hint {
  readonly ref: Ref
  readonly reason: string
  readonly priority: PassPriority
  /** `backfill` starts an incident however old its label is. Absent: `normal`. */
  readonly admit?: 'normal' | 'backfill'
  /** What a repository's pass looks at. Absent: `recent`. */
  readonly scope?: SweepScope
  /** For so long (ms) it may wait for other hints at the same ref, which one pass then serves together. Absent: not at all. */
  readonly wait?: number
}

export interface Queue {
  /** Remembers that `hint.ref` needs a pass. Returns at once; hints for one ref coalesce. */
  enqueue(hint: Hint): void
}

/** What the queue does with a ref after its pass. Delays are milliseconds. */
export type PassResult =
  | { readonly next: 'done' }
  | { readonly next: 'again' }
  | { readonly next: 'later'; readonly after: number }
  /** Failed for a reason that may pass: the queue backs off exponentially, at most hourly. */
  | { readonly next: 'back-off'; readonly reason: string }

/** The place of one pass among those that work at once. */
export interface PassPlace {
  /**
   * What `waiting` comes to, or its fault. While it takes long the place is lent to other passes, and then this waits until
   * there is one again. One wait at a time.
   */
  lendUntil<T>(waiting: Promise<T>): Promise<T>
}

/** A place of a pass's own, for who runs one pass alone. */
export const ownPlace: PassPlace = { lendUntil: (waiting) => waiting }

/**
 * Runs one pass for a hint, after `failures` passes in a row that failed. Whatever it waits for it waits for with `place`.
 * Never throws for what GitHub or people did.
 */
export type RunPass = (hint: Hint, failures: number, place: PassPlace) => Promise<PassResult>

/**
 * Decides what a pass does with what it has read so far, wherever that is computed: nobody's text may keep the process
 * from answering meanwhile. Where plans wait for each other, `priority` says who waits for this one. Throws `PlanningLimit`
 * where the text takes more than one plan may take.
 */
export type Planner = (snapshot: Snapshot, situation: Situation, priority: PassPriority) => Promise<Plan>

/** A plan took more time or memory than any may take. The next one is to say so, and to read less. */
export class PlanningLimit extends Error {
  readonly limit: 'time' | 'memory'
  constructor(limit: PlanningLimit['limit']) {
    super(`A plan took more ${limit} than it may.`)
    this.name = 'PlanningLimit'
    this.limit = limit
  }
}

/** Structured log lines. Never given a payload, a token or a body. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  error(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** Real time, for waiting only: what is due is decided by GitHub's clock. Given by the entry. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds; returns how to cancel it. */
  after(ms: number, run: () => void): () => void
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number
}

/**
 * A fault of the program, for the log: what kind of error it is and where it was thrown, without its message, which may
 * quote what was read (a JSON parser shows the text that it cannot read).
 */
export function crashOf(fault: unknown): { readonly error: string; readonly stack: readonly string[] } {
  if (!(fault instanceof Error)) return { error: typeof fault, stack: [] }
  const { name, message, stack = '' } = fault
  const [, ...rest] = stack.split(message)
  return {
    error: name,
    stack: rest
      .join(message)
      .split('\n')
      .flatMap((line) => /^ {4}at (.+)$/.exec(line)?.[1] ?? []),
  }
}
