import type { DocumentReview } from '../../document/review/review.ts'
import type { ActionItem } from '../../domain/action-item.ts'
import { type Finding, questionNames } from '../../domain/review.ts'
import { zeroWidthSpace } from '../../text/markdown/references.ts'
import { paint, type Terminal } from './terminal.ts'

/** A document with what its review says. */
export interface Checked {
  readonly file: string
  readonly text: string
  readonly review: DocumentReview
}

/** The longest stretch of a line that is shown below a finding. */
const longestShown = 110

/** One document as an element of the JSON array, indented by two. */
export function renderJson({ file, review }: Checked): string {
  const { answers, items, findings } = review
  const element = {
    file,
    questions: answers,
    actionItems: items.map(reportedItem),
    findings: findings.map(({ rule, line, endLine, severity, message, suggestion }) => ({
      rule,
      line,
      endLine,
      severity,
      message: plain(message),
      suggestion: suggestion === null ? null : plain(suggestion),
    })),
  }
  const lines = JSON.stringify(element, null, 2).split('\n')
  return lines.map((line) => `  ${line}`).join('\n')
}

function reportedItem({ line, text, checked, owners, due, priority, type, references }: ActionItem) {
  return {
    line,
    text,
    done: checked,
    owners: [...owners.logins.map((login) => `@${login}`), ...owners.teams.map((team) => `@${team}`), ...owners.names],
    due: due === null ? null : due.valid ? due.day : due.text,
    priority,
    type,
    links: references,
  }
}

/** One document as a compiler would say it: each finding with its line, and a last line that sums up. */
export function renderCheck({ file, text, review }: Checked, terminal: Terminal): string {
  const lines = text.split(/\r\n|\n|\r/)
  const printed = review.findings.map((finding) =>
    renderFinding(file, finding, lines[finding.line - 1] ?? '', terminal),
  )
  return `${printed.join('')}${summaryOf(file, review, terminal)}\n`
}

const styles = { failure: 'red', warning: 'yellow', notice: 'dim' } as const

function renderFinding(file: string, finding: Finding, source: string, terminal: Terminal): string {
  const { line, severity, message, rule, suggestion } = finding
  const place = paint(terminal, 'bold', `${file}:${line}:`)
  const head = `${place} ${paint(terminal, styles[severity], `${severity}:`)} ${plain(message)} [${rule}]\n`
  const number = String(line)
  const gutter = ' '.repeat(number.length)
  const shown = source.replace(/\t/g, ' ').trimEnd().slice(0, longestShown)
  const indent = shown.length - shown.trimStart().length
  const marks = `${' '.repeat(indent)}^${'~'.repeat(Math.max(0, shown.length - indent - 1))}`
  const excerpt =
    shown === '' ? '' : ` ${number} | ${shown}\n ${gutter} | ${paint(terminal, styles[severity], marks)}\n`
  const advice = suggestion === null ? '' : ` ${gutter} = ${paint(terminal, 'dim', plain(suggestion))}\n`
  return `${head}${excerpt}${advice}`
}

function summaryOf(file: string, { answers, items, findings }: DocumentReview, terminal: Terminal): string {
  const count = (what: string, number: number) => `${number} ${what}${number === 1 ? '' : 's'}`
  const answered = questionNames.filter((name) => answers[name] === 'answered').length
  const half = questionNames.filter((name) => answers[name] === 'partial').length
  const severities = (['failure', 'warning', 'notice'] as const).flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length
    return number === 0 ? [] : [count(severity, number)]
  })
  const judged = severities.length === 0 ? paint(terminal, 'green', 'nothing found') : severities.join(', ')
  return `${paint(terminal, 'bold', `${file}:`)} ${answered} of 7 questions answered, ${half} in part; ${count('action item', items.length)}; ${judged}`
}

/** What breaks mentions on GitHub is of no use here. */
function plain(text: string): string {
  return text.replaceAll(zeroWidthSpace, '')
}
