import { type CommandManual, usageOf } from './definition.ts'

/** The table and the examples of `docs/commands.md`. */
export function commandsMarkdown(manuals: readonly CommandManual[]): string {
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
