import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { MoreHeadings } from '../../document/headings/heading-question.ts'
import { fullName } from '../../domain/ref.ts'
import { isPublic } from '../../domain/visibility.ts'
import type { SiteHead } from '../site/layout.ts'
import { joinedSource, type RepositorySource, readRepositorySource } from '../site/repository-source.ts'
import { readFolder, type SiteSource } from '../site/site-source.ts'
import { outputProblem, writeSite } from '../site/write-site.ts'
import { reading } from './access.ts'
import { parseFolder, parseRepository } from './target.ts'
import { CommandError, type CommandOutcome, type Terminal } from './terminal.ts'

export interface SiteOptions {
  readonly out: string
  readonly title?: string
  readonly url?: string
  readonly documents?: string
}

interface Found {
  readonly source: SiteSource
  readonly headings: MoreHeadings
  /** What to know before the site is published, as sentences. */
  readonly notes: readonly string[]
}

/**
 * Makes a static site of the postmortems in a folder, or in repositories as far as the credentials see them. Throws
 * `CommandError` where there is none, or nowhere to write to.
 */
export async function siteCommand(
  terminal: Terminal,
  sources: readonly string[],
  options: SiteOptions,
): Promise<CommandOutcome> {
  const site: SiteHead = { title: options.title?.trim() || 'Postmortems', url: siteUrl(options.url) }
  const { out } = options
  const problem = outputProblem(out)
  if (problem !== null) throw new CommandError('usage', problem)
  const { source, headings, notes } = await foundIn(terminal, sources, options)
  if (source.documents.length === 0) {
    const others = source.leftOut.length === 0 ? 'no file ends in .md' : `${source.leftOut.join(', ')} are none`
    throw new CommandError('failed', `There is no postmortem in ${sources.join(' and ')}: ${others}.`)
  }
  const { pages, changed } = writeSite({ site, source, out, headings, progress: (text) => terminal.progress(text) })
  const left = source.leftOut.length === 0 ? [] : [`Left out, as no postmortems: ${source.leftOut.join(', ')}.`]
  const count = `${source.documents.length} ${source.documents.length === 1 ? 'postmortem' : 'postmortems'}`
  const news = changed === 0 ? 'none of them changed' : `${changed} of them new or changed`
  const lines = [`${count}, ${pages} pages, ${news}.`, ...left, ...notes, `Open ${join(out, 'index.html')}.`]
  terminal.out(`${lines.join('\n')}\n`)
  return 'ok'
}

/** A folder of that name wins over a repository: `docs/postmortems` may be either. */
async function foundIn(
  terminal: Terminal,
  sources: readonly string[],
  { out, documents }: SiteOptions,
): Promise<Found> {
  const folders = sources.filter((one) => existsSync(one) && statSync(one).isDirectory())
  const [folder] = folders
  if (folder !== undefined && sources.length > 1)
    throw new CommandError('usage', `${folder} is a folder: name it alone, or repositories alone.`)
  if (folder !== undefined) return { source: readFolder(folder, out), headings: {}, notes: [] }
  const absent = sources.find((one) => !/^[\w.-]+\/[\w.-]+$/.test(one))
  if (absent !== undefined)
    throw new CommandError(
      'usage',
      `There is no folder ${absent}. Name one with files of Markdown, or repositories as owner/repo.`,
    )
  const wanted = {
    documents: documents === undefined ? null : parseFolder(documents),
    progress: (text: string) => terminal.progress(text),
  }
  return reading(terminal, async (github) => {
    const found: RepositorySource[] = []
    for (const name of sources.map(parseRepository)) found.push(await readRepositorySource(github, name, wanted))
    const closed = found.filter(({ repository }) => !isPublic(repository)).map(({ name }) => fullName(name))
    const notes = closed.map((name) => `${name} is not public: publish the site only where as few can read it.`)
    return { source: joinedSource(found), headings: found[0]?.headings ?? {}, notes }
  })
}

function siteUrl(written: string | undefined): string | null {
  if (written === undefined) return null
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol))
    throw new CommandError('usage', `--url "${written}" is no address: write https://example.com/postmortems/.`)
  const { href } = new URL(written)
  return href.endsWith('/') ? href : `${href}/`
}
