import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteHead } from '../site/layout.ts'
import { readFolder } from '../site/site-source.ts'
import { outputProblem, writeSite } from '../site/write-site.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

export interface SiteOptions {
  readonly out: string
  readonly title?: string
  readonly url?: string
}

/** Makes a static site of the postmortems in a folder. Throws `CommandError` where there is none, or nowhere to write to. */
export function siteCommand(terminal: Terminal, sources: readonly string[], options: SiteOptions): CommandOutcome {
  const [folder = ''] = sources
  const site: SiteHead = { title: options.title?.trim() || 'Postmortems', url: siteUrl(options.url) }
  if (sources.length > 1)
    throw new CommandError('usage', 'Name one folder: a site of several is made of the folder above them.')
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError('usage', `There is no folder ${folder}. Name one with files of Markdown.`)
  const problem = outputProblem(options.out)
  if (problem !== null) throw new CommandError('usage', problem)
  const source = readFolder(folder, options.out)
  if (source.documents.length === 0)
    throw new CommandError(
      'failed',
      `There is no postmortem in ${folder}: no file ends in .md, but for ${source.leftOut.join(', ') || 'none'}.`,
    )
  const { pages, changed } = writeSite({
    site,
    source,
    out: options.out,
    headings: {},
    progress: (text) => terminal.progress(text),
  })
  const left = source.leftOut.length === 0 ? '' : `Left out, as no postmortems: ${source.leftOut.join(', ')}.\n`
  const count = `${source.documents.length} ${source.documents.length === 1 ? 'postmortem' : 'postmortems'}`
  terminal.out(
    `${count}, ${pages} pages, ${changed === 0 ? 'none of them changed' : `${changed} of them new or changed`}.\n${left}Open ${join(options.out, 'index.html')}.\n`,
  )
  return 'ok'
}

function siteUrl(written: string | undefined): string | null {
  if (written === undefined) return null
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol))
    throw new CommandError('usage', `--url "${written}" is no address: write https://example.com/postmortems/.`)
  const { href } = new URL(written)
  return href.endsWith('/') ? href : `${href}/`
}
