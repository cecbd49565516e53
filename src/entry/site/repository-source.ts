import { parseConfiguration } from '../../config/configuration.ts'
import { directories, itemLabels } from '../../config/overrides.ts'
import { issueOfReference } from '../../document/files/document-links.ts'
import { pathInAddress } from '../../document/files/file-name.ts'
import type { MoreHeadings } from '../../document/headings/heading-question.ts'
import { type Issue, progressOf } from '../../domain/issue.ts'
import { fullName, type RepositoryName } from '../../domain/ref.ts'
import type { Repository } from '../../domain/repository.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { documentPaths } from '../commands/facts/document-paths.ts'
import type { SiteSource, SourceDocument, TrackedReference } from './site-source.ts'

/** What a site tells of one repository. */
export interface RepositorySource {
  readonly name: RepositoryName
  readonly repository: Repository
  readonly documents: readonly SourceDocument[]
  /** The paths of all its files. */
  readonly files: ReadonlySet<string>
  /** The issues with the label of action items, by number. */
  readonly items: ReadonlyMap<number, Issue>
  readonly headings: MoreHeadings
  /** Files that could not be read as text, and what else is missing, for people. */
  readonly leftOut: readonly string[]
}

export interface RepositoryWanted {
  /** A folder or a file of documents; `null` for the usual ones. */
  readonly documents: string | null
  readonly progress: (text: string) => void
}

/** No day of a name is outside of it. */
const always = { since: '0000', until: '9999' }
const ever = '1970-01-01T00:00:00Z'

/** Reads the documents of a repository and what became of their action items: five requests, and one a document. Throws `GitHubError`. */
export async function readRepositorySource(
  github: GitHubAdapter,
  name: RepositoryName,
  { documents: wanted, progress }: RepositoryWanted,
): Promise<RepositorySource> {
  progress(`${fullName(name)}: reading`)
  const { reader } = await github.open(name)
  const [repository, texts] = await Promise.all([
    reader.repository({ ask: 'repository' }),
    reader.configuration({ ask: 'configuration' }),
  ])
  const { configuration } = parseConfiguration(texts)
  const base = configuration.baseBranch ?? repository.defaultBranch
  const [branch, ...lists] = await Promise.all([
    reader.branch({ ask: 'branch', name: base }),
    ...itemLabels(configuration).map((label) => reader.labelled({ ask: 'labelled', label, since: ever })),
  ])
  const at = branch?.sha ?? null
  const files = at === null ? [] : await reader.tree({ ask: 'tree', at })
  const paths = documentPaths(files ?? [], directories(configuration), { wanted, ...always })
  const address = addressIn(repository, base)
  const documents: SourceDocument[] = []
  const leftOut = files === null ? [`${fullName(name)} (more files than GitHub lists at once)`] : []
  // In the order of the list, so that what is under way can be shown; the adapter paces requests anyway.
  for (const [index, path] of paths.toSorted().entries()) {
    progress(`${fullName(name)}: document ${index + 1} of ${paths.length}`)
    const file = await reader.file({ ask: 'file', path, at: at ?? '' })
    if (file.found && file.text.trim() !== '') documents.push({ path, text: file.text, address: address(path) })
    else leftOut.push(path)
  }
  progress('')
  const items = new Map(lists.flat().map((issue) => [issue.number, issue]))
  return {
    name,
    repository,
    documents,
    files: new Set(files ?? []),
    items,
    headings: configuration.review.headings,
    leftOut,
  }
}

function addressIn({ url, defaultBranch }: Repository, base: string | null): (path: string) => string {
  const branch = encodeURIComponent(base ?? defaultBranch).replaceAll('%2F', '/')
  return (path) => `${url}/blob/${branch}/${pathInAddress(path)}`
}

/** Repositories as one source: of several, each stands below its own name. Pictures stay where they are, behind links. */
export function joinedSource(repositories: readonly RepositorySource[]): SiteSource {
  const prefixOf = ({ name }: RepositorySource) => (repositories.length === 1 ? '' : `${fullName(name)}/`)
  const home = (path: string) => repositories.find((one) => path.startsWith(prefixOf(one)))
  const documents = repositories.flatMap((one) =>
    one.documents.map((document) => ({ ...document, path: `${prefixOf(one)}${document.path}` })),
  )
  return {
    documents: documents.toSorted((one, other) => (one.path < other.path ? -1 : 1)),
    leftOut: repositories.flatMap((one) => one.leftOut.map((path) => `${prefixOf(one)}${path}`)),
    picture: () => null,
    address: (path) => {
      const own = home(path)
      const inside = own === undefined ? path : path.slice(prefixOf(own).length)
      return own?.files.has(inside) === true ? addressIn(own.repository, null)(inside) : null
    },
    tracked: (path, reference) => {
      const own = home(path)
      return own === undefined ? null : trackedIn(own, reference)
    },
  }
}

/** Where an item of the repository is tracked, and what became of it as far as its issue is one of the app's kind. */
function trackedIn({ name, repository, items }: RepositorySource, reference: string): TrackedReference | null {
  const [, named = '', digits = ''] = /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+)\/issues\/(\d+)/.exec(reference) ?? []
  const number = issueOfReference(named === '' ? reference : `${named}#${digits}`, fullName(name))
  if (number === null || !Number.isSafeInteger(number) || number < 1) return null
  const issue = items.get(number)
  return { address: `${repository.url}/issues/${number}`, state: issue === undefined ? null : progressOf(issue) }
}
