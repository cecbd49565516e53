import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../src/document/markers/markers.ts'
import type { Comment } from '../../src/domain/issue.ts'
import { evidenceOf, evidenceText } from '../../src/report/evidence.ts'
import { evidencePage } from '../../src/report/page/evidence-page.ts'
import { reasonAmong, unexplained } from '../../src/report/reasons.ts'
import { evidenceCsv } from '../../src/report/show/evidence-csv.ts'
import { aBot, anIssue, aPerson } from '../plan/builders.ts'
import { declared, factsOf, itemOf, postmortemPull } from './facts-of.ts'

type Facts = Parameters<typeof factsOf>[0]

const sev1 = { labels: ['incident', 'sev1'] }
const quarter: Facts = {
  incidents: [declared(1, sev1), declared(2, sev1), declared(3)],
  pulls: [
    postmortemPull(1, { mergeCommit: 'd'.repeat(40), assignees: ['wes'] }),
    postmortemPull(2, { mergedAt: '2026-03-12T12:00:00Z', mergeCommit: 'e'.repeat(40) }),
  ],
  reviews: new Map([
    [101, [{ author: 'mia', state: 'approved' }]],
    [102, [{ author: 'aftermath[bot]', state: 'approved' }]],
  ]),
  itemIssues: [
    itemOf(1, 11, { assignees: ['wes'] }),
    itemOf(1, 12, {
      state: 'closed',
      stateReason: 'not_planned',
      closedAt: '2026-03-20T00:00:00Z',
      assignees: ['wes'],
    }),
    itemOf(2, 13, { state: 'closed', stateReason: 'completed', closedAt: '2026-03-20T00:00:00Z', assignees: ['wes'] }),
  ],
  reasons: new Map([[3, { text: 'a drill', url: 'https://github.com/acme/shop/issues/3#issuecomment-9' }]]),
}

const exceptions = (facts: Facts) =>
  evidenceOf(factsOf(facts)).exceptions.map(
    ({ subject, what, reason }) => `${subject.text}: ${what.text} (${reason.text})`,
  )

describe('evidence', () => {
  it('tells of each incident when, how severe, merged in time or how late, approved by whom, with the commit', () => {
    const rows = evidenceOf(factsOf(quarter)).incidents.map((row) =>
      [row.incident, row.declared, row.severity, row.postmortem, row.inTime, row.approvedBy, row.commit].map(
        ({ text }) => text.slice(0, 12),
      ),
    )
    expect(rows).toEqual([
      ['acme/shop#1', '2026-03-02T1', 'sev1', 'merged', 'in time', '@mia', 'dddddddddddd'],
      ['acme/shop#2', '2026-03-02T1', 'sev1', 'merged', '7 days late', '', 'eeeeeeeeeeee'],
      ['acme/shop#3', '2026-03-02T1', '', 'not begun', '', '', ''],
    ])
  })

  it('lists what an auditor asks about with the words that stand there', () => {
    expect(exceptions(quarter)).toEqual([
      'acme/shop#2 Incident 2: postmortem 7 days late (no reason stands there)',
      'acme/shop#2 Incident 2: merged without the approval of somebody who did not write it (no reason stands there)',
      'acme/shop#3 Incident 3: no postmortem: not begun (a drill)',
      '#11 Do thing 11: action item overdue since 2026-04-01 (no reason stands there)',
      '#12 Do thing 12: action item declined (no reason stands there)',
    ])
  })

  it('lists items without an owner or a date', () => {
    const item = itemOf(1, 11, { body: itemOf(1, 11).body.replace(/Due: .*/, '') })
    expect(exceptions({ incidents: [declared(1)], pulls: [postmortemPull(1)], itemIssues: [item] })).toEqual([
      '#11 Do thing 11: action item without an owner (no reason stands there)',
      '#11 Do thing 11: action item without a due date (no reason stands there)',
    ])
  })

  it('links the proof of each cell that says something', () => {
    const { incidents, items, exceptions: told } = evidenceOf(factsOf(quarter))
    const cells = [...incidents, ...items].flatMap((row) => Object.values(row)).filter(({ text }) => text !== '')
    expect(cells.filter(({ url }) => !url?.startsWith('https://github.com/acme/shop'))).toEqual([])
    expect(told.every(({ subject, what }) => subject.url && what.url)).toBe(true)
  })

  it('is the same whatever happened after the time span, and on the default branch', () => {
    const later: Facts = {
      ...quarter,
      commit: 'f'.repeat(40),
      incidents: [...(quarter.incidents ?? []).toReversed(), declared(9, { createdAt: '2026-08-01T00:00:00Z' })],
      itemIssues: (quarter.itemIssues ?? []).map((issue) =>
        issue.state === 'open'
          ? { ...issue, state: 'closed', stateReason: 'completed', closedAt: '2026-08-01T00:00:00Z' }
          : issue,
      ),
      pulls: [
        ...(quarter.pulls ?? []),
        postmortemPull(3, { createdAt: '2026-07-10T00:00:00Z', mergedAt: '2026-07-11T00:00:00Z' }),
      ],
    }
    expect(evidenceText(evidenceOf(factsOf(later)))).toBe(evidenceText(evidenceOf(factsOf(quarter))))
  })

  it('is the same after a push to the default branch', () => {
    const documents = [
      { path: 'postmortems/2026-03-02-3-x.md', text: '# X\n\n## Action items\n\n- Alert\n', sha: '1'.repeat(40) },
    ]
    const at = (commit: string) => evidenceText(evidenceOf(factsOf({ ...quarter, documents, commit })))
    expect(at('e'.repeat(40))).toBe(at('f'.repeat(40)))
  })

  it.each<[string, Facts]>([
    ['a merge commit', { pulls: (quarter.pulls ?? []).map((pull) => ({ ...pull, mergeCommit: '0'.repeat(40) })) }],
    ['a document', { documents: [{ path: 'postmortems/2026-03-02-3-x.md', text: '# X\n', sha: '1'.repeat(40) }] }],
    ['a title', { incidents: [declared(1, { title: 'Another' })] }],
  ])('is another one with another digest after %s changed', (_name, change) => {
    expect(evidenceText(evidenceOf(factsOf({ ...quarter, ...change })))).not.toBe(
      evidenceText(evidenceOf(factsOf(quarter))),
    )
  })

  it('claims compliance with nothing, and shows its digest', () => {
    const page = evidencePage(evidenceOf(factsOf(quarter)), 'sha256:abc')
    expect(page.includes('They claim compliance with nothing.')).toBe(true)
    expect(page.includes('SHA-256 over all rows with their commit ids: sha256:abc')).toBe(true)
    expect(/\b(?:compliant|SOC|ISO)\b/i.exec(page)).toBe(null)
  })

  it('is no formula in CSV and acts nowhere in HTML, whatever people wrote', () => {
    const evil = '=cmd|calc <script>x</script>'
    const facts: Facts = {
      incidents: [declared(1, { title: evil })],
      reasons: new Map([[1, { text: evil, url: 'javascript:x' }]]),
    }
    const evidence = evidenceOf(factsOf(facts))
    expect(evidenceCsv(evidence, 'd').split(`"'=cmd`)).toHaveLength(3)
    expect(/<script|href="javascript/.exec(evidencePage(evidence, 'd'))).toBe(null)
  })
})

describe('the reason of an exception', () => {
  const said = (body: string, more: Partial<Comment> = {}): Comment => ({
    id: 1,
    body,
    author: aPerson('wes'),
    createdAt: '2026-03-10T00:00:00Z',
    updatedAt: '2026-03-10T00:00:00Z',
    url: 'https://github.com/acme/shop/issues/1#issuecomment-1',
    marks: 0,
    hidden: false,
    ...more,
  })
  const memory = {
    pull: null,
    mergeCommit: null,
    closedDraft: null,
    path: null,
    handled: 0,
    decision: { kind: 'skip', reason: 'it was a drill', by: 'wes', comment: 77 },
    writeBack: 'pending',
    items: [],
    refreshed: 0,
  } as const
  const status = renderMarker({ kind: 'status', repository: 7, incident: 1, memory })
  const app = { ...aBot('aftermath[bot]'), appId: 1 }

  it.each<{ name: string; comments: readonly Comment[]; is: string | undefined }>([
    { name: 'is the one behind a skip', comments: [said(status, { author: app }), said('fine')], is: 'it was a drill' },
    { name: 'is not what a person forged', comments: [said(status)], is: undefined },
    {
      name: 'is else the last that a person said',
      comments: [said('first'), said('second'), said('beep', { author: aBot('ci') })],
      is: 'second',
    },
    {
      name: 'is nothing that was said later',
      comments: [said('later', { createdAt: '2026-08-01T00:00:00Z' })],
      is: undefined,
    },
    { name: 'is nothing that was hidden', comments: [said('spam', { hidden: true })], is: undefined },
  ])('$name', ({ comments, is }) => {
    const text = reasonAmong(comments, anIssue(), '2026-07-01T00:00:00Z')?.text
    expect(text).toBe(is)
  })

  it('is looked for where something is missing, late, declined or overdue', () => {
    expect(unexplained(factsOf(quarter)).get('acme/shop')).toEqual([2, 3, 11, 12])
  })
})
