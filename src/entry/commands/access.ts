import type { GitHubAdapter } from '../../github/app.ts'
import type { Log } from '../../reconcile/ports.ts'
import { type App, connect, createApp } from '../app.ts'
import { type Environment, parseEnvironment } from '../environment.ts'
import { createLog } from '../log.ts'
import { systemTimers } from '../timers.ts'
import { CommandError, type Terminal } from './terminal.ts'

/** The environment of a command. Throws `CommandError` that names everything that is wrong or missing. */
export function environmentOf(terminal: Terminal): Environment {
  const parsed = parseEnvironment(terminal.variables, 'command', terminal.readFile)
  if (!parsed.ok) throw new CommandError('usage', `The environment is not right:\n- ${parsed.problems.join('\n- ')}`)
  if (parsed.environment.app !== null || parsed.environment.token !== null) return parsed.environment
  throw new CommandError(
    'usage',
    'There are no credentials. Set APP_ID and PRIVATE_KEY to act as the app, or GITHUB_TOKEN (a personal token) to look only.',
  )
}

/** GitHub for a command that only reads: as the app, else with a personal token. Closed when `use` is done. */
export async function reading<T>(
  terminal: Terminal,
  use: (github: GitHubAdapter, environment: Environment) => Promise<T>,
): Promise<T> {
  const environment = environmentOf(terminal)
  const github = connect(environment, { log: logOf(terminal, 'warn'), timers: systemTimers(), ...fetchOf(terminal) })
  try {
    return await use(github, environment)
  } finally {
    await github.close()
  }
}

/**
 * Runs what `enqueue` asks for until nothing is left to do at once, telling each write. `failed` when GitHub refused
 * something, when a pass crashed or when passes have to wait. Throws `CommandError` with a personal token.
 */
export async function running(
  terminal: Terminal,
  command: string,
  enqueue: (app: App) => Promise<unknown>,
): Promise<'ok' | 'failed'> {
  const environment = environmentOf(terminal)
  if (environment.app === null) {
    throw new CommandError(
      'usage',
      `A personal token only looks, and \`aftermath ${command}\` writes. Set APP_ID and PRIVATE_KEY to act as the app.`,
    )
  }
  const tally = tallying(logOf(terminal, 'info'))
  const app = createApp(environment, { log: tally.log, timers: systemTimers() })
  // Timers of the app do not hold a process, and a command has no socket that would.
  const hold = setInterval(() => undefined, 1000)
  try {
    await enqueue(app)
    await app.queue.idle()
    const waiting = app.queue.size()
    const { writes, problems } = tally.counts
    terminal.out(`${writes} ${writes === 1 ? 'write' : 'writes'}, ${waiting === 0 ? 'nothing' : waiting} left to do.\n`)
    if (waiting > 0) terminal.err('GitHub asked to wait: run the command again in a minute.\n')
    return problems + waiting === 0 ? 'ok' : 'failed'
  } finally {
    clearInterval(hold)
    await app.stop(0)
  }
}

/** A log that counts what it is told. */
function tallying(log: Log): { readonly log: Log; readonly counts: { writes: number; problems: number } } {
  const counts = { writes: 0, problems: 0 }
  const problem = (level: 'warn' | 'error') => (fields: Readonly<Record<string, unknown>>, message: string) => {
    counts.problems += 1
    log[level](fields, message)
  }
  const info: Log['info'] = (fields, message) => {
    if (message === 'wrote') counts.writes += 1
    log.info(fields, message)
  }
  return { log: { info, warn: problem('warn'), error: problem('error') }, counts }
}

function logOf(terminal: Terminal, level: 'info' | 'warn') {
  return createLog({ level, format: 'plain', write: (line) => terminal.err(line), colour: terminal.colour })
}

/** What a terminal says of how requests leave, for `connect`. */
export function fetchOf({ fetch }: Terminal): Pick<Terminal, 'fetch'> {
  return fetch === undefined ? {} : { fetch }
}
