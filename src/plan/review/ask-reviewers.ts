import { ownersOf, parseCodeOwners } from '../../document/files/code-owners.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Commit, Pull } from '../../domain/repository.ts'
import { codeOwners } from '../facts/changes/owning-teams.ts'
import type { Incident } from '../incident/incident.ts'
import { pathsOf, reviewersOf } from '../incident/services.ts'
import type { IncidentPass } from '../pass.ts'
import { present } from '../reminders/addressees.ts'
import { refusedWrites } from '../status/refused.ts'

export interface AskedReviewers {
  readonly mutations: readonly Mutation[]
  readonly memory: StatusMemory
}

/** More would be a crowd, of which nobody feels meant. */
const mostReviewers = 2
/** So many of those who are named are looked at. */
const mostCandidates = 10

/**
 * Asks for reviews once, when the postmortem is ready for them: those whom the services of the incident name, else the
 * configuration, else the code owners; two at most, and nobody who wrote it or has no access. Where people have asked
 * somebody, or somebody has reviewed it, that is enough. `undefined` while something is not read.
 */
export function askReviewers(
  pass: IncidentPass,
  pull: Pull,
  draft: { readonly memory: StatusMemory; readonly commits: readonly Commit[]; readonly path: string | null },
): AskedReviewers | undefined {
  const { incident, refusals } = pass
  const { memory, commits, path } = draft
  if (pull.draft || path === null || memory.reviewers === pull.number) return { mutations: [], memory }
  const asked: AskedReviewers = { mutations: [], memory: { ...memory, reviewers: pull.number } }
  if (pull.reviewers.length > 0) return asked
  const question = { ask: 'reviews', number: pull.number } as const
  const reviews = pass.refused(question) ? [] : pass.ask(question)
  const writers = writersOf(pull, commits)
  const candidates = candidatesFor(pass, path)
    .filter((mention) => !writers.has(mention.toLowerCase()) && !isForeignTeam(mention, incident))
    .slice(0, mostCandidates)
  const accounts = candidates.filter((mention) => !isTeam(mention)).map((mention) => mention.slice(1))
  const known = present(accounts, pass)
  if (reviews === undefined || known === undefined) return undefined
  if (reviews.some(({ author }) => !writers.has(`@${author}`.toLowerCase()) && !author.endsWith('[bot]'))) return asked
  const reviewers = candidates.filter((mention) => isTeam(mention) || known.includes(mention.slice(1)))
  const mutations = reviewers.slice(0, mostReviewers).map(
    (reviewer): Mutation => ({
      rule: 'request-review',
      of: `${reviewer}`,
      do: 'request-review',
      number: pull.number,
      reviewer,
    }),
  )
  // Whom GitHub refuses is tried again, and the status comment says so until somebody mends it.
  const refused = refusedWrites(refusals, 'request-review').length > 0
  return { mutations, memory: refused ? memory : asked.memory }
}

/** As `@login` and `@org/team`, each once. While CODEOWNERS is not read there are none. */
function candidatesFor(pass: IncidentPass, path: string): readonly string[] {
  const { incident } = pass
  const own = reviewersOf(incident)
  const configured = own.length > 0 ? own : incident.configuration.review.reviewers
  if (configured.length > 0) return configured
  const rules = parseCodeOwners(codeOwners(incident.repository, 'files', pass))
  // A folder is owned by whom its files are owned by; what owns a file owns all below it, too.
  const files = [...pathsOf(incident).map((one) => `${one}/_`), path]
  return [...new Set(files.flatMap((one) => ownersOf(rules, one)).map((owner) => `@${owner}`))]
}

/** Everybody who wrote in it or answers for it: a reader from outside sees what is missing. */
function writersOf(pull: Pull, commits: readonly Commit[]): ReadonlySet<string> {
  const logins = [pull.author.login, ...pull.assignees, ...commits.flatMap(({ author }) => author?.login ?? [])]
  return new Set(logins.map((login) => `@${login}`.toLowerCase()))
}

function isTeam(mention: string): boolean {
  return mention.includes('/')
}

/** GitHub asks only teams of the repository's own organization. */
function isForeignTeam(mention: string, { repository }: Incident): boolean {
  return isTeam(mention) && !mention.toLowerCase().startsWith(`@${repository.owner.toLowerCase()}/`)
}
