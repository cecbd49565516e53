import type { Command } from 'commander'
import type { End, Terminal } from './commands/terminal.ts'

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

/** What tells of many incidents at once. */
export function addReportCommands(program: Command, terminal: Terminal, end: End): void {
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
