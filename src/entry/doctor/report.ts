import { oneLine } from '../../text/markdown/hidden-characters.ts'
import { paint, type Terminal } from '../commands/terminal.ts'
import type { CheckupFinding, FindingMark } from './finding.ts'

/** Everything that a check-up found, as `--json` prints it: these names are stable. */
export interface Report {
  /** Whether there is no problem. */
  readonly ok: boolean
  readonly problems: number
  readonly warnings: number
  readonly checked: { readonly repositories: number; readonly incidents: number }
  readonly findings: readonly CheckupFinding[]
}

/** The report of these findings, each only once. */
export function reportOf(findings: readonly CheckupFinding[], checked: Report['checked']): Report {
  const different = [...new Map(findings.map((one) => [identityOf(one), one])).values()]
  const problems = marked(different, 'problem').length
  return { ok: problems === 0, problems, warnings: marked(different, 'warning').length, checked, findings: different }
}

/** A mistake in a shared file is met in each repository, in the words that fit the repository. */
function identityOf({ check, subject, message, place }: CheckupFinding): string {
  return [check, subject, place ?? message].join(' ')
}

const styles = { ok: 'green', note: 'dim', warning: 'yellow', problem: 'red' } as const
const width = 'problem'.length + 2

/**
 * The report for people, the worst last, where a terminal shows it. What is well is told in few lines; with `full` each
 * check has its own.
 */
export function renderReport(report: Report, detail: 'brief' | 'full', terminal: Terminal): string {
  const { findings } = report
  const well = detail === 'brief' ? summarize(findings) : marked(findings, 'ok')
  const rest = (['note', 'warning', 'problem'] as const).flatMap((mark) => marked(findings, mark))
  const lines = [...well, ...rest].map((one) => renderFinding(one, terminal))
  return `${lines.join('\n')}\n\n${renderSummary(report, terminal)}\n`
}

function renderSummary({ problems, warnings, checked }: Report, terminal: Terminal): string {
  const clean = problems + warnings === 0
  const verdict = clean ? 'All is well.' : `${plural(problems, 'problem')}, ${plural(warnings, 'warning')}.`
  const repositories = plural(checked.repositories, 'repository', 'repositories')
  const counted = `${repositories} and ${plural(checked.incidents, 'incident')} checked.`
  const style = problems > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green'
  return `${paint(terminal, style, verdict)} ${paint(terminal, 'dim', counted)}`
}

/**
 * What is well, one finding a subject with the names of its checks. Accounts that are wholly well stand together, and so
 * do repositories; one that is not shows in its troubles.
 */
function summarize(findings: readonly CheckupFinding[]): readonly CheckupFinding[] {
  const troubled = new Set([...marked(findings, 'warning'), ...marked(findings, 'problem')].map(ownerOfTrouble))
  const well = marked(findings, 'ok')
  const calm = (kind: Kind) =>
    [...new Set(well.map(({ subject }) => subject))].filter((one) => kindOf(one) === kind && !troubled.has(one))
  const uneasy = [...troubled].filter((subject) => kindOf(subject) === 'account')
  return [
    ...['app', 'webhooks', ...uneasy].flatMap((subject) => together(well, [subject], subject)),
    ...together(well, calm('account'), 'accounts'),
    ...together(well, calm('repository'), 'repositories'),
  ]
}

/** What is well of these subjects as one finding; nothing when nothing is. */
function together(
  well: readonly CheckupFinding[],
  subjects: readonly string[],
  many: string,
): readonly CheckupFinding[] {
  const [first, ...others] = well.filter(({ subject }) => subjects.includes(subject))
  if (first === undefined) return []
  const checks = [...new Set([first, ...others].map(({ check }) => check.replaceAll('-', ' ')))]
  const subject = subjects.length === 1 ? first.subject : `${subjects.length} ${many}`
  return [{ ...first, subject, message: checks.join(', ') }]
}

type Kind = 'app' | 'account' | 'repository'

function kindOf(subject: string): Kind {
  if (subject === 'app' || subject === 'webhooks') return 'app'
  return subject.includes('/') ? 'repository' : 'account'
}

/** An incident's trouble is its repository's. */
function ownerOfTrouble({ subject }: CheckupFinding): string {
  return subject.replace(/#\d+$/, '')
}

function renderFinding(
  { mark, subject, message, why, todo, command, page }: CheckupFinding,
  terminal: Terminal,
): string {
  const present = (texts: readonly (string | null)[]) => texts.filter((text) => text !== null).map(oneLine)
  const first = `${paint(terminal, styles[mark], mark.padEnd(width))}${paint(terminal, 'bold', oneLine(subject))}: ${oneLine(message)}`
  const said = present([why, todo]).map((text) => paint(terminal, 'dim', text))
  // Alone on their lines, to be copied or clicked.
  const exact = present([command, page]).map((text) => `  ${text}`)
  return [first, ...[...said, ...exact].map((text) => `${' '.repeat(width)}${text}`)].join('\n')
}

function marked(findings: readonly CheckupFinding[], mark: FindingMark): readonly CheckupFinding[] {
  return findings.filter((one) => one.mark === mark)
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
