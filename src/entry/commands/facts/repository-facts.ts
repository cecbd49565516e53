import { parseConfiguration } from '../../../config/configuration.ts'
import { directories, incidentLabels, itemLabels } from '../../../config/overrides.ts'
import { readActionItems } from '../../../document/action-items/read/action-items.ts'
import { issueOfReference } from '../../../document/files/document-links.ts'
import type { Issue, IssueLookup } from '../../../domain/issue.ts'
import { fullName, postmortemBranch, type RepositoryName } from '../../../domain/ref.ts'
import type { Pull, PullReview } from '../../../domain/repository.ts'
import type { GitHubAdapter, GitHubSession } from '../../../github/app.ts'
import { GitHubError } from '../../../reconcile/ports.ts'
import type { DocumentText, ReportScope, RepositoryRecord } from '../../../report/facts.ts'
import { postmortemOf } from '../../../report/rows/incident-rows.ts'
import { documentPaths } from './document-paths.ts'

/** What is to be read of a repository. */
export interface FactsWanted {
  readonly scope: ReportScope
  /** A folder or a file of documents; `null` for the usual ones. */
  readonly documents: string | null
  /** The label of incidents; `null` for those of the configuration. */
  readonly label: string | null
  /** How many requests there may be, about. */
  readonly budget: number
  /** Is told what is under way. */
  readonly progress: (text: string) => void
}

/** One step of reading, with how many requests are left. */
interface Reading {
  readonly session: GitHubSession
  readonly wanted: FactsWanted
  readonly name: RepositoryName
  readonly gaps: string[]
}

/** Reads one repository for a report: lists first, then documents, reviews and linked issues while the budget lasts. */
export async function readRepositoryFacts(
  github: GitHubAdapter,
  name: RepositoryName,
  wanted: FactsWanted,
): Promise<RepositoryRecord> {
  const { scope, progress } = wanted
  progress(`${fullName(name)}: reading`)
  const session = await github.open(name)
  const { reader } = session
  const reading: Reading = { session, wanted, name, gaps: [] }
  const [repository, texts] = await Promise.all([
    reader.repository({ ask: 'repository' }),
    reader.configuration({ ask: 'configuration' }),
  ])
  const { configuration } = parseConfiguration(texts)
  const labels = wanted.label === null ? incidentLabels(configuration) : [wanted.label]
  const base = configuration.baseBranch ?? repository.defaultBranch
  progress(`${fullName(name)}: listing incidents, action items and pull requests`)
  const [incidents, itemIssues, pulls, branch] = await Promise.all([
    listed(labels, (label) => reader.incidents({ ask: 'incidents', label, since: scope.since })),
    listed(itemLabels(configuration), (label) => reader.labelled({ ask: 'labelled', label, since: scope.since })),
    reader.recentPulls({ ask: 'recentPulls', since: scope.since }),
    reader.branch({ ask: 'branch', name: base }),
  ])
  const commit = branch?.sha ?? ''
  const declared = incidents.filter(({ createdAt }) => createdAt >= scope.since && createdAt < scope.until)
  const documents = commit === '' ? [] : await readDocuments(reading, commit, directories(configuration))
  const known = { repository, configuration, commit, labels, incidents, itemIssues, documents }
  const everyPull = await withOlderPulls(reading, pulls, { ...known, declared })
  const facts = { ...known, pulls: everyPull, reviews: new Map(), linked: new Map(), reasons: new Map(), gaps: [] }
  const merged = declared.flatMap(({ number }) => postmortemOf(number, facts) ?? []).filter((pull) => pull.merged)
  const reviews = await readReviews(reading, merged)
  const linked = await readLinked(reading, documents, new Set(itemIssues.map(({ number }) => number)))
  progress('')
  return { ...facts, reviews, linked, gaps: reading.gaps }
}

async function listed(
  labels: readonly string[],
  read: (label: string) => Promise<readonly Issue[]>,
): Promise<readonly Issue[]> {
  const lists = await Promise.all(labels.map(read))
  return [...new Map(lists.flat().map((issue) => [issue.number, issue])).values()]
}

function left({ session, wanted }: Reading): number {
  return Math.max(0, wanted.budget - session.requests())
}

/** What `read` gives for the first of `all` that there are requests for; a gap in words where some are left out. */
async function readSome<T, R>(
  reading: Reading,
  all: readonly T[],
  { read, what, most }: { readonly read: (one: T) => Promise<R>; readonly what: string; readonly most: number },
): Promise<readonly R[]> {
  const some = all.slice(0, Math.min(most, left(reading)))
  const { progress } = reading.wanted
  let done = 0
  const results = await Promise.all(
    some.map(async (one) => {
      const result = await read(one)
      done += 1
      progress(`${fullName(reading.name)}: ${what}, ${done} of ${some.length}`)
      return result
    }),
  )
  if (some.length < all.length) {
    reading.gaps.push(
      `${fullName(reading.name)}: ${some.length} of ${all.length} ${what} were read, to stay within ${reading.wanted.budget} requests. Ask for a shorter time span to see all.`,
    )
  }
  return results
}

async function readDocuments(
  reading: Reading,
  commit: string,
  folders: readonly string[],
): Promise<readonly DocumentText[]> {
  const { session, wanted, name } = reading
  const files = await session.reader.tree({ ask: 'tree', at: commit })
  if (files === null) {
    reading.gaps.push(`${fullName(name)}: no documents were read, since it has more files than GitHub lists at once.`)
    return []
  }
  const paths = documentPaths(files, folders, { wanted: wanted.documents, ...wanted.scope })
  if (paths.length === 0 && wanted.documents !== null) {
    reading.gaps.push(`${fullName(name)}: there is no document of this time below ${wanted.documents}.`)
  }
  const found = await readSome(reading, paths, {
    what: 'documents',
    most: Number.POSITIVE_INFINITY,
    read: async (path) => {
      const file = await session.reader.file({ ask: 'file', path, at: commit })
      return file.found ? { path, text: file.text, sha: file.sha } : null
    },
  })
  return found.filter((one) => one !== null)
}

/** With the pull requests of incidents that the list of those updated last does not reach back to. */
async function withOlderPulls(
  reading: Reading,
  pulls: readonly Pull[],
  facts: Pick<RepositoryRecord, 'repository' | 'documents'> & { readonly declared: readonly Issue[] },
): Promise<readonly Pull[]> {
  const { scope } = reading.wanted
  const oldest = pulls.at(-1)
  if (pulls.length < 500 || oldest === undefined || oldest.updatedAt < scope.since) return pulls
  const own = facts.documents.some(({ text }) => text.includes('<!-- aftermath:'))
  const branches = own || pulls.some(({ head }) => head.ref.startsWith('postmortem/'))
  if (!branches) return pulls
  const found = new Set(pulls.map(({ head }) => head.ref))
  const missing = facts.declared.filter(({ number }) => !found.has(postmortemBranch(number)))
  const older = await readSome(reading, missing, {
    what: 'older pull requests',
    most: 60,
    read: ({ number }) => reading.session.reader.pullsFrom({ ask: 'pullsFrom', branch: postmortemBranch(number) }),
  })
  return [...pulls, ...older.flat()]
}

async function readReviews(
  reading: Reading,
  pulls: readonly Pull[],
): Promise<ReadonlyMap<number, readonly PullReview[]>> {
  const read = await readSome(reading, pulls, {
    what: 'reviews of postmortems',
    most: Number.POSITIVE_INFINITY,
    read: async ({ number }) => [number, await session(reading).reviews({ ask: 'reviews', number })] as const,
  })
  return new Map(read)
}

function session({ session: { reader } }: Reading): GitHubSession['reader'] {
  return reader
}

/** The issues that items of documents lead to, where the lists do not hold them. One that cannot be read is left out. */
async function readLinked(
  reading: Reading,
  documents: readonly DocumentText[],
  known: ReadonlySet<number>,
): Promise<ReadonlyMap<number, IssueLookup>> {
  const numbers = documents.flatMap(({ text }) =>
    readActionItems(text).items.flatMap(({ checked, references }) =>
      checked ? [] : references.map((reference) => issueOfReference(reference, fullName(reading.name))),
    ),
  )
  const wanted = [...new Set(numbers)].filter((number) => number !== null && number > 0 && !known.has(number))
  const read = await readSome(reading, wanted, {
    what: 'issues that documents lead to',
    most: 80,
    read: async (number) => {
      if (number === null) return null
      try {
        return [number, await session(reading).issue({ ask: 'issue', number })] as const
      } catch (error) {
        if (error instanceof GitHubError && error.fault.kind === 'refused') return null
        throw error
      }
    },
  })
  return new Map(read.filter((one) => one !== null))
}
