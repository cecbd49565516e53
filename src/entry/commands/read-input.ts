import { parseConfiguration } from '../../config/configuration.ts'
import { showProblem } from '../../config/problem.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import { configurationPath } from '../../domain/configuration-path.ts'
import { CommandError, NotText, type Terminal } from './terminal.ts'

export type ReadInput = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }

/** The text of a file, or a sentence on why there is none. Never throws. */
export function tryReading(terminal: Terminal, file: string): ReadInput {
  try {
    return { ok: true, text: terminal.readFile(file) }
  } catch (error) {
    if (error instanceof NotText)
      return { ok: false, problem: 'this is no text in UTF-8. Name files of Markdown, saved as UTF-8.' }
    const reason = error instanceof Error ? error.message : String(error)
    if (/ENOENT/.test(reason)) return { ok: false, problem: 'there is no such file.' }
    if (/EISDIR/.test(reason)) return { ok: false, problem: 'this is a folder. Name the files in it, such as *.md.' }
    return { ok: false, problem: `it cannot be read: ${reason}` }
  }
}

/** The text of a file that holds one. Throws `CommandError` for any other, and for an empty one. */
export function readTextFile(terminal: Terminal, file: string): string {
  const read = tryReading(terminal, file)
  const problem = !read.ok ? read.problem : read.text.trim() === '' ? 'there is nothing in it.' : null
  if (problem !== null) throw new CommandError('usage', `${file}: ${problem}`)
  return read.ok ? read.text : ''
}

/** The configuration of the file that was named, else of the repository's own where there is one. A mistake in a named one ends the command. */
export function localConfiguration(terminal: Terminal, named: string | undefined): Configuration {
  const source = named ?? configurationPath
  const text = tryReading(terminal, source)
  if (named !== undefined && !text.ok) throw new CommandError('usage', `${source}: ${text.problem}`)
  const repository = text.ok ? { source, text: text.text } : null
  const { configuration, problems } = parseConfiguration({ repository, owner: null })
  const said = problems.map(showProblem).join('\n')
  if (said !== '' && named !== undefined) throw new CommandError('usage', said)
  if (said !== '') terminal.err(`${said}\n`)
  return configuration
}
