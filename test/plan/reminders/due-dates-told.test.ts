import { describe, expect, it } from 'vitest'
import { anIssue } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'

const app = { login: 'aftermath[bot]', bot: true, appId: 7 }
const marker = '<!-- aftermath:v1 item {"repository":1,"incident":1,"pull":2,"ordinal":1,"source":"Alert us"} -->'

/** The status comment of an incident whose document has this action item, and whose issue this line. */
function status(item: string, line: string, more: object = {}): string {
  const issue = anIssue({ number: 3, title: 'Alert us', body: `${marker}\nAlert us\n\n${line}`, author: app, ...more })
  const { mutations } = anIncident()
    .labelledBy('wes')
    .withPull({
      state: 'closed',
      draft: false,
      merged: true,
      mergedAt: '2026-03-02T12:00:00Z',
      mergeCommit: 'b'.repeat(40),
    })
    .with({ document: `# Postmortem\n\n## Action items\n\n- [ ] ${item}\n`, items: [issue] })
    .decide()
  const [said] = mutations.filter((mutation) => mutation.do === 'post-status')
  if (said === undefined) throw new Error('no status comment')
  return said.body
}

describe('the status comment', () => {
  it.each([
    ['Alert us (due 01/12/2026)', '"01/12/2026" of "Alert us (due 01/12/2026)" can be 2026-12-01 or 2026-01-12.'],
    [
      'Alert us (due 2026-02-01)',
      '"2026-02-01" of "Alert us (due 2026-02-01)" was past when the pull request was opened.',
    ],
    ['Alert us (due 2026-02-30)', '"2026-02-30" of "Alert us (due 2026-02-30)" is not a date in the calendar.'],
  ])('says why a date of the document does not count: %s', (item, says) => {
    expect(status(item, '')).toContain(`The due date ${says} It is kept as text: write \`Due: yyyy-mm-dd\` into`)
  })

  it.each([
    ['Due: 01/12/2026', '`Due: 01/12/2026` in #3 can be 2026-12-01 or 2026-01-12, so it counts as no due date.'],
    ['Due: in 2 weeks', '`Due: in 2 weeks` in #3 is not a date that the app can read, so it counts as no due date.'],
    ['Due: 2026-02-30', '`Due: 2026-02-30` in #3 is not a date that the app can read'],
  ])('says so when the line of a follow-up cannot be read: %s', (line, says) => {
    expect(status('Alert us', line)).toContain(`The line ${says}`)
  })

  it.each(['Due: 2026-12-01', 'Due: 1.12.2026', 'Due: December 1, 2026 (was November 1)', 'Due: 1 Dec'])(
    'shows the day that it understands, and nothing more: %s',
    (line) => {
      const said = status('Alert us', line)
      expect(said).toContain('| 2026-12-01 |')
      expect(said).not.toContain('The line')
    },
  )

  it('is silent about the line of a follow-up that is closed', () => {
    const closed = { state: 'closed', stateReason: 'completed', closedAt: '2026-03-02T13:00:00Z' }
    expect(status('Alert us', 'Due: soon', closed)).not.toContain('The line')
  })
})
