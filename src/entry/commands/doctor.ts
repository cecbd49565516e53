import type { RepositoryName } from '../../domain/ref.ts'
import { connect } from '../app.ts'
import { collectReport, nothingChecked } from '../doctor/checkup-report.ts'
import { evaluateEnvironment } from '../doctor/evaluate-credentials.ts'
import { type Report, renderReport, reportOf } from '../doctor/report.ts'
import { type EnvironmentResult, parseEnvironment } from '../environment.ts'
import { createLog } from '../log.ts'
import { systemTimers } from '../timers.ts'
import { fetchOf } from './access.ts'
import { parseRepository } from './target.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

export interface DoctorOptions {
  readonly json?: boolean
  readonly verbose?: boolean
}

/**
 * Checks what the app needs: credentials, permissions, webhooks, limits, each repository (or the named ones) and its
 * incidents; says what is wrong, why it matters and what to do. Writes nothing. `failed` when there is a problem.
 */
export async function doctorCommand(
  terminal: Terminal,
  names: readonly string[],
  options: DoctorOptions,
): Promise<CommandOutcome> {
  const report = await diagnose(terminal, names.map(parseRepository))
  terminal.progress('')
  const detail = options.verbose ? 'full' : 'brief'
  terminal.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, detail, terminal))
  return report.ok ? 'ok' : 'failed'
}

async function diagnose(terminal: Terminal, named: readonly RepositoryName[]): Promise<Report> {
  const parsed = environmentOf(terminal)
  if (!parsed.ok) return reportOf(evaluateEnvironment(parsed.problems), nothingChecked)
  const { environment } = parsed
  if (environment.app === null && environment.token === null) {
    const missing = 'There are no credentials: neither APP_ID and PRIVATE_KEY nor GITHUB_TOKEN.'
    return reportOf(evaluateEnvironment([missing]), nothingChecked)
  }
  if (environment.app === null && named.length === 0) {
    const message = 'A personal token has no installations to check. Name repositories: aftermath doctor owner/repo'
    throw new CommandError('usage', message)
  }
  // It says itself what is wrong; a log beside it would say it twice.
  const log = createLog({ level: 'silent', format: 'plain', write: () => undefined, colour: 'never' })
  const github = connect(environment, { log, timers: systemTimers(), ...fetchOf(terminal) })
  try {
    return await collectReport(named, { github, environment, now: terminal.now, say: terminal.progress })
  } finally {
    await github.close()
  }
}

/** As the server would read it, unless only a token is given. */
function environmentOf({ variables, readFile }: Terminal): EnvironmentResult {
  const given = (name: string) => Boolean(variables[name]?.trim())
  const app = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'].some(given)
  return parseEnvironment(variables, !app && given('GITHUB_TOKEN') ? 'command' : 'server', readFile)
}
