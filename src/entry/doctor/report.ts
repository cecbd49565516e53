import { stripHidden } from '../../document/hidden-characters.ts'
import { paint, type Terminal } from '../commands/terminal.ts'
import type { Finding, Mark } from './finding.ts'

/** Everything that a check-up found, as `--json` prints it: these names are stable. */
export interface Report {
  /** Whether there is no problem. */
  readonly ok: boolean
  readonly problems: number
  readonly warnings: number
  readonly checked: { readonly repositories: number; readonly incidents: number }
  readonly findings: readonly Finding[]
}

/** The report of these findings, each only once. */
export function reportOf(findings: readonly Finding[], checked: Report['checked']): Report {
  const different = [...new Map(findings.map((one) => [identityOf(one), one])).values()]
  const count = (mark: Mark) => different.filter((one) => one.mark === mark).length
  return {
    ok: count('problem') === 0,
    problems: count('problem'),
    warnings: count('warning'),
    checked,
    findings: different,
  }
}

/** A mistake in a shared file is met in each repository, in the words that fit the repository. */
function identityOf({ check, subject, message, place }: Finding): string {
  return [check, subject, place ?? message].join(' ')
}

const styles = { ok: 'green', note: 'dim', warning: 'yellow', problem: 'red' } as const
const order: readonly Mark[] = ['ok', 'note', 'warning', 'problem']
const width = Math.max(...order.map((mark) => mark.length)) + 2

/**
 * The report for people, the worst last, where a terminal shows it. What is well takes one line a subject, and all
 * repositories that are well one line together; with `detail` each check has its own.
 */
export function renderReport(report: Report, detail: 'brief' | 'full', terminal: Terminal): string {
  const { findings, problems, warnings, checked } = report
  const well = findings.filter(({ mark }) => mark === 'ok')
  const brief =
    detail === 'brief' ? renderWell(well, findings, terminal) : well.map((one) => renderFinding(one, terminal))
  const rest = order.slice(1).flatMap((mark) => findings.filter((one) => one.mark === mark))
  const counted = `${plural(checked.repositories, 'repository', 'repositories')} and ${plural(checked.incidents, 'incident')} checked`
  const clean = problems + warnings === 0
  const summary = clean ? 'All is well.' : `${plural(problems, 'problem')}, ${plural(warnings, 'warning')}.`
  const style = problems > 0 ? 'red' : warnings > 0 ? 'yellow' : 'green'
  const lines = [...brief, ...rest.map((one) => renderFinding(one, terminal))]
  return `${lines.join('\n')}\n\n${paint(terminal, style, summary)} ${paint(terminal, 'dim', `${counted}.`)}\n`
}

/** A subject with all its checks that went well; repositories without any trouble together. */
function renderWell(well: readonly Finding[], all: readonly Finding[], terminal: Terminal): readonly string[] {
  const subjects = [...new Set(well.map(({ subject }) => subject))]
  const calm = subjects.filter(
    (subject) => subject.includes('/') && all.every((one) => subjectOf(one) !== subject || one.mark === 'ok'),
  )
  const together = calm.length > 1 ? calm : []
  const lines = subjects
    .filter((subject) => !together.includes(subject))
    .map((subject) => line('ok', subject, checksOf(well.filter((one) => one.subject === subject)), terminal))
  if (together.length === 0) return lines
  const checks = checksOf(well.filter(({ subject }) => together.includes(subject)))
  return [...lines, line('ok', `${together.length} repositories`, checks, terminal)]
}

/** An incident's trouble is its repository's. */
function subjectOf({ subject }: Finding): string {
  return subject.replace(/#\d+$/, '')
}

function checksOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ check }) => check.replaceAll('-', ' ')))].join(', ')
}

function renderFinding(one: Finding, terminal: Terminal): string {
  const indent = ' '.repeat(width)
  const plain = [one.why, one.todo].filter((text) => text !== null).map((text) => paint(terminal, 'dim', shown(text)))
  // Alone on their lines, to be copied or clicked.
  const exact = [one.command, one.page].filter((text) => text !== null).map((text) => `  ${shown(text)}`)
  return [
    line(one.mark, one.subject, one.message, terminal),
    ...[...plain, ...exact].map((text) => `${indent}${text}`),
  ].join('\n')
}

function line(mark: Mark, subject: string, text: string, terminal: Terminal): string {
  return `${paint(terminal, styles[mark], mark.padEnd(width))}${paint(terminal, 'bold', shown(subject))}: ${shown(text)}`
}

/** Names and texts of others can hold what would steer a terminal. */
function shown(text: string): string {
  return stripHidden(text).replace(/\s+/g, ' ')
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
