import { describe, expect, test } from 'vitest'
import { type ReviewOptions, reviewDocument } from '../../../src/document/review/review.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'

const texts = loadTemplates()

function peopleIn(text: string, more: Partial<ReviewOptions> = {}) {
  const options = {
    texts,
    today: null,
    require: [],
    headings: {},
    participants: [],
    template: null,
    path: null,
    ...more,
  }
  const reviewed = reviewDocument(text, options)
  if (!reviewed.ok) throw new Error(reviewed.problem)
  return reviewed.findings.filter(({ rule }) => rule.startsWith('people/'))
}

const rulesIn = (text: string, more: Partial<ReviewOptions> = {}) => peopleIn(text, more).map(({ rule }) => rule)

describe('a sentence about a person', () => {
  test.each([
    ['people/failing', 'He forgot to renew the certificate.'],
    ['people/failing', 'The engineer on call missed the page.'],
    ['people/failing', 'The developer who wrote the migration did not test it.'],
    ['people/failing', '@robin-x looked over the plan without checking the second region.'],
    ['people/failing', 'The on-call ignored the alert for an hour.'],
    ['people/failing', 'The database team failed to tell anybody.'],
    ['people/failing', 'The reviewers didn’t read the diff.'],
    ['people/failing', 'An operator mistakenly stopped the wrong host.'],
    ['people/failing', 'Somebody hadn’t properly verified the backup.'],
    ['people/failing', 'Only two teams responded to the request.'],
    ['people/failing', '- 14:02 The admin misconfigured the proxy.'],
    ['people/failing', '| 14:02 | The admin misconfigured the proxy |'],
    ['people/failing', 'It was late. Wrapped as it\nis, the manager overlooked\nthe mail.'],
    ['people/judged', 'She wasn’t fully aware of the second cluster.'],
    ['people/judged', 'The person restoring the data was not sure which copy to take.'],
    ['people/judged', 'The intern was careless.'],
    ['people/judged', 'The operators were too slow to react.'],
    ['people/judged', 'The developer did not know the flag.'],
    ['people/should-have', 'The on-call engineer should have noticed the queue.'],
    ['people/should-have', 'He could have checked the dashboard first.'],
    ['people/should-have', 'The team ought to have escalated.'],
    ['people/error', 'The cause was human error.'],
    ['people/error', 'This was user error: the wrong region was chosen.'],
    ['people/error', 'A careless change of the configuration.'],
    ['people/error', 'It was the engineer’s fault.'],
    ['people/we', 'We forgot to rotate the key.'],
    ['people/we', 'I didn’t think to look at the second host.'],
    ['people/we', 'We should have tested this.'],
    ['people/we', 'Nobody noticed for two days.'],
    ['people/we', 'None of us checked the numbers.'],
  ])('%s: %s', (rule, text) => {
    expect(rulesIn(`# Postmortem\n\n${text}\n`)).toEqual([rule])
  })

  test.each([
    ['a system as the subject', 'The job failed to start. The deployment missed its window.'],
    ['a system of a person', 'The engineer’s laptop failed to boot.'],
    ['a system seen by a person', 'The engineer on call saw that the job failed to start.'],
    ['what happened to people', 'An engineer deleted the namespace unintentionally.'],
    ['what people could not see', 'The engineer did not have any hint that the context had changed.'],
    ['users and the impact', 'Users failed to log in. Users were not able to pay.'],
    ['a passive', 'This should have been caught in review.'],
    ['a wish', 'We should have alerts on the queue. We should consider a canary.'],
    ['an opinion', 'We did not think that the cache was involved.'],
    ['what allows for people', 'Guard rails reduce the risk of human error.'],
    ['a trait of a system', 'Lazy lookups and a careless default would be a system’s.'.replace('careless', 'loose')],
    ['a word of the trade', 'A fault occurred in the power supply. Blame shows who changed the line last.'],
    ['a heading', '## The engineer forgot to test\n\nText.'],
    ['a quotation', '> He forgot to test.\n\nThe mail said "he forgot to test" and nothing else.'],
    ['code', '`he forgot to test`\n\n```\nhe forgot to test\n```'],
    ['a comment', '<!-- he forgot to test -->'],
    ['a chat', '## Chat log\n\n10:02 robin: he forgot to test\n\nHe forgot to test.'],
    ['lines of a chat', '<robin> he forgot to test\n[10:02] <kim> she missed it'],
    ['a calm day', 'She noticed the alert, checked the dashboard and told the team.'],
  ])('%s is none', (_name, text) => {
    expect(rulesIn(`# Postmortem\n\n${text}\n`)).toEqual([])
  })

  test('is known by the name of somebody who took part', () => {
    const text = '# Postmortem\n\nMarie overlooked the second alert.\n'
    expect(rulesIn(text)).toEqual([])
    expect(rulesIn(text, { participants: ['Marie Tharp'] })).toEqual(['people/failing'])
    expect(rulesIn(`## Attendees\n\n- Marie Tharp\n\n## Timeline\n\nMarie overlooked the second alert.\n`)).toEqual([
      'people/failing',
    ])
    expect(rulesIn(`---\nauthors: [marie]\n---\n\nMarie overlooked the second alert.\n`)).toEqual(['people/failing'])
  })

  test('is one finding, however much it says, with its lines and the words that it begins with', () => {
    const text = 'The load rose, and soon he forgot\nto check, he was careless and should have noticed.\n'
    expect(peopleIn(text)).toMatchObject([{ line: 1, endLine: 2, severity: 'warning' }])
    expect(peopleIn(text)[0]?.message).toContain('`he forgot to check,')
  })

  test('never fails the check, and about ourselves it is a notice', () => {
    const require = ['questions', 'owners', 'due-dates'] as const
    expect(peopleIn('He forgot it.\n', { require })[0]?.severity).toBe('warning')
    expect(peopleIn('We forgot it.\n', { require })[0]?.severity).toBe('notice')
  })
})
