import { dirname, join } from 'node:path'
import type { Configuration } from '../../config/schema/schema.ts'
import { linksOf } from '../../document/review/links.ts'
import { type ReviewOptions, reviewDocument } from '../../document/review/review.ts'
import { loadTemplates } from '../templates.ts'
import { type Checked, renderCheck, renderJson } from './check-report.ts'
import { localConfiguration, type ReadInput, tryReading } from './read-input.ts'
import { type CommandOutcome, paint, type Terminal } from './terminal.ts'

export interface CheckOptions {
  readonly json?: boolean
  readonly config?: string
}

/**
 * Reviews documents without an account: prints each one's findings, or one JSON array of all. `failed` when a finding is a
 * failure, `usage` when a file cannot be read, after the others. One document is held at a time, and what is under way is shown.
 */
export function checkCommand(terminal: Terminal, files: readonly string[], options: CheckOptions): CommandOutcome {
  const review = optionsFor(terminal, localConfiguration(terminal, options.config))
  const outcomes: CommandOutcome[] = []
  let printed = 0
  if (options.json) terminal.out('[')
  for (const [index, file] of files.entries()) {
    if (files.length > 1) terminal.progress(`${index + 1} of ${files.length}: ${file}`)
    const checked = checkFile(terminal, file, review)
    terminal.progress('')
    outcomes.push(outcomeOf(checked))
    if (!checked.ok) {
      terminal.err(`${paint(terminal, 'red', 'error:')} ${file}: ${checked.problem}\n`)
      continue
    }
    if (options.json) terminal.out(`${printed === 0 ? '' : ','}\n${renderJson(checked)}`)
    else terminal.out(renderCheck(checked, terminal))
    printed += 1
  }
  if (options.json) terminal.out(printed === 0 ? ']\n' : '\n]\n')
  return worst(outcomes)
}

type FileChecked = ({ readonly ok: true } & Checked) | { readonly ok: false; readonly problem: string }

function checkFile(terminal: Terminal, file: string, options: ReviewOptions): FileChecked {
  const read = readDocument(terminal, file)
  if (!read.ok) return read
  const known = { broken: brokenLinks(terminal, file, read.text) }
  const review = reviewDocument(read.text, { ...options, known })
  return review.ok ? { ok: true, file, text: read.text, review } : review
}

function outcomeOf(checked: FileChecked): CommandOutcome {
  if (!checked.ok) return 'usage'
  return checked.review.findings.some(({ severity }) => severity === 'failure') ? 'failed' : 'ok'
}

function worst(outcomes: readonly CommandOutcome[]): CommandOutcome {
  const order: readonly CommandOutcome[] = ['usage', 'failed']
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'ok'
}

function optionsFor(terminal: Terminal, configuration: Configuration): ReviewOptions {
  const texts = loadTemplates()
  const { template, review, reminders, actionItems } = configuration
  const usual = template.otherwise
  const own = tryReading(terminal, usual)
  return {
    texts,
    today: new Date(terminal.now()).toISOString().slice(0, 10),
    require: review.require,
    headings: review.headings,
    participants: [],
    names: Object.keys(actionItems.people),
    zone: reminders.zone,
    template: texts[`document/${usual}`] ?? (own.ok ? own.text : null),
    path: null,
  }
}

/** The targets of relative links that lead to no file: from the document's folder, or from the current one after a `/`. */
function brokenLinks(terminal: Terminal, file: string, text: string): readonly string[] {
  if (file === '-') return []
  const targets = linksOf(text).flatMap(({ kind, target }) => (kind === 'path' ? [target] : []))
  return [...new Set(targets)].filter((target) => {
    const [written = ''] = target.split(/[?#]/, 1)
    const path = written.startsWith('/') ? join('.', written) : join(dirname(file), written)
    return written !== '' && !spellings(path).some((one) => terminal.exists(one))
  })
}

/** What a path may stand for: its escapes undone, and the Markdown that a website makes a page of. */
function spellings(path: string): readonly string[] {
  const source = `${path.replace(/(?:\.html?|\/)$/, '')}.md`
  try {
    return [path, decodeURIComponent(path), source]
  } catch {
    return [path, source]
  }
}

function readDocument(terminal: Terminal, file: string): ReadInput {
  const read = tryReading(terminal, file)
  if (!read.ok) return read
  if (read.text.trim() === '') return { ok: false, problem: 'there is nothing in it. Name files of Markdown.' }
  return read
}
