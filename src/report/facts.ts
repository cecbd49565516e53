import type { Configuration } from '../config/schema/schema.ts'
import type { ReviewTexts } from '../document/review/finding.ts'
import type { Issue, IssueLookup } from '../domain/issue.ts'
import { fullName } from '../domain/ref.ts'
import type { Pull, PullReview, Repository } from '../domain/repository.ts'

/** A document as it stands at `RepositoryRecord.commit`. */
export interface DocumentText {
  readonly path: string
  readonly text: string
  /** The fingerprint that git has of it. */
  readonly sha: string
}

/** Words that stand on GitHub, and where. */
export interface SaidReason {
  readonly text: string
  readonly url: string
}

/** What was read of one repository. Lists may hold more than the time span that a report is about. */
export interface RepositoryRecord {
  readonly repository: Repository
  readonly configuration: Configuration
  /** The commit at which documents were read. */
  readonly commit: string
  /** The labels that make an issue an incident. */
  readonly labels: readonly string[]
  readonly incidents: readonly Issue[]
  /** The issues with the label of action items. */
  readonly itemIssues: readonly Issue[]
  readonly pulls: readonly Pull[]
  /** By pull request; none for one whose reviews were not read. */
  readonly reviews: ReadonlyMap<number, readonly PullReview[]>
  readonly documents: readonly DocumentText[]
  /** The issues that action items of documents lead to, by number. */
  readonly linked: ReadonlyMap<number, IssueLookup>
  /** What people said of issues that are exceptions, by number; empty where nobody asked for it. */
  readonly reasons: ReadonlyMap<number, SaidReason>
  /** What was not read, as sentences for people. */
  readonly gaps: readonly string[]
}

/** `acme/shop` */
export function recordName({ repository }: Pick<RepositoryRecord, 'repository'>): string {
  return fullName({ owner: repository.owner, repo: repository.name })
}

/** What a report is about. Times are ISO 8601 in UTC. */
export interface ReportScope {
  /** `acme` or `acme/shop`, as asked for. */
  readonly target: string
  /** The first instant that counts. */
  readonly since: string
  /** The first instant that counts no more. */
  readonly until: string
  /** Only incidents that are about this service; `null` for all. */
  readonly service: string | null
  /** Only incidents of services of this team, `@org/team`; `null` for all. */
  readonly team: string | null
}

/** All that a report is made of. */
export interface ReportFacts {
  readonly scope: ReportScope
  readonly repositories: readonly RepositoryRecord[]
  /** The texts of `templates/`, for the review of documents. */
  readonly texts: ReviewTexts
}
