import { builtInTemplates } from '../../config/schema/built-in-templates.ts'
import { checkTemplate } from './check-template.ts'
import { documentVariables, type Variable } from './document-variables.ts'
import { showTemplateProblem } from './template-problem.ts'

/** `docs/templates.md`, rendered from the table of variables: what it says of them is what the code knows. */
export function templatesMarkdown(): string {
  return `<!-- Generated from src/document by \`npm run generate\`. Do not edit. -->

# Templates

\`template\` in [the configuration](configuration.md) names what a draft looks like: a built-in template, or a file of
yours such as \`.github/postmortem.md\`.

## Built-in templates

${builtIn()}
In \`public\`, all that names people or quotes them stands below the heading "Internal notes", with the action items: so
nothing is lost when the part above it is published, and nothing is published that was said among colleagues. The document
itself stays in the repository of its incident. The app never copies it to a place that more people see.

## A template of your own

Commit a file that ends in \`.md\` or \`.mustache\` to the default branch, and name it. It is looked for in the
incident's repository first, then at the same path in the repository \`.github\` of its owner, so that one template can
serve many repositories. A private \`.github\` repository serves private repositories only, since a document must not show
more people what stands there. A pull request never chooses the template: it counts once it is merged.

\`\`\`yaml
${ownTemplate}\`\`\`

A mapping names a template by label. The first that the incident carries counts, \`default\` for all others. It decides
when the draft opens; a label that comes later changes no document.

\`\`\`yaml
${byLabel}\`\`\`

An [override](configuration.md#overrides) can name one together with other keys. To see what a template makes of an incident
of yours before you commit it:

\`\`\`sh
aftermath render --template .github/postmortem.md --incident acme/shop#12
\`\`\`

Start from a built-in one, or from one of these, which follow well-known outlines in words of our own:

- [google-sre.mustache](examples/google-sre.mustache), after the
  [example in the Google SRE book](https://sre.google/sre-book/example-postmortem/)
- [pagerduty.mustache](examples/pagerduty.mustache), after
  [PagerDuty's template](https://response.pagerduty.com/after/post_mortem_template/)

## What a template can say

Templates are [Mustache](https://mustache.github.io/mustache.5.html): \`{{title}}\` inserts a value,
\`{{#severity}}…{{/severity}}\` stands only where there is one, \`{{^severity}}…{{/severity}}\` only where there is none,
\`{{#labels}}- {{.}}{{/labels}}\` repeats for each element of a list, and \`{{labels}}\` is all of them with commas between.
\`{{> timeline}}\` inserts a block: put it on a line of its own. \`{{=<% %>=}}\` takes other marks for tags, for a text that is
full of braces.

How a value comes out depends on its type and not on the braces: what people wrote is always made harmless (mentions,
references to issues, HTML and Markdown in it do nothing), and what the app prepared always comes out whole.

### Variables

${table()}
### Blocks

Each of them can be written \`{{> name}}\` or \`{{{name}}}\`. A block of facts stands between two hidden comments. The app
renews it when the incident is mitigated, when it closes and on \`/postmortem refresh\`, as long as nobody has edited it: an
edited block is yours, and one whose comments are gone is not put back.

${blocks()}
## Mistakes

A template with a mistake never stops an incident: the draft is made from \`seven-questions\`, and the status comment says
what is wrong, with the file and the line, until it is mended. For example, this template

\`\`\`markdown
${mistaken}\`\`\`

has these mistakes:

\`\`\`text
${checkTemplate('postmortem.md', mistaken).map(showTemplateProblem).join('\n')}
\`\`\`

A template has at most 128 Ki characters, and sections stand at most ten deep in each other. An empty one counts as a
mistake. It holds no functions and includes no other files. Keep a heading "Action items": below it the app looks for follow-ups.
`
}

/** Files of configuration, which a test reads. */
export const ownTemplate = `template: .github/postmortem.md
`
export const byLabel = `template:
  sev1: .github/postmortem.md
  security: public
  default: seven-questions
`

const mistaken = `# {{titel}}

{{> timelines}}
`

const rows: readonly (readonly [name: string, variable: Variable])[] = Object.entries(documentVariables)

function builtIn(): string {
  return Object.entries(builtInTemplates)
    .map(([name, description]) => `- [\`${name}\`](../templates/document/${name}.md): ${description}\n`)
    .join('')
}

function table(): string {
  const lines = rows
    .filter(([, { type }]) => type !== 'block')
    .map(([name, { type, description, example }]) => {
      const shown = typeof example === 'object' ? example.join(', ') : String(example)
      return `| \`${name}\` | ${type} | ${description} | \`${shown}\` |\n`
    })
  return `| Variable | Type | Is | Example |\n| --- | --- | --- | --- |\n${lines.join('')}`
}

function blocks(): string {
  return rows
    .flatMap(([name, { type, description, example }]) =>
      type === 'block'
        ? [
            `#### \`${name}\`\n\n${description.charAt(0).toUpperCase()}${description.slice(1)}.\n\n\`\`\`markdown\n${String(example)}\n\`\`\`\n`,
          ]
        : [],
    )
    .join('\n')
}
