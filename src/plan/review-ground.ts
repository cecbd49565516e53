import type { Configuration } from '../config/schema.ts'
import { issueOfReference } from '../document/document-links.ts'
import { type ReadFrontMatter, readFrontMatter } from '../document/front-matter.ts'
import { type DocumentLink, linksOf } from '../document/review/links.ts'
import type { Issue, IssueLookup } from '../domain/issue.ts'
import { incidentOfDocument } from '../domain/ref.ts'
import type { Commit, FileLookup, Pull, PullReview, Repository } from '../domain/repository.ts'
import type { Inquiry } from './inquiry.ts'

/** A postmortem that a pull request proposes, as text at its head. */
export interface Proposed {
  readonly repository: Repository
  readonly configuration: Configuration
  readonly pull: Pull
  readonly file: Extract<FileLookup, { found: true }>
  /** The incident whose branch it comes from; `null` for a document that people added by hand. */
  readonly branchIncident: number | null
}

/** What GitHub knows about the things that a document names. */
export interface ReviewGround {
  readonly frontMatter: ReadFrontMatter
  /** The number of the incident that it is about; `null` for none. */
  readonly incident: number | null
  readonly incidentIssue: IssueLookup | null
  readonly openItems: readonly Issue[]
  readonly reviews: readonly PullReview[]
  /** Read only where there is an approval. */
  readonly commits: readonly Commit[]
  readonly links: readonly DocumentLink[]
  /** Issues that the document refers to, by number, as far as they are looked up. */
  readonly issues: ReadonlyMap<number, IssueLookup>
  /** `null` where it is not known which files there are. */
  readonly paths: ReadonlySet<string> | null
}

/** More references than this are not looked up, so that no document costs more. */
const mostReferences = 20

/** Reads what the review of a document needs of GitHub; `undefined` while something is not read. */
export function reviewGround(proposed: Proposed, inquiry: Inquiry): ReviewGround | undefined {
  const { repository, configuration, pull, file } = proposed
  const frontMatter = readFrontMatter(file.text)
  const links = linksOf(file.text)
  const name = `${repository.owner}/${repository.name}`
  const incident = proposed.branchIncident ?? incidentNamed(file.path, frontMatter)
  const lookUp = (number: number) => inquiry.ask<'issue'>({ ask: 'issue', number })
  const incidentIssue = incident === null ? null : lookUp(incident)
  const openItems = inquiry.ask<'openItems'>({ ask: 'openItems', label: configuration.actionItems.label })
  const reviews = inquiry.ask<'reviews'>({ ask: 'reviews', number: pull.number })
  const approved = reviews?.some(({ state }) => state === 'approved')
  const commits = approved ? inquiry.ask<'pullCommits'>({ ask: 'pullCommits', number: pull.number }) : []
  const tree = links.every(({ kind }) => kind !== 'path')
    ? null
    : inquiry.ask<'tree'>({ ask: 'tree', at: pull.head.sha })
  const named = links.flatMap(({ kind, target }) => (kind === 'issue' ? (issueOfReference(target, name) ?? []) : []))
  const wanted = [...new Set(named)].filter((number) => number !== incident && number !== pull.number)
  const issues = new Map(wanted.slice(0, mostReferences).map((number) => [number, lookUp(number)] as const))
  if (incidentIssue === undefined || openItems === undefined || reviews === undefined) return undefined
  if (commits === undefined || tree === undefined) return undefined
  const known = new Map<number, IssueLookup>()
  for (const [number, lookup] of issues) {
    if (lookup === undefined) return undefined
    known.set(number, lookup)
  }
  const paths = tree === null ? null : new Set(tree)
  return { frontMatter, incident, incidentIssue, openItems, reviews, commits, links, issues: known, paths }
}

/** The incident that a document names itself: its front matter, else its file's name; `null` for none. */
export function incidentNamed(path: string, frontMatter: ReadFrontMatter): number | null {
  const { incident, incidents = [] } = frontMatter.ok ? frontMatter.data : {}
  return incident ?? incidents[0] ?? incidentOfDocument(path)
}
