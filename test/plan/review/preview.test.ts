import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inlineText } from '../../../src/document/harmless/escape.ts'
import type { Mutation, OpenItem } from '../../../src/domain/mutation.ts'
import { extent } from '../../extent.ts'
import { anIssue } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'

const review = { kind: 'review', owner: 'acme', repo: 'shop', number: 2 } as const
const configuration = `action_items: { max: 6, people: { Alice Brenner: tia } }
overrides:
  - when: { labels: [sev2] }
    action_items: { label: checkout-action }
`

const words = fc.array(
  fc.constantFrom(
    ...['Alert', 'on declined', 'cards', '`rm -rf`', 'a | b', '**bold**', '<b>x</b>', '[x](https://h.example/y)', '#7'],
    ...['@everyone', 'Fixes #7', '\\', '_it_', '🔥', 'naïve', '$x^2$', '"quoted"', '&amp;', 'long '.repeat(60)],
  ),
  { minLength: 1, maxLength: 6 },
)
const owner = fc.constantFrom(
  '',
  '',
  ' @tia',
  ' @eve',
  ' @tia @mia',
  ' @acme/web',
  ' (Alice Brenner)',
  ' Owner: Bob Kay',
)
const due = fc.constantFrom(
  '',
  '',
  ' (due 2026-03-20)',
  ' due: 1 Apr 2026',
  ' (due 2026-02-31)',
  ' in 2 weeks',
  ' end of Q1',
)
const lead = fc.constantFrom('- [ ] ', '- [ ] ', '- [x] ', '- ', '* ', '1. ', '- TODO: ', '- [DONE] ')
const item = fc.tuple(lead, words, owner, due).map(([mark, said, who, when]) => `${mark}${said.join(' ')}${who}${when}`)
const row = fc
  .tuple(words, owner, due)
  .map(
    ([said, who, when]) => `| ${said.join(' ').replaceAll('|', '\\|')} | ${who} | ${when.replace(/[()]|due:?/g, '')} |`,
  )
const heading = fc.constantFrom(
  '## Action items',
  '### Next steps:',
  '## 6. Which actions will prevent it?',
  '**Follow-ups**',
)
const document = fc.oneof(
  fc
    .tuple(heading, fc.array(item, { maxLength: 9 }))
    .map(([title, items]) => `# Down\n\n${title}\n\n${items.join('\n')}\n`),
  fc
    .array(row, { minLength: 1, maxLength: 9 })
    .map((rows) => `# Down\n\n## Actions\n\n| Action | Owner | Due |\n| --- | --- | --- |\n${rows.join('\n')}\n`),
)

/** The rows of the table, cell by cell; none where it says that there will be no issue. */
function previewed(incident: Incident): readonly string[] {
  const [check] = incident.decideAbout(review).mutations
  if (check?.do !== 'post-check') throw new Error('There is no check.')
  return check.summary.split('\n').filter((line) => line.includes(' | acme/shop | '))
}

/** What merging opens, as rows of the table. */
function created(incident: Incident): readonly string[] {
  const merged = { state: 'closed', draft: false, merged: true, mergedAt: '2026-03-02T12:00:00Z' } as const
  const isItem = (one: Mutation): one is Mutation & OpenItem => one.do === 'open-item'
  return incident
    .withPull({ ...merged, mergeCommit: 'a'.repeat(40) })
    .decide()
    .mutations.filter(isItem)
    .map(({ title, assignees, labels, body }) => {
      const named = /^- Owners in the document whom GitHub could not assign: (.*)$/m.exec(body)?.[1]
      const who = [
        assignees.map(inlineText).join(', '),
        named && `${named} (named in the text: GitHub cannot assign them here)`,
      ]
      const day = body.includes(', so this began as the default: 30 days after') ? 'by default' : dayIn(body)
      return [inlineText(title), 'acme/shop', who.filter(Boolean).join('; '), day, labels.join()].join(' | ')
    })
}

function dayIn(body: string): string {
  return /^Due: (\d{4}-\d{2}-\d{2})$/m.exec(body)?.[1] ?? 'none'
}

/** A row as `created` says it: a date by default is one, whatever the reason. */
function bare(line: string): string {
  return line
    .slice(2, -2)
    .replace(/ \| (?:“.*” is not a date: )?30 days after the merge, by default \| (?=[^|]*$)/, ' | by default | ')
    .replace('nobody: the line names no owner', '')
}

it('shows exactly the issues that merging creates, with title, repository, owners, due date and labels', () => {
  let issues = 0
  fc.assert(
    fc.property(document, fc.boolean(), (text, severe) => {
      const incident = anIncident()
        .with({ configuration, document: text, issue: anIssue({ labels: ['incident', severe ? 'sev2' : 'sev3'] }) })
        .withPull({ draft: false })
      const shown = previewed(incident)
      issues += shown.length
      expect(shown.map(bare)).toEqual(created(incident))
    }),
    { numRuns: extent({ full: 1_000, few: 10 }) },
  )
  expect(issues).toBeGreaterThan(extent({ full: 50, few: 5 }))
}, 120_000)
