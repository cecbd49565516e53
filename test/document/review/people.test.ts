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
    ['people/failing', 'The page was missed by the engineer on call.'],
    ['people/failing', 'The rule was wrongly edited by one of the admins.'],
    ['people/failing', 'The full disk was not noticed by the operations team for a day.'],
    ['people/failing', 'The developer restarted the proxy and never told anybody.'],
    ['people/failing', 'The deployer merged it without waiting for the review.'],
    ['people/failing', 'The previous administrator never documented the setup.'],
    ['people/unaware', 'She wasn’t fully aware of the second cluster.'],
    ['people/unaware', 'The person restoring the data was not sure which copy to take.'],
    ['people/judged', 'The intern was careless.'],
    ['people/judged', 'The operators were too slow to react.'],
    ['people/unaware', 'The developer did not know the flag.'],
    ['people/unaware', 'The new hire was not familiar with the deployment.'],
    ['people/judged', 'The developer lacked the experience for this change.'],
    ['people/judged', 'The team’s lack of discipline showed.'],
    ['people/judged', 'He’s to blame for the missing backup.'],
    ['people/should-have', 'If the engineer had read the page, the outage would not have happened.'],
    ['people/should-have', 'Had the reviewer looked closely, the release would have been stopped.'],
    ['people/should-have', 'The on-call engineer should have noticed the queue.'],
    ['people/should-have', 'He could have checked the dashboard first.'],
    ['people/should-have', 'The team ought to have escalated.'],
    ['people/error', 'The cause was human error.'],
    ['people/error', 'This was user error: the wrong region was chosen.'],
    ['people/error', 'A careless change of the configuration.'],
    ['people/error', 'It was the engineer’s fault.'],
    ['people/error', 'The cause was a mistake by the engineer on duty.'],
    ['people/error', 'This was the fault of an operator.'],
    ['people/error', 'It should have been obvious that the disk was full.'],
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
    ['what happened to people in the passive', 'The page was acknowledged by the engineer on call.'],
    ['a system in the passive', 'The row was skipped by the importer, and missed by the operator pod.'],
    [
      'a program that is called operator or manager',
      'The database operator failed to start. The package manager ignored it.',
    ],
    ['what a system did after a person', 'The engineer saw that the job ran and failed to stop.'],
    ['a system after its operator', 'The operator pod crashed and failed to restart.'],
    [
      'what people lacked in tools',
      'The team lacked access to the console. The engineer’s lack of permissions was known.',
    ],
    ['a doubt about things', 'The engineer was not sure whether the fix had worked.'],
    ['a supposition', 'If the on-call is asleep, nobody is paged.'],
    ['a system in a supposition', 'If the operator had been deployed twice, it would have survived.'],
    ['what people were not told', 'The engineer was not paged. Had she been paged, she would have come.'],
    ['an error of a system with the name of a role', 'We saw an error from the admin panel.'],
    ['a question', 'Why did the engineer not notice it? What had the team forgotten?'],
    ['the state of the investigation', 'We are not aware of lost orders.'],
    ['a line of a chat with its time', '[10:02 AM] robin: he forgot to test'],
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
    const text = '# Postmortem\n\nOttoline overlooked the second alert.\n'
    expect(rulesIn(text)).toEqual([])
    expect(rulesIn(text, { participants: ['Ottoline Tharp'] })).toEqual(['people/failing'])
    expect(rulesIn('It was Ottoline’s mistake.\n', { participants: ['Ottoline Tharp'] })).toEqual(['people/error'])
    expect(
      rulesIn(`## Attendees\n\n- Ottoline Tharp\n\n## Timeline\n\nOttoline overlooked the second alert.\n`),
    ).toEqual(['people/failing'])
    expect(rulesIn(`---\nauthors: [ottoline]\n---\n\nOttoline overlooked the second alert.\n`)).toEqual([
      'people/failing',
    ])
  })

  test('is one finding, however much it says, with its lines and the words that it begins with', () => {
    const text = 'The load rose, and soon he forgot\nto check, he was careless and should have noticed.\n'
    expect(peopleIn(text)).toMatchObject([{ line: 1, endLine: 2, severity: 'warning' }])
    expect(peopleIn(text)[0]?.message).toContain('`he forgot to check,')
    const withArticle = 'The rollout went on, and the engineer should have noticed.'
    expect(peopleIn(withArticle)[0]?.message).toContain('`the engineer should have noticed.`')
  })

  test('never fails the check, and about ourselves it is a notice', () => {
    const require = ['questions', 'owners', 'due-dates'] as const
    expect(peopleIn('He forgot it.\n', { require })[0]?.severity).toBe('warning')
    expect(peopleIn('We forgot it.\n', { require })[0]?.severity).toBe('notice')
  })
})
