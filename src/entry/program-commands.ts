import type { Command } from 'commander'
import { CommandError, type CommandOutcome, type Terminal } from './commands/terminal.ts'

const serverHelp = `
It goes by environment variables and by .env in this folder: APP_ID, PRIVATE_KEY and WEBHOOK_SECRET, PORT (3000), HOST,
LOG_LEVEL and others, which .env.example explains. It needs no more memory than it must when Node starts it so:
  $ node --max-semi-space-size=4 "$(command -v aftermath)" server
The first SIGTERM or Ctrl-C lets running passes end, a second one ends it at once.`

const renderExample = `
The document goes to standard output, mistakes of the template to standard error, as file:line: message.
Exits 0 when it is rendered, 1 when the template has mistakes or GitHub refuses something, 2 on wrong usage.

Example:
  $ aftermath render --template .github/postmortem.md --incident acme/shop#12
  .github/postmortem.md:3: there is no variable "titel" (did you mean title?)`

const checkExample = `
Exits 1 when a finding is a failure, which only \`review.require\` of the configuration makes of one, and 2 when a file cannot be read.

Example:
  $ aftermath check postmortems/*.md`

const reportExample = `
It reads only, also where the app never was, with a personal token: incidents by their label, documents as the review reads them.
At most about 200 requests a repository; what was not read is said. Exits 0 when there is a report, 1 when GitHub refuses
something, 2 on wrong usage.

Examples:
  $ aftermath report acme/shop --since 2026-01-01 --format html > report.html
  $ aftermath report kubernetes/test-infra --documents docs/post-mortems --since 2018-01-01 --until 2018-12-31`

const evidenceExample = `
It states facts, each with a link to its proof, and claims compliance with nothing. The same span gives the same file, with a
SHA-256 over all rows and commit ids. Exits 0 when there is a file, 1 when GitHub refuses something, 2 on wrong usage.

Example:
  $ aftermath evidence acme/shop --since 2026-01-01 --until 2026-03-31 --format csv > first-quarter.csv`

const doctorExample = `
Exits 1 when there is a problem; warnings are no problem.

Example:
  $ aftermath doctor acme/shop
  problem  acme/shop: The label “incident” does not exist.
           Issue forms drop labels that do not exist, without a word, so no incident starts.
           Create it:
             gh label create incident --repo acme/shop --color d73a4a`

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

/** Learns how the command ended. */
type End = (outcome: CommandOutcome) => void

/** Gives `program` its commands, in the order of the help. Each loads what it uses when it is called: help is there at once. */
export function addCommands(program: Command, terminal: Terminal, end: End): void {
  addServer(program)
  addLooking(program, terminal, end)
  addWorking(program, terminal, end)
  addChecking(program, terminal, end)
  addTelling(program, terminal, end)
  addLibrary(program, terminal, end)
}

function addServer(program: Command): void {
  program
    .command('server')
    .description('run the app: take deliveries, sweep, remind; without credentials, the page that registers it')
    .addHelpText('after', serverHelp)
    .action(async () => {
      const { runServer } = await import('./server.ts')
      await runServer().catch((fault: unknown) => {
        throw new CommandError('failed', fault instanceof Error ? fault.message : String(fault))
      })
    })
}

/** What a pass would do. */
function addLooking(program: Command, terminal: Terminal, end: End): void {
  program
    .command('plan')
    .description('say what a pass would do, with the texts it would write; writes nothing')
    .argument('<owner/repo#n>', 'an issue or pull request, or its address')
    .option('--json', 'print the plan as JSON')
    .option('--now <ISO>', 'plan as if it were this instant')
    .action(async (target, options) => {
      const { planCommand } = await import('./commands/plan.ts')
      end(await planCommand(terminal, target, options))
    })

  program
    .command('why')
    .description('say why an action item is reminded of, when next, and what would silence it; writes nothing')
    .argument('<owner/repo#n>', 'the issue of an action item, or its address')
    .option('--now <ISO>', 'as if it were this instant')
    .action(async (target, options) => {
      const { whyCommand } = await import('./commands/why.ts')
      end(await whyCommand(terminal, target, options))
    })

  program
    .command('render')
    .description(
      'print the document that a template makes of an issue, or what is wrong with the template; writes nothing',
    )
    .requiredOption('--template <file>', 'a file on this machine, or the name of a built-in template')
    .requiredOption('--incident <owner/repo#n>', 'an issue, labelled or not, or its address')
    .addHelpText('after', renderExample)
    .action(async (options) => {
      const { renderCommand } = await import('./commands/render.ts')
      end(await renderCommand(terminal, options))
    })
}

/** What runs passes. */
function addWorking(program: Command, terminal: Terminal, end: End): void {
  program
    .command('reconcile')
    .description('run a pass over one incident now, and those that follow from it')
    .argument('<owner/repo#n>', 'an issue or pull request, or its address')
    .action(async (target) => {
      const { reconcileCommand } = await import('./commands/reconcile.ts')
      end(await reconcileCommand(terminal, target))
    })

  program
    .command('sweep')
    .description('find what is due or unfinished, and do it')
    .argument('[owner/repo...]', 'only these; every repository of the app when left out')
    .option('--full', 'look at every incident ever, not only at those of the last 30 days')
    .option('--dry-run', 'only say what it would do')
    .option('--now <ISO>', 'with --dry-run: plan as if it were this instant')
    .action(async (names, options) => {
      const { sweepCommand } = await import('./commands/sweep.ts')
      end(await sweepCommand(terminal, names, options))
    })

  program
    .command('backfill')
    .description('list incidents without a postmortem, such as those from before the installation')
    .argument('<owner[/repo]>', 'where to look')
    .requiredOption('--since <date>', 'opened on this day or later')
    .option('--apply', 'start them')
    .action(async (target, options) => {
      const { backfillCommand } = await import('./commands/backfill.ts')
      end(await backfillCommand(terminal, target, options))
    })
}

/** What tells of documents, configuration and set-up. */
function addChecking(program: Command, terminal: Terminal, end: End): void {
  program
    .command('check')
    .description('review documents as the check on a pull request does; needs no account and no network')
    .argument('<file...>', 'Markdown files, or - for the standard input')
    .option('--json', 'print what was read and found as JSON')
    .option('--config <file>', 'the configuration to go by; else .github/postmortem.yml, where there is one')
    .addHelpText('after', checkExample)
    .action(async (files, options) => {
      const { checkCommand } = await import('./commands/check.ts')
      end(checkCommand(terminal, files, options))
    })

  program
    .command('config')
    .description('print each effective value of the configuration, and where it comes from')
    .argument('<owner/repo>', 'a repository')
    .option('--json', 'print it as JSON')
    .action(async (target, options) => {
      const { configCommand } = await import('./commands/config.ts')
      end(await configCommand(terminal, target, options))
    })

  program
    .command('doctor')
    .description('check what the app needs, and say what is wrong, why it matters and what to do; writes nothing')
    .argument('[owner/repo...]', 'only these; every repository of the app when left out')
    .option('--json', 'print all findings as JSON')
    .option('--verbose', 'give each check its own line, also where all is well')
    .addHelpText('after', doctorExample)
    .action(async (names, options) => {
      const { doctorCommand } = await import('./commands/doctor.ts')
      end(await doctorCommand(terminal, names, options))
    })
}

/** What tells of many incidents at once. */
function addTelling(program: Command, terminal: Terminal, end: End): void {
  program
    .command('report')
    .description(
      'tell what the incidents of a time span look like together, as of a repository that never had the app; writes nothing',
    )
    .argument('<owner[/repo]>', 'where to look')
    .option('--since <date>', 'incidents opened on this day or later; a year back when left out')
    .option('--until <date>', 'the last day that counts; now when left out')
    .option('--service <name>', 'only incidents that are about this service')
    .option('--team <team>', 'only incidents of services of this team, @org/team')
    .option('--documents <path>', 'the folder that documents are in, or one document')
    .option('--label <label>', 'the label of incidents, if it is not the one of the configuration')
    .option('--format <format>', 'md, json, csv or html', 'md')
    .addHelpText('after', reportExample)
    .action(async (target, options) => {
      const { reportCommand } = await import('./commands/report.ts')
      end(await reportCommand(terminal, target, options))
    })

  program
    .command('evidence')
    .description(
      'for an audit: each incident and action item of a time span, the exceptions, and the proof of each; writes nothing',
    )
    .argument('<owner[/repo]>', 'where to look')
    .requiredOption('--since <date>', 'incidents opened on this day or later')
    .requiredOption('--until <date>', 'the last day that counts')
    .option('--documents <path>', 'the folder that documents are in, or one document')
    .option('--label <label>', 'the label of incidents, if it is not the one of the configuration')
    .option('--format <format>', 'html, csv or json', 'html')
    .addHelpText('after', evidenceExample)
    .action(async (target, options) => {
      const { evidenceCommand } = await import('./commands/evidence.ts')
      end(await evidenceCommand(terminal, target, options))
    })
}

/** What makes something to read of many documents. */
function addLibrary(program: Command, terminal: Terminal, end: End): void {
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
