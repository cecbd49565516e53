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

const publishHelp = `
Prints Markdown in the five parts of a document for everybody, filled with what stands in FILE: times, durations, services,
impact, action items that are done or open. What needs judgement is a question. People, comments, private links, hosts, secrets,
customers and what is marked as internal stay behind; standard error says what was left out. With --check, FILE is the document for
everybody, and each leak is printed with why, and what instead.

Exits 1 when --check finds something, 2 on wrong usage.

Example:
  $ aftermath publish postmortems/2026-03-02-router.md --out public/2026-03-02.md
  $ aftermath publish --check public/2026-03-02.md --from postmortems/2026-03-02-router.md
  public/2026-03-02.md: nothing found`

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

  program
    .command('publish')
    .description('make a document for everybody of an internal one, or say what of one should not be read by everybody')
    .argument('<file>', 'the internal document, or with --check the one for everybody; - for the standard input')
    .option('--check', 'look for leaks in FILE')
    .option('--from <internal>', 'with --check: the internal document, whose people and action items are known then')
    .option('--config <file>', 'the configuration to go by; else .github/postmortem.yml, where there is one')
    .option('--out <file>', 'a new file to write to, instead of the standard output')
    .addHelpText('after', publishHelp)
    .action(async (file, options) => {
      const { publishCommand } = await import('./commands/publish.ts')
      end(publishCommand(terminal, file, options))
    })
}
