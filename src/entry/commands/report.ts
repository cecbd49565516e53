import type { ReportFacts, ReportScope, RepositoryRecord } from '../../report/facts.ts'
import { type SpanReport, spanReport } from '../../report/report.ts'
import { reportCsv } from '../../report/show/csv.ts'
import { reportMarkdown } from '../../report/show/markdown.ts'
import { loadTemplates } from '../templates.ts'
import { reading } from './access.ts'
import { withReasons } from './facts/read-reasons.ts'
import { readRepositoryFacts } from './facts/repository-facts.ts'
import { wantedRepositories } from './repositories-of.ts'
import { parseFolder, parseInstant, parseOwner } from './target.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

/** What `report` and `evidence` are asked for. */
export interface SpanOptions {
  readonly since?: string
  readonly until?: string
  readonly documents?: string
  readonly label?: string
}

export interface ReportOptions extends SpanOptions {
  readonly service?: string
  readonly team?: string
  readonly format?: string
}

const formats = ['md', 'json', 'csv', 'html'] as const

/** Requests of one repository, about: `docs/leading.md` promises it for fifty incidents. */
const budget = 200

/** Prints what the incidents of a time span look like together. Reads only, also where the app never was. */
export async function reportCommand(
  terminal: Terminal,
  target: string,
  options: ReportOptions,
): Promise<CommandOutcome> {
  const format = formatOf(options.format ?? 'md', formats)
  const facts = await readFacts(terminal, target, options, 'without reasons')
  const report = spanReport(facts)
  terminal.out(await inFormat(report, format))
  for (const gap of report.gaps) terminal.err(`note: ${gap}\n`)
  if (report.incidents.length === 0) terminal.err(nothingFound(facts))
  return 'ok'
}

async function inFormat(report: SpanReport, format: (typeof formats)[number]): Promise<string> {
  switch (format) {
    case 'md':
      return reportMarkdown(report)
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`
    case 'csv':
      return reportCsv(report)
    case 'html': {
      const { reportPage } = await import('../../report/page/page.ts')
      return reportPage(report)
    }
  }
}

/** One of `known`. Throws `CommandError` for anything else. */
export function formatOf<Format extends string>(written: string, known: readonly Format[]): Format {
  const format = known.find((one) => one === written)
  if (format !== undefined) return format
  throw new CommandError(
    'usage',
    `--format "${written}" is not known: write ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`,
  )
}

/** Reads all repositories that are asked for, one after the other. Throws `CommandError` for what is asked for wrongly. */
export async function readFacts(
  terminal: Terminal,
  target: string,
  options: SpanOptions & Pick<ReportOptions, 'service' | 'team'>,
  depth: 'with reasons' | 'without reasons',
): Promise<ReportFacts> {
  const { owner, repo } = parseOwner(target)
  const scope = scopeOf(target, options, terminal.now())
  const documents = options.documents === undefined ? null : parseFolder(options.documents)
  const label = options.label === undefined ? null : labelOf(options.label)
  return reading(terminal, async (github, environment) => {
    const repositories: RepositoryRecord[] = []
    for await (const name of wantedRepositories(owner, repo, { github, environment })) {
      const progress = (text: string) => terminal.progress(text)
      repositories.push(await readRepositoryFacts(github, name, { scope, documents, label, budget, progress }))
    }
    const facts = { scope, repositories, texts: loadTemplates() }
    return depth === 'with reasons' ? withReasons(github, facts, (text) => terminal.progress(text)) : facts
  })
}

const yearInMs = 365 * 86_400_000

/** The time span in whole instants: the last year where nothing is said; a day of `--until` counts whole. */
function scopeOf(
  target: string,
  options: SpanOptions & Pick<ReportOptions, 'service' | 'team'>,
  now: number,
): ReportScope {
  const until = options.until === undefined ? new Date(now).toISOString() : endOf(options.until)
  const since =
    options.since === undefined
      ? new Date(Date.parse(until) - yearInMs).toISOString()
      : parseInstant(options.since, '--since')
  if (since >= until)
    throw new CommandError('usage', '--since is not before --until: write the earlier day as --since.')
  return { target, since, until, service: options.service ?? null, team: options.team ?? null }
}

function endOf(written: string): string {
  const instant = parseInstant(written, '--until')
  return written.includes('T') ? instant : new Date(Date.parse(instant) + 86_400_000).toISOString()
}

function labelOf(written: string): string {
  if (written.trim() !== '' && !written.includes(',')) return written.trim()
  throw new CommandError('usage', `--label "${written}" is no label: write one label, without commas.`)
}

function nothingFound({ repositories }: ReportFacts): string {
  const labels = [...new Set(repositories.flatMap((facts) => facts.labels))].map((label) => `“${label}”`)
  return `There is no issue with the label ${labels.join(' or ')} in this time, and no document. Name another label by --label, or the folder of documents by --documents.\n`
}
