import { type ReviewRule, reviewRules } from './rules.ts'

/** `docs/review-rules.md`, rendered from the table of rules: the examples are those that the tests find something in. */
export function rulesMarkdown(): string {
  const rows = Object.entries<ReviewRule>(reviewRules).map(([name, { severity, requirement, example, why }]) => {
    const level = requirement === null ? severity : `${severity}; failure with \`require: [${requirement}]\``
    return `| \`${name}\` | ${level} | ${exampleOf(example)} | ${why} |`
  })
  return `<!-- Generated from src/document/review/rules.ts by \`npm run generate\`. Do not edit. -->

# The rules of the review

What each rule is about, an example in which it finds something, and why it matters. How the review reads a document stands
in [review.md](review.md); what it says of a finding, in \`templates/review.yml\`.

| rule | severity | finds something in | why |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** The line that the rule is about is the last one, as a rule; the lines before it are where it stands. */
function exampleOf(example: string): string {
  const lines = example.split('\n').filter((line) => line.trim() !== '')
  const shown = lines.slice(0, 4).map((line) => `\`${line.replaceAll('`', "'").replaceAll('|', '\\|')}\``)
  return `${shown.join('<br>')}${lines.length > 4 ? '<br>…' : ''}`
}
