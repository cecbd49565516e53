import { type CommandManual, type CommandPlace, usageOf } from './definition.ts'

/** The tables and the examples of `docs/commands.md`. */
export function commandsMarkdown(manuals: readonly CommandManual[]): string {
  return `${tableOf(manuals, 'incident')}
On the issue of an action item, for whoever is assigned and people with the triage role or more:

${tableOf(manuals, 'action-item-issue')}`
}

function tableOf(all: readonly CommandManual[], place: CommandPlace): string {
  const manuals = all.filter(({ where }) => where.includes(place))
  const rows = manuals.map((manual) => `| ${usageOf(manual)} | ${manual.docs ?? manual.help} |`)
  const examples = manuals.flatMap((manual) => manual.examples)
  return `| Command | What it does |
| --- | --- |
${rows.join('\n')}

For example:

\`\`\`
${examples.join('\n')}
\`\`\`
`
}
