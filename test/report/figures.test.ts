import { describe, expect, it } from 'vitest'
import type { ReportScope } from '../../src/report/facts.ts'
import type { Figure, FigureValue } from '../../src/report/figures/figure.ts'
import { spanReport } from '../../src/report/report.ts'
import { anIssue } from '../plan/builders.ts'
import { declared, factsOf, itemOf, postmortemPull, repositoryFacts, scope } from './facts-of.ts'

type Facts = Parameters<typeof repositoryFacts>[0]

function figure(key: string, facts: Facts, over: Partial<ReportScope> = {}): Figure {
  const found = spanReport(factsOf(facts, over))
    .figures.flatMap(({ figures }) => figures)
    .find((one) => one.key === key)
  if (found === undefined) throw new Error(`There is no figure ${key}.`)
  return found
}

/** Groups as `name count`, a share as `n of m`, a spread as its values. */
function said(value: FigureValue): string {
  switch (value.kind) {
    case 'count':
      return String(value.count)
    case 'share':
      return `${value.count} of ${value.of}`
    case 'spread':
      return `${value.values.map((one) => one.value).join(' ')} median ${value.median}`
    case 'groups':
      return value.groups.map(({ name, count }) => `${name} ${count}`).join(', ')
  }
}

const document = (text: string, path = 'postmortems/2026-03-02-1-incident.md') => ({ path, text, sha: 'b'.repeat(40) })
const answered =
  'The connection pool of the payment service was exhausted when the nightly report held its connections open.'

describe('what is counted', () => {
  it.each<{ name: string; key: string; facts: Facts; over?: Partial<ReportScope>; is: string }>([
    {
      name: 'incidents of the time span alone',
      key: 'incidents',
      facts: {
        incidents: [
          declared(1),
          declared(2, { createdAt: '2025-12-31T23:59:59Z' }),
          declared(3, { createdAt: '2026-07-01T00:00:00Z' }),
        ],
      },
      is: '1',
    },
    {
      name: 'incidents by month, in order',
      key: 'incidents-by-month',
      facts: { incidents: [declared(1), declared(2, { createdAt: '2026-02-01T00:00:00Z' }), declared(3)] },
      is: '2026-02 1, 2026-03 2',
    },
    {
      name: 'a severity by its label, else by the document',
      key: 'incidents-by-severity',
      facts: {
        incidents: [declared(1), declared(2, { labels: ['incident', 'SEV1'] }), declared(3)],
        documents: [document('---\nseverity: sev2\n---\n# A\n')],
      },
      is: 'none said 1, sev1 1, sev2 1',
    },
    {
      name: 'an incident of two services for both',
      key: 'incidents-by-service',
      facts: { incidents: [declared(1, { labels: ['incident', 'service:pay', 'service:web'] }), declared(2)] },
      is: 'none said 1, pay 1, web 1',
    },
    {
      name: 'incidents of one service where one is asked for',
      key: 'incidents',
      facts: { incidents: [declared(1, { labels: ['incident', 'service:pay'] }), declared(2)] },
      over: { service: 'Pay' },
      is: '1',
    },
    {
      name: 'incidents of a team by their services',
      key: 'incidents',
      facts: {
        yaml: 'services:\n  pay:\n    team: "@acme/money"\n',
        incidents: [declared(1, { labels: ['incident', 'service:pay'] }), declared(2)],
      },
      over: { team: 'acme/Money' },
      is: '1',
    },
    {
      name: 'postmortems of incidents that need one',
      key: 'postmortems-written',
      facts: {
        yaml: 'required_for: [sev1]\n',
        incidents: [
          declared(1, { labels: ['incident', 'sev1'] }),
          declared(2, { labels: ['incident', 'sev1'] }),
          declared(3),
        ],
        pulls: [postmortemPull(1)],
      },
      is: '1 of 2',
    },
    {
      name: 'no pull request of a fork as a postmortem',
      key: 'postmortems-written',
      facts: {
        incidents: [declared(1)],
        pulls: [postmortemPull(1, { head: { ref: 'postmortem/incident-1', sha: 'a', repositoryId: 8 } })],
      },
      is: '0 of 1',
    },
    {
      name: 'days from the incident to the merge, each of them, with their median',
      key: 'days-to-postmortem',
      facts: {
        incidents: [declared(1), declared(2), declared(3)],
        pulls: [postmortemPull(1), postmortemPull(2, { mergedAt: '2026-03-12T12:00:00Z' })],
      },
      is: '1.5 10 median 5.8',
    },
    {
      name: 'what was merged after its deadline, and what is not merged when it is over, as late',
      key: 'postmortems-late',
      facts: {
        incidents: [1, 2, 3, 4].map((number) => declared(number, { labels: ['incident', 'sev1'] })),
        pulls: [
          postmortemPull(1),
          postmortemPull(2, { mergedAt: '2026-03-12T12:00:00Z' }),
          postmortemPull(3, { merged: false, mergedAt: null, state: 'open' }),
        ],
      },
      is: '2 of 3',
    },
    {
      name: 'approvals of those who did not write it, as they stand in the end',
      key: 'reviewed-by-others',
      facts: {
        incidents: [1, 2, 3, 4].map((number) => declared(number)),
        pulls: [1, 2, 3].map((number) => postmortemPull(number, { assignees: ['wes'] })),
        reviews: new Map([
          [101, [{ author: 'wes', state: 'approved' }]],
          [102, [{ author: 'mia', state: 'approved' }]],
          [
            103,
            [
              { author: 'mia', state: 'approved' },
              { author: 'mia', state: 'changes-requested' },
            ],
          ],
        ]),
      },
      is: '1 of 3',
    },
    {
      name: 'the seven questions by document',
      key: 'questions-answered',
      facts: {
        incidents: [declared(1)],
        documents: [document(`# A\n\n## What went well?\n\n${answered}\n`)],
      },
      is: '1. Who was involved? 0, 2. Was communication good? 0, 3. How exactly did it happen? 0, 4. What went well? 1, 5. What could have gone better? 0, 6. Which actions prevent it? 0, 7. What else was learned? 0',
    },
    {
      name: 'action items by what became of them',
      key: 'action-items',
      facts: {
        incidents: [declared(1)],
        itemIssues: [
          itemOf(1, 11),
          itemOf(1, 12, { state: 'closed', stateReason: 'completed', closedAt: '2026-03-10T00:00:00Z' }),
          itemOf(1, 13, { state: 'closed', stateReason: 'not_planned', closedAt: '2026-03-10T00:00:00Z' }),
          itemOf(9, 14),
        ],
      },
      is: 'declined 1, done 1, open 1',
    },
    {
      name: 'a marker that a person wrote for no item of that incident',
      key: 'action-items',
      facts: {
        incidents: [declared(1)],
        itemIssues: [{ ...itemOf(1, 11, { createdAt: '2025-01-01T00:00:00Z' }), author: anIssue().author }],
      },
      is: '',
    },
    {
      name: 'lines of documents where no issue follows them, by what they say or lead to',
      key: 'action-items',
      facts: {
        incidents: [declared(1)],
        documents: [
          document(
            '# A\n\n## Action items\n\n- [x] Alert on errors\n- [ ] Raise the limit (#40)\n- [ ] Write the runbook\n',
          ),
        ],
        linked: new Map([
          [
            40,
            {
              found: true,
              issue: anIssue({
                number: 40,
                state: 'closed',
                stateReason: 'completed',
                closedAt: '2026-03-20T00:00:00Z',
              }),
            },
          ],
        ]),
      },
      is: 'done 2, open 1',
    },
    {
      name: 'lines of a followed document only where they were done before the merge',
      key: 'action-items',
      facts: {
        incidents: [declared(1)],
        itemIssues: [itemOf(1, 11)],
        documents: [document('# A\n\n## Action items\n\n- [x] Alert on errors\n- [ ] Do thing 11\n')],
      },
      is: 'done 1, open 1',
    },
    {
      name: 'open items after their day as overdue',
      key: 'items-overdue',
      facts: {
        incidents: [declared(1)],
        itemIssues: [itemOf(1, 11), itemOf(1, 12, { body: itemOf(1, 12).body.replace('2026-04-01', '2026-07-01') })],
      },
      is: '1 of 2',
    },
    {
      name: 'what a merged pull request says that it closes',
      key: 'items-closed-by',
      facts: {
        incidents: [declared(1)],
        itemIssues: [11, 12].map((number) =>
          itemOf(1, number, { state: 'closed', stateReason: 'completed', closedAt: '2026-03-10T00:00:00Z' }),
        ),
        pulls: [
          postmortemPull(50, { body: 'Fixes #11, see #12. Closes other/shop#12' }),
          postmortemPull(51, { body: 'Fixes #12', merged: false, mergedAt: null }),
        ],
      },
      is: 'a merged pull request 1, by hand 1',
    },
    {
      name: 'the age of open items at the end of the time span',
      key: 'items-age',
      facts: { incidents: [declared(1)], itemIssues: [itemOf(1, 11, { createdAt: '2026-06-21T00:00:00Z' })] },
      is: '10 median 10',
    },
    {
      name: 'durations of the front matter where both ends are told in order',
      key: 'hours-to-resolve',
      facts: {
        incidents: [declared(1), declared(2)],
        documents: [
          document('---\nstarted: 2026-03-02T10:00:00Z\nresolved: 2026-03-02T12:30:00Z\n---\n# A\n'),
          document(
            '---\nstarted: 2026-03-02T10:00:00Z\nresolved: 2026-03-02T09:00:00Z\n---\n# A\n',
            'postmortems/2026-03-02-2-b.md',
          ),
        ],
      },
      is: '2.5 median 2.5',
    },
  ])('$name', ({ key, facts, over, is }) => {
    expect(said(figure(key, facts, over).value)).toBe(is)
  })

  it('counts a document that names no incident as one', () => {
    const report = spanReport(
      factsOf({ documents: [document('# The disk was full\n', 'docs/postmortems/2026-05-01-disk.md')] }),
    )
    expect(report.incidents).toMatchObject([
      { number: null, title: 'The disk was full', declared: '2026-05-01', postmortem: { state: 'written' } },
    ])
  })

  it('says the same in whatever order things were read', () => {
    const facts = repositoryFacts({
      incidents: [declared(1), declared(2)],
      itemIssues: [itemOf(1, 11), itemOf(2, 12)],
      pulls: [postmortemPull(1), postmortemPull(2)],
      documents: [document('# A\n'), document('# B\n', 'postmortems/2026-03-02-2-b.md')],
    })
    const turned = {
      ...facts,
      incidents: facts.incidents.toReversed(),
      pulls: facts.pulls.toReversed(),
      documents: facts.documents.toReversed(),
    }
    const { texts } = factsOf({})
    expect(spanReport({ scope, repositories: [turned], texts })).toEqual(
      spanReport({ scope, repositories: [facts], texts }),
    )
  })

  it('has a definition and a search beside each number that issues can show', () => {
    const query = figure('incidents', { incidents: [declared(1)] }).query ?? ''
    expect(decodeURIComponent(query)).toBe(
      'https://github.com/acme/shop/issues?q=is:issue label:"incident" created:2026-01-01..2026-06-30',
    )
    for (const { figures } of spanReport(factsOf({})).figures)
      for (const one of figures) expect(one.definition).toMatch(/\.$/)
  })

  it('has no figure about one person', () => {
    const report = spanReport(
      factsOf({
        incidents: [declared(1)],
        itemIssues: [itemOf(1, 11, { assignees: ['wes'] })],
        pulls: [postmortemPull(1, { assignees: ['mia'] })],
      }),
    )
    expect(JSON.stringify(report.figures)).not.toMatch(/wes|mia/)
  })
})

describe('what came back', () => {
  const pool = (number: number, createdAt: string) =>
    declared(number, { title: `Connection pool exhausted ${number}`, createdAt, labels: ['incident', 'service:pay'] })
  const facts: Facts = {
    incidents: [
      pool(1, '2026-02-01T00:00:00Z'),
      declared(2, { title: 'Search finds nothing' }),
      pool(3, '2026-05-01T00:00:00Z'),
    ],
    itemIssues: [
      itemOf(1, 11),
      itemOf(1, 12, { state: 'closed', stateReason: 'completed', closedAt: '2026-03-01T00:00:00Z' }),
      itemOf(1, 13, { state: 'closed', stateReason: 'not_planned', closedAt: '2026-03-01T00:00:00Z' }),
    ],
  }

  it('tells of the earlier incident, why, and what of it was open or declined', () => {
    const { recurrences } = spanReport(factsOf(facts))
    expect(
      recurrences.map(({ incident, earlier, why, left }) => [
        incident.number,
        earlier.number,
        why,
        left.map(({ issue }) => issue),
      ]),
    ).toEqual([[3, 1, 'same service pay; both name connection, exhausted, pool', [11, 13]]])
    expect(said(figure('seen-before', facts).value)).toBe('1 of 3')
    expect(said(figure('came-back', facts).value)).toBe('1 of 1')
  })

  it('names no incident of another repository', () => {
    const { texts } = factsOf({})
    const other = repositoryFacts({ incidents: [pool(3, '2026-05-01T00:00:00Z')] })
    const repositories = [
      repositoryFacts({ incidents: [pool(1, '2026-02-01T00:00:00Z')] }),
      { ...other, repository: { ...other.repository, name: 'web', id: 8 } },
    ]
    expect(spanReport({ scope, repositories, texts }).recurrences).toEqual([])
  })
})

describe('what the app would have done', () => {
  it('opens drafts, asks and opens issues for what it has not followed', () => {
    const text = `# A\n\n## What went well?\n\n${answered}\n\n## Action items\n\n- Alert on errors\n- Raise the limit @mia (due 2026-03-20)\n`
    const { would } = spanReport(
      factsOf({ incidents: [declared(1), declared(2)], pulls: [postmortemPull(2)], documents: [document(text)] }),
    )
    expect(would.drafts).toEqual([
      {
        incident: 'acme/shop#1',
        url: 'https://github.com/acme/shop/issues/1',
        title: 'Postmortem: Incident 1',
        branch: 'postmortem/incident-1',
        path: 'postmortems/2026-03-02-1-incident-1.md',
      },
    ])
    expect(would.issues.map(({ title, asks }) => `${title}: ${asks}`)).toEqual([
      'Alert on errors: who does it, until when',
      'Raise the limit: ',
    ])
    expect(would.asked.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['7. What else was learned?', 'Who does this action item?']),
    )
    expect(would.asked.map(({ what }) => what)).not.toContain('4. What went well?')
  })
})
