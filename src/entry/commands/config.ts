import { type ConfigurationSource, parseConfiguration } from '../../config/configuration.ts'
import { effectiveValues } from '../../config/effective-values.ts'
import type { ConfigurationTexts } from '../../domain/repository.ts'
import { reading } from './access.ts'
import { parseRepository } from './target.ts'
import { type CommandOutcome, paint, type Terminal } from './terminal.ts'

/**
 * Prints each effective value of a repository's configuration and where it comes from, then what is wrong in its files.
 * `failed` when something is.
 */
export async function configCommand(
  terminal: Terminal,
  target: string,
  options: { readonly json?: boolean },
): Promise<CommandOutcome> {
  const name = parseRepository(target)
  return reading(terminal, async (github) => {
    const session = await github.open(name)
    const texts = await session.reader.configuration({ ask: 'configuration' })
    const result = parseConfiguration(texts)
    const values = effectiveValues(result).map((row) => ({ ...row, from: placeOf(row.source, texts) }))
    const { problems } = result
    if (options.json) {
      terminal.out(`${JSON.stringify({ values, problems }, null, 2)}\n`)
    } else {
      terminal.out(renderTable(values, terminal))
      for (const { source, line, column, key, message } of problems) {
        terminal.err(`${source}:${line}:${column}: ${key === null ? '' : `${key} `}${message}\n`)
      }
    }
    return problems.length === 0 ? 'ok' : 'failed'
  })
}

function placeOf(source: ConfigurationSource, texts: ConfigurationTexts): string {
  switch (source) {
    case 'default':
      return 'default'
    case 'owner':
      return texts.owner?.source ?? 'default'
    case 'repository':
      return texts.repository?.source ?? 'default'
  }
}

/** A longer value, such as a list of overrides, pushes nothing but its own place aside. */
const widest = 60

function renderTable(
  rows: readonly { readonly key: string; readonly value: unknown; readonly from: string }[],
  terminal: Terminal,
): string {
  const shown = rows.map(({ key, value, from }) => ({ key, value: JSON.stringify(value) ?? 'none', from }))
  const width = (cells: readonly string[]) => Math.max(...cells.map((cell) => cell.length))
  const keys = width(shown.map(({ key }) => key))
  const values = Math.min(widest, width(shown.map(({ value }) => value)))
  const lines = shown.map(({ key, value, from }) => {
    const place = from === 'default' ? paint(terminal, 'dim', from) : paint(terminal, 'bold', from)
    return `${key.padEnd(keys)}  ${value.padEnd(values)}  ${place}\n`
  })
  return lines.join('')
}
