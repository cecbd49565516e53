import { startBookReport } from '../../document/library/book-report.ts'
import { textOfFile } from '../../domain/file-text.ts'
import { readAccount } from '../site/foreign-account.ts'
import { loadTemplates } from '../templates.ts'
import { CommandError, type CommandOutcome, NotText, type Terminal } from './terminal.ts'

/** Prints the beginning of a report of somebody else's postmortem. Throws `CommandError` where it cannot be read. */
export async function bookReportCommand(terminal: Terminal, source: string): Promise<CommandOutcome> {
  const address = /^https?:\/\//i.test(source)
  const text = address ? await fetched(terminal, source) : readFileOf(terminal, source)
  if (text.trim() === '') throw new CommandError('failed', `There is nothing in ${source}.`)
  const template = loadTemplates()['document/book-report'] ?? ''
  const today = new Date(terminal.now()).toISOString().slice(0, 10)
  terminal.out(startBookReport(readAccount(text, source), template, today))
  return 'ok'
}

const largest = 4 * 1024 * 1024

async function fetched({ fetch: given, progress }: Terminal, source: string): Promise<string> {
  if (!URL.canParse(source)) throw new CommandError('usage', `"${source}" is no address.`)
  progress(`Reading ${source}`)
  const accept = 'text/markdown, text/html, text/plain;q=0.5'
  try {
    const answer = await (given ?? fetch)(source, { headers: { accept }, signal: AbortSignal.timeout(20_000) })
    if (!answer.ok)
      throw new CommandError('failed', `${source} answers ${answer.status}. Save the page, and name the file.`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const text = bytes.length > largest ? null : textOfFile(bytes)
    if (text === null)
      throw new CommandError(
        'failed',
        `${source} is no text in UTF-8, or larger than 4 MB. Save the page, and name the file.`,
      )
    return text
  } catch (fault) {
    if (fault instanceof CommandError) throw fault
    const why = fault instanceof Error ? fault.message : String(fault)
    throw new CommandError('failed', `${source} cannot be read: ${why}. Save the page, and name the file.`)
  } finally {
    progress('')
  }
}

function readFileOf(terminal: Terminal, file: string): string {
  try {
    return terminal.readFile(file)
  } catch (fault) {
    if (fault instanceof NotText) throw new CommandError('usage', `${file} is no text in UTF-8.`)
    throw new CommandError('usage', `There is no file ${file}. Name a file of Markdown or HTML, or an address.`)
  }
}
