import { itemLabels } from '../../config/overrides.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { issueOfReference } from '../../document/files/document-links.ts'
import { type ReadFrontMatter, readFrontMatter } from '../../document/front-matter/front-matter.ts'
import { type DocumentLink, linksOf } from '../../document/review/links.ts'
import type { Issue, IssueLookup } from '../../domain/issue.ts'
import type { AnswerOf, Question, QuestionOf, Topic } from '../../domain/question.ts'
import type { Commit, FileLookup, Pull, PullReview, Repository } from '../../domain/repository.ts'
import { remembered } from '../../text/markdown/remembered.ts'
import type { NamedIncident } from '../incident/incident-about.ts'
import type { Inquiry } from '../inquiry.ts'

/** A postmortem that a pull request proposes, as text at its head. */
export interface Proposed {
  readonly repository: Repository
  readonly configuration: Configuration
  readonly pull: Pull
  readonly file: Extract<FileLookup, { found: true }>
  readonly about: NamedIncident
  /** The incident whose branch it comes from; `null` for a document that people added by hand. */
  readonly branchIncident: number | null
  /** Paths of further postmortems that it adds, which nobody reads. */
  readonly others: readonly string[]
}

/** What GitHub knows about the things that a document names. */
export interface ReviewFacts {
  readonly frontMatter: ReadFrontMatter
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

const known = remembered<Pick<ReviewFacts, 'frontMatter' | 'links'>>()

/** More references than this are not looked up, so that no document costs more. */
const mostReferences = 20

/** Reads what the review of a document needs of GitHub; `undefined` while something is not read. */
export function reviewFacts(proposed: Proposed, inquiry: Inquiry): ReviewFacts | undefined {
  const { repository, configuration, pull, file, about } = proposed
  // What GitHub does not show finds nothing: the rest of the review does not wait for it.
  const ask = <T extends Topic>(question: QuestionOf<T> & Question, refused: AnswerOf<T>) =>
    inquiry.refused(question) ? refused : inquiry.ask<T>(question)
  const { frontMatter, links } = known(file.text, () => {
    return { frontMatter: readFrontMatter(file.text), links: linksOf(file.text) }
  })
  const name = `${repository.owner}/${repository.name}`
  const lookUp = (number: number) => inquiry.ask({ ask: 'issue', number })
  const openItems = itemLabels(configuration).map((label) => ask<'openItems'>({ ask: 'openItems', label }, []))
  const reviews = ask<'reviews'>({ ask: 'reviews', number: pull.number }, [])
  const approved = reviews?.some(({ state }) => state === 'approved')
  const commits = approved ? ask<'pullCommits'>({ ask: 'pullCommits', number: pull.number }, []) : []
  const tree = links.every(({ kind }) => kind !== 'path') ? null : ask<'tree'>({ ask: 'tree', at: pull.head.sha }, null)
  const named = links.flatMap(({ kind, target }) => (kind === 'issue' ? (issueOfReference(target, name) ?? []) : []))
  const wanted = [...new Set(named)].filter((number) => number !== about.number && number !== pull.number)
  const issues = new Map(wanted.slice(0, mostReferences).map((number) => [number, lookUp(number)] as const))
  if (openItems.includes(undefined) || reviews === undefined || commits === undefined || tree === undefined)
    return undefined
  const found = new Map<number, IssueLookup>()
  for (const [number, lookup] of issues) {
    if (lookup === undefined) return undefined
    found.set(number, lookup)
  }
  const paths = tree === null ? null : new Set(tree)
  return {
    frontMatter,
    openItems: openItems.flatMap((items) => items ?? []),
    reviews,
    commits,
    links,
    issues: found,
    paths,
  }
}

/** Why merging opens no issues, whatever the document holds; `null` where it does open them. */
export function unfollowed({ pull, repository, configuration }: Proposed): 'fork' | 'elsewhere' | null {
  if (pull.head.repositoryId !== repository.id) return 'fork'
  return pull.base.ref === (configuration.baseBranch ?? repository.defaultBranch) ? null : 'elsewhere'
}
