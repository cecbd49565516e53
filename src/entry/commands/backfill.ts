import { parseConfiguration } from '../../config/configuration.ts'
import { incidentLabels } from '../../config/overrides.ts'
import type { Issue } from '../../domain/issue.ts'
import { type IncidentRef, postmortemBranch, type RepositoryName, showRef } from '../../domain/ref.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { environmentOf, reading, running } from './access.ts'
import { wantedRepositories } from './repositories-of.ts'
import { parseInstant, parseOwner } from './target.ts'
import { CommandError, type CommandOutcome, paint, type Terminal } from './terminal.ts'

export interface BackfillOptions {
  readonly since: string
  readonly apply?: boolean
}

interface Candidate {
  readonly ref: IncidentRef
  readonly issue: Issue
}

/**
 * Lists the incidents of an owner or a repository that were opened at or after `since` and have no postmortem, as those
 * from before the installation have none; with `apply` starts them, however old their labels are.
 */
export async function backfillCommand(
  terminal: Terminal,
  target: string,
  options: BackfillOptions,
): Promise<CommandOutcome> {
  const { owner, repo } = parseOwner(target)
  const since = parseInstant(options.since, '--since')
  const environment = environmentOf(terminal)
  if (options.apply && environment.app === null) {
    throw new CommandError(
      'usage',
      'A personal token only looks: leave out --apply, or set APP_ID and PRIVATE_KEY to act as the app.',
    )
  }
  const candidates = await reading(terminal, async (github) => {
    const found: Candidate[] = []
    for await (const name of wantedRepositories(owner, repo, { github, environment })) {
      for (const candidate of await candidatesIn(name, since, github)) {
        found.push(candidate)
        const { ref, issue } = candidate
        terminal.out(`${paint(terminal, 'bold', showRef(ref))}  ${issue.createdAt.slice(0, 10)}  ${issue.title}\n`)
      }
    }
    return found
  })
  const count = `${candidates.length} ${candidates.length === 1 ? 'incident' : 'incidents'} without a postmortem`
  if (!options.apply || candidates.length === 0) {
    terminal.out(`${count}.${candidates.length > 0 ? ' Start them with --apply.' : ''}\n`)
    return 'ok'
  }
  terminal.out(`${count}: starting.\n`)
  return running(terminal, 'backfill --apply', async (app) => {
    for (const { ref } of candidates) {
      app.queue.enqueue({ ref, reason: 'command line', priority: 'sweep', admit: 'backfill' })
    }
  })
}

async function candidatesIn(name: RepositoryName, since: string, github: GitHubAdapter): Promise<readonly Candidate[]> {
  const { reader } = await github.open(name)
  const { configuration } = parseConfiguration(await reader.configuration({ ask: 'configuration' }))
  // Whatever was opened since then was also updated since then.
  const labels = incidentLabels(configuration)
  const lists = await Promise.all(labels.map((label) => reader.incidents({ ask: 'incidents', label, since })))
  const updated = [...new Map(lists.flat().map((issue) => [issue.number, issue])).values()]
  const opened = updated.filter((issue) => Date.parse(issue.createdAt) >= Date.parse(since))
  const found: Candidate[] = []
  for (const issue of opened.toSorted((one, other) => one.number - other.number)) {
    const pulls = await reader.pullsFrom({ ask: 'pullsFrom', branch: postmortemBranch(issue.number) })
    if (pulls.length === 0) found.push({ ref: { kind: 'incident', ...name, number: issue.number }, issue })
  }
  return found
}
