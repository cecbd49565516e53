import * as z from 'zod'
import { parseConfiguration } from './configuration.ts'
import { showProblem } from './problem.ts'
import { type ConfigurationKey, type ConfigurationSection, serviceKeys, topLevel } from './schema/keys.ts'

/** `docs/configuration.md`, rendered from the schema: examples and sentences are those of the code itself. */
export function configurationMarkdown(): string {
  return `<!-- Generated from src/config by \`npm run generate\`. Do not edit. -->

# Configuration

Aftermath works without any configuration. To change something, add \`.github/postmortem.yml\` to the default branch of
your repository and write only the keys that you change. To change something for all repositories of an organisation
or account, put the same file into its repository named \`.github\`.

\`\`\`yaml
${mistakeFree}\`\`\`

\`aftermath config owner/repo\` prints what counts in a repository, and where each value comes from.
Editors complete and check the file with [postmortem.schema.json](../schema/postmortem.schema.json): many read its path
or address from a first line such as \`# yaml-language-server: $schema=postmortem.schema.json\`.

## All keys

This is a whole file with the default of every key.

\`\`\`yaml
${exampleFile()}\`\`\`

${tables()}
### Services

\`services\` says what incidents are about, each service by its name. It is used for incidents that carry its label, or
whose form names it. All its keys are optional. What they do stands in [services.md](services.md).

\`\`\`yaml
${services}\`\`\`

${table(serviceKeys('<name>'))}
### Overrides

\`overrides\` says what counts instead for incidents with certain labels: an override counts where the incident carries all
the labels in \`when\`. Of two that say the same key, the later one counts. Each may say every key of this page but
\`overrides\` itself. Of \`services\` it says what is otherwise, key by key, or names one more. With \`enabled: false\` the app
stands back from these incidents; with \`incident_label\` a team has a label of its own for them, and the usual one makes
none of theirs an incident.

\`\`\`yaml
${overrides}\`\`\`

## How files are merged

Key by key, the repository's file counts before the owner's, and the owner's before the default. Nested keys are merged
one by one: when the owner sets \`reminders.zone\` and the repository sets \`reminders.hour\`, both count. A list counts as
one value, \`overrides\` too. Services are merged by their names, key by key. \`null\` is a value too:
\`base_branch: null\` in the repository takes back what the owner set. There is no \`_extends\`.

## What happens on mistakes

A pull request that changes this file, or a template that it names, gets the check \`Postmortem configuration\`: each mistake at
its line, and what a template makes of an incident.

A mistake never stops an incident. The key with the mistake falls back to the owner's value or the default, all others
count. A file that is not valid YAML is ignored as a whole. The status comment on the incident shows each mistake. For
example, this file

\`\`\`yaml
${mistaken}\`\`\`

leads to these sentences, each with the file, the line, the column and the key. Of the owner's file they tell the place and
what is allowed, never its own words, since fewer people may see it than see the incident:

\`\`\`text
${problemsOf(mistaken)}
\`\`\`

Text that begins with \`@\` needs quotes in YAML. The three labels that the app gives a meaning (\`incident_label\`,
\`action_items.label\` and \`complete_label\`) must differ from each other.
`
}

/**
 * A file that says every key with its default, each below its description as a comment. Ends with a newline. Parsed, it
 * is the default configuration.
 */
export function exampleFile(): string {
  const lines = topLevel.flatMap((entry) => {
    if (!('keys' in entry)) return keyLines(entry)
    return [
      `# ${plain(entry.description)}`,
      `${entry.name}:`,
      ...entry.keys.flatMap(keyLines).map((line) => `  ${line}`),
    ]
  })
  return `${lines.join('\n')}\n`
}

const mistakeFree = `start:
  within: 12 hours
reminders:
  zone: Europe/Zurich
  escalation: '@acme/reliability'
`

const services = `services:
  checkout:
    paths: [services/checkout, lib/cart]
    team: '@acme/checkout'
    lead: '@ana'
    reviewers: ['@acme/checkout', '@ben']
  search:
    repositories: [acme/search, acme/search-index]
    label: 'area: search'
`

const overrides = `overrides:
  - when: { labels: [sev1] }
    start: { within: 7 days }
  - when: { labels: ['service:search', sev1] }
    template: .github/postmortem-search.md
    reminders:
      escalation: '@acme/directors'
    services:
      search: { reviewers: ['@acme/search', '@acme/directors'] }
  - when: { labels: ['team:mail'] }
    incident_label: mail-incident
`

const mistaken = `mode: observe
incident_lable: outage
reminders:
  hour: 25
`

function problemsOf(text: string): string {
  const file = { source: '.github/postmortem.yml', text }
  return parseConfiguration({ repository: file, owner: null }).problems.map(showProblem).join('\n')
}

function keyLines(key: ConfigurationKey): readonly string[] {
  return [`# ${plain(key.description)}`, `${key.path.at(-1)}: ${showYaml(key.default)}`]
}

function tables(): string {
  const isKey = (entry: ConfigurationKey | ConfigurationSection): entry is ConfigurationKey => !('keys' in entry)
  const sections = topLevel.flatMap((entry) => ('keys' in entry ? [entry] : []))
  return [
    table(topLevel.filter(isKey)),
    ...sections.map((section) => `### \`${section.name}\`\n\n${section.description}\n\n${table(section.keys)}`),
  ].join('\n')
}

function table(keys: readonly ConfigurationKey[]): string {
  const rows = keys.map((key) => {
    const cells = [`\`${key.name}\``, typeName(key), `\`${showYaml(key.default)}\``, key.allowed, key.description]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| Key | Type | Default | Allowed | Meaning |', '| --- | --- | --- | --- | --- |', ...rows, ''].join('\n')
}

const typeNames: ReadonlyMap<unknown, string> = new Map([
  ['string', 'text'],
  ['integer', 'number'],
  ['boolean', 'true/false'],
  ['array', 'list'],
  ['object', 'keys'],
  ['null', 'null'],
])

function typeName(key: ConfigurationKey): string {
  const schema = z.toJSONSchema(key.type, { io: 'input', target: 'draft-7' })
  if (schema.enum !== undefined) return 'one of'
  const types = schema.anyOf?.map((part) => (typeof part === 'object' ? part.type : null)) ?? [schema.type]
  return types.map((type) => typeNames.get(type) ?? 'any').join(' or ')
}

/** In a comment, backticks are noise. */
function plain(description: string): string {
  return description.replaceAll('`', '')
}

function showYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(showYaml).join(', ')}]`
  return typeof value === 'object' && value !== null ? '{}' : String(value)
}
