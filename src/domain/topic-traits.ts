import type { Topic } from './question.ts'
import type { Reporting } from './rules.ts'

/** What is to be known of a kind of question without asking it. */
export interface TopicTraits {
  /** How people learn that GitHub refuses to answer. */
  readonly reported: Reporting
  /** Whether no incident can do without, so that the log warns when it is refused. */
  readonly need: 'vital' | 'useful'
}

const vital = { reported: 'by-cause', need: 'vital' } as const
const useful = { reported: 'by-cause', need: 'useful' } as const
/** The document says that it is missing. */
const fact = { reported: 'in-place', need: 'useful' } as const
/** Without it the app goes on as if nothing were linked. */
const unsaid = { reported: 'in-place', need: 'useful' } as const

/** One row a topic: a new one does not compile without its own. */
export const topicTraits: { readonly [T in Topic]: TopicTraits } = {
  repository: vital,
  configuration: vital,
  issue: vital,
  comments: vital,
  issueEvents: vital,
  pull: vital,
  pullsFrom: vital,
  misnamedConfiguration: useful,
  installation: useful,
  repositoryById: useful,
  itemRepository: unsaid,
  issueFields: unsaid,
  issueElsewhere: useful,
  pullFiles: useful,
  reviews: useful,
  tree: useful,
  pullCommits: useful,
  subIssues: useful,
  issueLinks: unsaid,
  closingIssues: unsaid,
  succeeded: unsaid,
  labelled: useful,
  label: useful,
  role: useful,
  assignable: useful,
  branch: useful,
  file: useful,
  checkRuns: useful,
  requiredChecks: useful,
  ownerFile: useful,
  comparison: useful,
  incidents: useful,
  openItems: useful,
  branches: useful,
  marks: fact,
  recentPulls: fact,
  serviceRepository: fact,
  deployments: fact,
  deploymentStatuses: fact,
  releases: fact,
  commits: fact,
  failedRuns: fact,
}
