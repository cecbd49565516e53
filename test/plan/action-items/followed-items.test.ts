import { describe, expect, test } from 'vitest'
import type { Issue } from '../../../src/domain/issue.ts'
import type { Mutation } from '../../../src/domain/mutation.ts'
import { anIssue } from '../builders.ts'
import { anIncident, aPull } from '../incident-builder.ts'

const merged = { state: 'closed', draft: false, merged: true, mergedAt: '2026-03-02T12:00:00Z' } as const

/** What the merge of a document with these lines opens and says, beside an issue #12. */
function outcomeOf(lines: string, other: Partial<Issue> = {}) {
  const issue = anIssue({ number: 12, title: 'Alert us', url: 'https://github.com/acme/shop/issues/12', ...other })
  const incident = anIncident().with({ document: `# T\n\n## Action items\n\n${lines}\n`, items: [issue] })
  const { mutations } = incident.withPull({ ...merged, mergeCommit: 'a'.repeat(40) }).decide()
  const status = mutations.find((one): one is Extract<Mutation, { do: 'post-status' }> => one.do === 'post-status')
  return { opened: mutations.filter((one) => one.do === 'open-item').length, status: status?.body ?? '', mutations }
}

const url = 'https://github.com/acme/shop'

describe('an item that is nothing but a link', () => {
  test.each([
    '- [ ] #12',
    '- #12',
    '1. #12',
    '- [ ] acme/shop#12',
    '- [ ] ACME/shop#12',
    '-[ ] #12.',
    '- [ ] **#12**',
    '- [ ] [#12](URL/issues/12)',
    '- [ ] URL/issues/12',
    '- [ ] <URL/issues/12>',
    '- [ ] [the alert](URL/issues/12)',
    '- [ ] URL/pull/12',
    '- [ ] #12 @tia',
  ])('opens no issue and follows that one until it is closed: %s', (written) => {
    const line = written.replaceAll('URL', url)
    const open = outcomeOf(line)
    expect(open.opened).toBe(0)
    expect(open.status).toContain('Postmortem: tracking')
    expect(open.status).toMatch(/\[#12\]\(.*\) Alert us \|.*\| open, followed \|/)
    const closed = outcomeOf(line, { state: 'closed', stateReason: 'completed', closedAt: '2026-03-02T11:00:00Z' })
    expect(closed.status).toContain('Postmortem: done')
  })

  test('is people’s: nothing is written there', () => {
    expect(outcomeOf('- [ ] #12').mutations.filter((one) => 'number' in one && one.number === 12)).toEqual([])
  })

  test.each(['- [ ] other/place#12', '- [ ] https://github.com/other/place/issues/3', '- [ ] #999'])(
    'and leads to where the app cannot see is told, and opens nothing: %s',
    (line) => {
      const { opened, status } = outcomeOf(line)
      expect(opened).toBe(0)
      expect(status).toContain('not followed: the app cannot see it from here')
      expect(status).toContain('Tick its box in the document on `main` when it is.')
      expect(status).toContain('Postmortem: tracking')
    },
  )

  test.each(['- [ ] Alert us, as #12 says', '- [ ] Close #12 for good', '- [ ] https://h.example/page'])(
    'is no other one: %s',
    (line) => {
      expect(outcomeOf(line).opened).toBe(1)
    },
  )

  test('and is ticked is done', () => {
    expect(outcomeOf('- [x] #12').status).toContain('Postmortem: done')
  })

  test('and is a pull request that was closed without a merge is declined', () => {
    const closed = { number: 12, state: 'closed' } as const
    const issue = anIssue({ ...closed, isPull: true, closedAt: '2026-03-02T11:00:00Z' })
    const statusOf = (done: boolean) => {
      const { mutations } = anIncident()
        .with({ document: '# T\n\n## Action items\n\n- [ ] #12\n', items: [issue] })
        .with({ otherPulls: [{ ...aPull, ...closed, merged: done }] })
        .withPull({ ...merged, mergeCommit: 'a'.repeat(40) })
        .decide()
      const status = mutations.find((one) => one.do === 'post-status')
      return status?.do === 'post-status' ? status.body : ''
    }
    expect(statusOf(false)).toMatch(/Postmortem: done[\s\S]*declined, followed/)
    expect(statusOf(true)).toMatch(/Postmortem: done[\s\S]*done, followed/)
  })

  test('that the app cannot see is done once somebody ticks its box', () => {
    const lines = (box: string) => `# T\n\n## Action items\n\n- [${box}] other/place#12\n`
    const incident = anIncident()
      .with({ document: lines(' '), today: { 'postmortems/2026-03-02-1-checkout-is-down.md': lines('x') } })
      .withPull({ ...merged, mergeCommit: 'a'.repeat(40) })
    const { mutations } = incident.decide()
    const status = mutations.find((one) => one.do === 'post-status')
    expect(status?.do === 'post-status' && status.body).toContain('Postmortem: done')
  })

  test('is looked at again within an hour, since closing it sends no event of the incident', () => {
    const issue = anIssue({ number: 12 })
    const document = '# T\n\n## Action items\n\n- [ ] #12\n'
    const incident = anIncident()
      .with({ document, items: [issue] })
      .withPull({ ...merged, mergeCommit: 'a'.repeat(40) })
    expect(incident.decide().requeueAt).toBe('2026-03-02T13:00:00.000Z')
  })
})

describe('an item with a ticket of its own', () => {
  const table = (head: string, cell: string) => `| Action | ${head} |\n| --- | --- |\n| Move the queue | ${cell} |`

  test.each([
    table('Ticket', '#12'),
    table('Tracking issue', `[#12](${url}/issues/12)`),
    table('PR', `${url}/pull/12`),
    '- Move the queue\n  - Ticket: #12',
  ])('opens no issue and follows that one: %s', (lines) => {
    const { opened, status } = outcomeOf(lines)
    expect(opened).toBe(0)
    expect(status).toMatch(/\[#12\]\(.*\) Alert us \|.*\| open, followed \|/)
  })

  test.each([table('Reference', '#12'), table('Ticket', 'see #12 and #13'), table('Ticket', 'TBD')])(
    'is none where that is no ticket: %s',
    (lines) => {
      expect(outcomeOf(lines).opened).toBe(1)
    },
  )

  test('that the app cannot see is told how its row is done', () => {
    expect(outcomeOf(table('Ticket', 'other/place#12')).status).toContain('Say in its row of the document on `main`')
  })
})

describe('the check on a pull request', () => {
  const summary = (facts: Parameters<ReturnType<typeof anIncident>['with']>[0]) => {
    const { mutations } = anIncident()
      .with(facts)
      .withPull({ draft: false })
      .decideAbout({ kind: 'review', owner: 'acme', repo: 'shop', number: 2 })
    const [check] = mutations
    return check?.do === 'post-check' ? check.summary : ''
  }

  test('says what is followed instead of opened', () => {
    const said = summary({ document: '# T\n\n## Action items\n\n- [ ] #12\n- [x] #13\n- [ ] Move it\n' })
    expect(said).toContain('Followed where they are, until they are closed: `#\u200b12`')
  })

  test('names further postmortems, of which it reads none', () => {
    const document = '# T\n\n## Action items\n\n- [ ] Alert us\n'
    const added = (path: string) => ({ path, status: 'added', previousPath: null }) as const
    const path = 'postmortems/2026-03-02-1-checkout-is-down.md'
    expect(summary({ document, pullChanges: [added(path)] })).not.toContain('Not read')
    const said = summary({
      document,
      pullChanges: [added(path), added('postmortems/second.md'), added('postmortems/README.md')],
    })
    expect(said).toContain(`only \`${path}\` is read`)
    expect(said).toContain('- `postmortems/second.md`')
    expect(said).not.toContain('README')
  })
})
