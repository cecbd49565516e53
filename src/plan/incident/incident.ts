import type { ConfigurationProblem } from '../../config/configuration.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import type { Comment, Issue, IssueEvent } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { IncidentRef } from '../../domain/ref.ts'
import type { Pull, Repository } from '../../domain/repository.ts'

/** Everything about an incident that every rule looks at: read in the first wave of each pass. */
export interface Incident {
  readonly ref: IncidentRef
  readonly now: string
  readonly repository: Repository
  /** What counts for this incident: with the overrides for its labels. */
  readonly configuration: Configuration
  /** Whether the repository has a configuration of its own, sound or not. */
  readonly configured: boolean
  readonly problems: readonly ConfigurationProblem[]
  readonly issue: Issue
  readonly comments: readonly Comment[]
  readonly events: readonly IssueEvent[]
  /** The app's comment on the incident; `null` before it said anything. Of several the lowest id. */
  readonly statusComment: Comment | null
  /** Further status comments, left by two processes that started at once: to be removed. */
  readonly strayComments: readonly Comment[]
  readonly memory: StatusMemory
  readonly branch: string
  readonly baseBranch: string
  /** The pull request of the postmortem: of several the tracked one, else the adopted, else the open, else the merged, else the latest. */
  readonly pull: Pull | null
  /** Whether GitHub refused to show the pull requests, so that `pull` is not known. */
  readonly pullsUnreadable: boolean
  /** Whether it carries the incident label, or is planned as if it did. */
  readonly labelled: boolean
}

/** What the app remembers of an incident that it never spoke about. */
export const noMemory: StatusMemory = {
  pull: null,
  mergeCommit: null,
  closedDraft: null,
  path: null,
  handled: 0,
  decision: null,
  writeBack: 'pending',
  items: [],
  refreshed: 0,
}

/** Whether the app has taken this merged pull request's items on, as the status comment remembers. */
export function isTracked(pull: Pull, memory: StatusMemory): boolean {
  return pull.merged && pull.number === memory.pull && (pull.mergeCommit ?? pull.head.sha) === memory.mergeCommit
}
