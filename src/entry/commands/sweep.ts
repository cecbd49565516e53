import { type Ref, showRef } from '../../domain/ref.ts'
import type { GitHubAdapter } from '../../github/app.ts'
import { GitHubError } from '../../reconcile/ports.ts'
import type { Environment } from '../environment.ts'
import { reading, running } from './access.ts'
import { attempt, createLooks, type LookAt } from './look.ts'
import { renderSteps } from './plan.ts'
import { parseInstant, parseRepository } from './target.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

export interface SweepOptions {
  readonly full?: boolean
  readonly dryRun?: boolean
  readonly now?: string
}

/**
 * Looks at every repository of the app, or at the named ones, for what is due or unfinished, and does it; with `dryRun`
 * only says what it would do. `full` looks at every incident ever, not only at those of the last 30 days.
 */
export async function sweepCommand(
  terminal: Terminal,
  names: readonly string[],
  options: SweepOptions,
): Promise<CommandOutcome> {
  if (options.now !== undefined && !options.dryRun) {
    throw new CommandError('usage', '--now goes with --dry-run only: real passes go by the clock of GitHub.')
  }
  const scope = options.full ? 'all' : 'recent'
  const repositories = names.map((name): Ref => ({ kind: 'repository', ...parseRepository(name) }))
  if (options.dryRun) {
    const now = options.now === undefined ? null : parseInstant(options.now, '--now')
    return reading(terminal, (github, environment) =>
      dryRun(terminal, refsOf(repositories, github, environment), createLooks(github, { now, scope })),
    )
  }
  return running(terminal, 'sweep', async (app) => {
    if (repositories.length === 0) {
      await app.sweepNow({ scope, reason: 'command line' })
      return
    }
    for (const ref of repositories) app.queue.enqueue({ ref, reason: 'command line', priority: 'sweep', scope })
  })
}

async function* refsOf(named: readonly Ref[], github: GitHubAdapter, environment: Environment): AsyncIterable<Ref> {
  if (named.length > 0) {
    yield* named
    return
  }
  if (environment.app === null) {
    throw new CommandError(
      'usage',
      'A personal token has no installations to sweep. Name repositories: aftermath sweep --dry-run owner/repo',
    )
  }
  for await (const name of github.repositories()) yield { kind: 'repository', ...name }
}

async function dryRun(terminal: Terminal, repositories: AsyncIterable<Ref>, look: LookAt): Promise<CommandOutcome> {
  let outcome: CommandOutcome = 'ok'
  const counts = { repositories: 0, looked: 0, due: 0 }
  const show = async (ref: Ref): Promise<readonly Ref[]> => {
    const found = await attempt(look, ref)
    if (found.seen === 'no') {
      if (!(found.fault instanceof GitHubError)) throw found.fault
      outcome = 'failed'
      terminal.err(`${showRef(ref)}: ${found.fault.message}\n`)
      return []
    }
    const { mutations, withheld, followUps } = found.look.plan
    if (mutations.length + withheld.length + found.look.snapshot.refusals.length > 0) {
      counts.due += 1
      terminal.out(renderSteps(found.look, terminal))
    }
    return followUps.map((followUp) => followUp.ref)
  }
  for await (const repository of repositories) {
    counts.repositories += 1
    for (const ref of await show(repository)) {
      counts.looked += 1
      await show(ref)
    }
  }
  const { repositories: seen, looked, due } = counts
  terminal.out(
    `${plural(seen, 'repository', 'repositories')}, ${plural(looked, 'incident')} looked at, ${due} to act on.\n`,
  )
  return outcome
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
