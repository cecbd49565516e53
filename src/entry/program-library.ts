import type { Command } from 'commander'
import type { End, Terminal } from './commands/terminal.ts'

const siteHelp = `
The folder DIR is made, or brought up to date where a site was written to it before; any other folder that holds something is
left alone. Made twice of the same documents, the files are the same to the byte. Nothing of a document acts on a page, and a
page asks for nothing elsewhere. A folder needs no account and no network. A repository is read as far as the credentials see it,
with what became of its action items.

Exits 1 when there is no postmortem in the folder, 2 on wrong usage.

Example:
  $ aftermath site postmortems --out site --title "Postmortems of Acme"
  48 postmortems, 71 pages, 71 of them new or changed.
  Open site/index.html.`

const bookReportExample = `
Prints Markdown. It holds facts that can be read, and no sentence of theirs.

Example:
  $ aftermath book-report https://example.com/postmortem > postmortems/books/example.md`

/** What makes something to read of many documents. */
export function addLibraryCommands(program: Command, terminal: Terminal, end: End): void {
  program
    .command('site')
    .description('make a static site of postmortems: a list with a search, a page each, what was learned, a feed')
    .argument('<source...>', 'a folder with files of Markdown, or repositories as owner/repo')
    .requiredOption('--out <dir>', 'where the site is written')
    .option('--title <text>', 'what the site is called; "Postmortems" when left out')
    .option('--url <address>', 'where it will stand, for the feed and for previews of links')
    .option('--documents <path>', 'the folder of a repository that documents are in, if it is not the usual one')
    .addHelpText('after', siteHelp)
    .action(async (sources, options) => {
      const { siteCommand } = await import('./commands/site.ts')
      end(await siteCommand(terminal, sources, options))
    })

  program
    .command('book-report')
    .description(
      'start a report of somebody else’s postmortem: its title, days, headings and citation, and what to ask',
    )
    .argument('<address-or-file>', 'a page, or a file of Markdown or HTML; - for the standard input')
    .addHelpText('after', bookReportExample)
    .action(async (source) => {
      const { bookReportCommand } = await import('./commands/book-report.ts')
      end(await bookReportCommand(terminal, source))
    })
}
