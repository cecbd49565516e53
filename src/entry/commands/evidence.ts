import { createHash } from 'node:crypto'
import { type AuditEvidence, evidenceOf, evidenceText } from '../../report/evidence.ts'
import { evidenceCsv } from '../../report/show/evidence-csv.ts'
import { formatOf, readFacts, type SpanOptions } from './report.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

export interface EvidenceOptions extends SpanOptions {
  readonly since: string
  readonly until: string
  readonly format?: string
}

const formats = ['html', 'csv', 'json'] as const

/** Prints the facts of a time span that is over, each with its proof. The same span gives the same file. Reads only. */
export async function evidenceCommand(
  terminal: Terminal,
  target: string,
  options: EvidenceOptions,
): Promise<CommandOutcome> {
  const format = formatOf(options.format ?? 'html', formats)
  const facts = await readFacts(terminal, target, options, 'with reasons')
  if (Date.parse(facts.scope.until) > terminal.now() + 86_400_000) {
    throw new CommandError(
      'usage',
      '--until lies in the future, of which there is no evidence: write a day that is over.',
    )
  }
  const evidence = evidenceOf(facts)
  const digest = `sha256:${createHash('sha256').update(evidenceText(evidence)).digest('hex')}`
  terminal.out(await inFormat(evidence, digest, format))
  for (const gap of evidence.gaps) terminal.err(`note: ${gap}\n`)
  return 'ok'
}

async function inFormat(evidence: AuditEvidence, digest: string, format: (typeof formats)[number]): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ ...evidence, digest }, null, 2)}\n`
    case 'csv':
      return evidenceCsv(evidence, digest)
    case 'html': {
      const { evidencePage } = await import('../../report/page/evidence-page.ts')
      return evidencePage(evidence, digest)
    }
  }
}
