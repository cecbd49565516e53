import { Command, CommanderError } from 'commander'
import { GitHubError } from '../reconcile/ports.ts'
import { CommandError, type CommandOutcome, exitCodes, paint, type Terminal } from './commands/terminal.ts'
import { withoutControls } from './control-characters.ts'
import { version } from './package-root.ts'
import { addCommands } from './program-commands.ts'

const credentials = `
Credentials, from the environment or from .env:
  APP_ID, PRIVATE_KEY   act as the app
  GITHUB_TOKEN          a personal token: look only (plan, render, config, report, evidence, doctor, sweep --dry-run, backfill)
  GITHUB_API_URL        GitHub Enterprise Server or the sandbox

Exit codes: 0 all well, 1 a problem was found or something failed, 2 wrong usage.`

/** Runs the command line `args` (without the program's name) and returns the exit code. Never throws for a user's mistake. */
export async function runProgram(args: readonly string[], raw: Terminal): Promise<number> {
  const terminal: Terminal = {
    ...raw,
    out: (text) => raw.out(withoutControls(text)),
    err: (text) => raw.err(withoutControls(text)),
  }
  let outcome: CommandOutcome = 'ok'
  const program = createProgram(terminal, (result) => {
    outcome = result
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes[outcome]
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    const known = error instanceof CommandError || error instanceof GitHubError
    const message = known ? error.message : error instanceof Error ? error.stack : String(error)
    terminal.err(`${paint(terminal, 'red', 'error:')} ${message}\n`)
    return exitCodes[error instanceof CommandError ? error.outcome : 'failed']
  }
}

function createProgram(terminal: Terminal, end: (outcome: CommandOutcome) => void): Command {
  const program = new Command('aftermath')
    .description('Carries an incident from its label to the last closed follow-up.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHasColors: () => terminal.colour === 'always',
      getErrHasColors: () => terminal.colour === 'always',
    })
    .showHelpAfterError('Try --help.')
    .addHelpText('after', credentials)

  addCommands(program, terminal, end)
  return program
}
