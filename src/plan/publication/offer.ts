import { documentPath } from '../../document/files/file-name.ts'
import { withCorrection } from '../../document/publication/correction.ts'
import type { Publication } from '../../document/publication/public-document.ts'
import { digest } from '../../domain/digest.ts'
import type { OpenPublication } from '../../domain/mutation.ts'
import type { Pull, ServiceRepository } from '../../domain/repository.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import type { PublicationStep } from './step.ts'

/** How often one postmortem is published anew. */
const mostRounds = 20

/** Where it goes, and what was offered there before. */
interface Round {
  readonly there: ServiceRepository
  /** `acme/site`. */
  readonly name: string
  readonly branch: string
  /** The open pull request, else `null`. */
  readonly open: Pull | null
  /** The last one that is not open any more. */
  readonly before: Pull | null
}

/**
 * The draft pull request in `there`: opened; brought up to date where nobody but the app has committed; or, once one was merged,
 * another one with what has changed since. `undefined` while something is not read.
 */
export function offerIn(
  pass: IncidentPass,
  there: ServiceRepository,
  publication: Publication,
): PublicationStep | undefined {
  const round = roundOf(pass, there)
  if (round === undefined) return undefined
  return round.open === null ? offerNew(pass, round, publication) : renew(pass, round, round.open, publication)
}

/** The first round that nothing was offered in yet, or whose pull request is open. A branch tells nobody what it is about. */
function roundOf(pass: IncidentPass, there: ServiceRepository): Round | undefined {
  const { repository, ref } = pass.incident
  const name = `${there.owner}/${there.repo}`
  const code = digest(`${repository.id} ${ref.number}`).split(' ').join('-')
  let before: Pull | null = null
  for (let round = 1; ; round += 1) {
    const branch = `published/${code}${round === 1 ? '' : `-${round}`}`
    const pulls = pass.ask({ ask: 'pullsFrom', branch, in: name })
    if (pulls === undefined) return undefined
    const open: Pull | null = pulls.find(({ state }) => state === 'open') ?? null
    if (open !== null || pulls.length === 0 || round === mostRounds) return { there, name, branch, open, before }
    before = pulls[0] ?? null
  }
}

function offerNew(pass: IncidentPass, round: Round, publication: Publication): PublicationStep | undefined {
  const { there, name, branch } = round
  const { templates } = pass.context
  const file = fileOf(pass, round, publication)
  const standing = pass.ask({ ask: 'branch', name: branch, in: name })
  const base = pass.ask({ ask: 'branch', name: there.defaultBranch, in: name })
  if (file === undefined || standing === undefined || base === undefined) return undefined
  if (base === null) return { refused: sentence(templates, 'denied-publish-there', { name }) }
  if (file === null) return { refused: sentence(templates, 'denied-publish-same') }
  const onBranch = standing === null ? null : pass.ask({ ask: 'file', path: file.path, at: branch, in: name })
  if (onBranch === undefined) return undefined
  const sha = onBranch?.found ? onBranch.sha : file.sha
  const title = titleOf(publication.text)
  const change: OpenPublication = {
    do: 'open-publication',
    in: { owner: there.owner, repo: there.repo },
    branch,
    baseBranch: there.defaultBranch,
    startFrom: standing === null ? base.sha : null,
    file:
      onBranch?.found && onBranch.text === file.text
        ? null
        : { path: file.path, sha, text: file.text, message: sentence(templates, 'publish-commit') },
    pull: {
      title: sentence(templates, 'publish-title', { title, day: pass.incident.issue.createdAt.slice(0, 10) }),
      body: text(templates, 'publication-pull'),
    },
  }
  const left = publication.leftOut.length
  return { said: sentence(templates, 'publish-offered', { name, left }), offer: { rule: 'publish', ...change } }
}

/** The title that the page has: what leaked of the incident's own is not in it. */
function titleOf(page: string): string {
  return /^# (.{1,200})$/m.exec(page)?.[1] ?? ''
}

interface PublishedFile {
  readonly path: string
  readonly sha: string | null
  readonly text: string
}

/** What is to stand where; `null` where that stands there already. */
function fileOf(pass: IncidentPass, round: Round, publication: Publication): PublishedFile | null | undefined {
  const { name, there, before, branch } = round
  const { configuration, issue } = pass.incident
  const { templates } = pass.context
  const at = there.defaultBranch
  const files = before === null ? [] : pass.ask({ ask: 'pullFiles', number: before.number, in: name })
  if (files === undefined) return undefined
  const { directory } = configuration.publish
  const path = files.find((file) => file.path.startsWith(`${directory}/`) && file.path.endsWith('.md'))?.path
  if (path === undefined || !before?.merged) {
    const day = publication.text.match(/\d{4}-\d\d-\d\d/)?.[0] ?? issue.createdAt
    const code = Number(branch.match(/\d+/)?.[0] ?? 0) % 1_000
    const made = documentPath(directory, day, code, `published ${titleOf(publication.text)}`)
    // A number behind the day would be taken for that of an incident there.
    const fresh =
      path ??
      (made.ok
        ? made.path.replace(`${day.slice(0, 10)}-${code}-`, `${day.slice(0, 10)}-`)
        : `${directory}/published-${code}.md`)
    const taken = pass.ask({ ask: 'file', path: fresh, at, in: name })
    if (taken === undefined) return undefined
    // Somebody else's: nothing of it is overwritten.
    return { path: taken.found ? fresh.replace(/\.md$/, `-${code}.md`) : fresh, sha: null, text: publication.text }
  }
  const published = pass.ask({ ask: 'file', path, at, in: name })
  if (published === undefined) return undefined
  if (!published.found) return { path, sha: null, text: publication.text }
  const heading = sentence(templates, 'publish-correction', { day: pass.now.slice(0, 10) })
  const question = templates['publication/correction'] ?? ''
  const corrected = withCorrection(published.text, publication.text, heading, question)
  return corrected === null ? null : { path, sha: published.sha, text: corrected }
}

/** Brings an open draft up to date where only the app has committed. */
function renew(
  pass: IncidentPass,
  { name, there, branch, before }: Round,
  open: Pull,
  publication: Publication,
): PublicationStep | undefined {
  const { templates, self } = pass.context
  const work = pass.ask({ ask: 'comparison', base: there.defaultBranch, head: branch, in: name })
  const files = pass.ask({ ask: 'pullFiles', number: open.number, in: name })
  if (work === undefined || files === undefined) return undefined
  const path = files.length === 1 ? files[0]?.path : undefined
  const isOurs = work?.commits.every(({ author }) => author?.login.toLowerCase() === self.login.toLowerCase()) === true
  const touched = { said: sentence(templates, 'publish-touched', { name, url: open.url }), offer: null }
  // A correction is not made anew: what it corrects is what people wrote.
  if (!isOurs || path === undefined || before !== null) return touched
  const standing = pass.ask({ ask: 'file', path, at: branch, in: name })
  if (standing === undefined) return undefined
  if (!standing.found || standing.text === publication.text)
    return { said: sentence(templates, 'publish-same', { name, url: open.url }), offer: null }
  const change: OpenPublication = {
    do: 'open-publication',
    in: { owner: there.owner, repo: there.repo },
    branch,
    baseBranch: there.defaultBranch,
    startFrom: null,
    file: { path, sha: standing.sha, text: publication.text, message: sentence(templates, 'publish-commit') },
    pull: null,
  }
  return {
    said: sentence(templates, 'publish-renewed', { name, url: open.url }),
    offer: { rule: 'publish', ...change },
  }
}
