import type { Command } from 'commander'
import { CommandError, type End, type Terminal } from './commands/terminal.ts'
import { addLibraryCommands } from './program-library.ts'
import { addReportCommands } from './program-reports.ts'

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

const doctorExample = `
Exits 1 when there is a problem; warnings are no problem.

Example:
  $ aftermath doctor acme/shop
  problem  acme/shop: The label “incident” does not exist.
           Issue forms drop labels that do not exist, without a word, so no incident starts.
           Create it:
             gh label create incident --repo acme/shop --color d73a4a`

/** Learns how the command ended. */
/** Gives `program` its commands, in the order of the help. Each loads what it uses when it is called: help is there at once. */
export function addCommands(program: Command, terminal: Terminal, end: End): void {
  addServer(program)
  addLooking(program, terminal, end)
  addWorking(program, terminal, end)
  addChecking(program, terminal, end)
  addReportCommands(program, terminal, end)
  addLibraryCommands(program, terminal, end)
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
