import type { Requirement } from '../../config/schema/review-schema.ts'

/** A rule of the review. Its sentences stand in `templates/review.yml`. */
export interface ReviewRule {
  readonly severity: 'notice' | 'warning'
  /** What makes it a failure, when the configuration asks for it. */
  readonly requirement: Requirement | null
  /** Markdown in which the rule finds something, for the documentation. */
  readonly example: string
  /** Why it matters, for the documentation: one sentence. */
  readonly why: string
}

/** Every rule, by the name that people look up. */
export const reviewRules = {
  'question/unanswered': {
    severity: 'warning',
    requirement: 'questions',
    example: '## 4. What went well?\n\n<!-- What worked as it should? -->',
    why: 'An unanswered question is the part of the story that nobody can learn from.',
  },
  'question/half-answered': {
    severity: 'notice',
    requirement: null,
    example: '## 5. What could have gone better?\n\nSlow alerts',
    why: 'A few words remind those who were there; somebody who was not cannot use them.',
  },
  'question/language': {
    severity: 'warning',
    requirement: 'questions',
    example:
      '# Storing\n\n## Wat er gebeurde\n\nDe schijf van de database was vol en de bestellingen zijn niet meer opgeslagen. Het team van de winkel heeft dat van een klant gehoord en heeft de schijf daarna met de hand geleegd. Er was geen alarm voor de schijf.',
    why: 'What stands below headings that are not known cannot be told from what is missing.',
  },
  'placeholder/left': {
    severity: 'warning',
    requirement: null,
    example: '12:?? The deployment ends. Impact: TBD',
    why: 'A reader cannot tell a forgotten placeholder from something that nobody knows.',
  },
  'prompt/left': {
    severity: 'warning',
    requirement: null,
    example: '_Describe what went well during the incident._',
    why: 'What the template asks reads like an answer until somebody looks closely.',
  },
  'action-item/no-owner': {
    severity: 'warning',
    requirement: 'owners',
    example: '## Action items\n\n- [ ] Alert on failed renewals of certificates (due 2030-01-31)',
    why: 'What belongs to everybody is done by nobody.',
  },
  'action-item/no-date': {
    severity: 'warning',
    requirement: 'due-dates',
    example: '## Action items\n\n- [ ] Alert on failed renewals of certificates @robin',
    why: 'Without a date nobody is reminded in time, and nobody can say that it is late.',
  },
  'action-item/bad-date': {
    severity: 'warning',
    requirement: 'due-dates',
    example: '## Action items\n\n- [ ] Alert on failed renewals of certificates @robin (due 2030-02-31)',
    why: 'A date that is not in the calendar becomes no due date.',
  },
  'action-item/unread': {
    severity: 'warning',
    requirement: null,
    example: '## Action items\n\n> - [ ] Alert on failed renewals of certificates @robin (due 2030-01-31)',
    why: 'What the app cannot read becomes no issue, and the incident is not complete while it stands there.',
  },
  'action-item/past': {
    severity: 'warning',
    requirement: null,
    example: '## Action items\n\n- [ ] Alert on failed renewals of certificates @robin (due 2020-01-31)',
    why: 'A day before the pull request is no promise, so its issue gets no due date.',
  },
  'action-item/unbounded': {
    severity: 'warning',
    requirement: null,
    example: '## Action items\n\n- [ ] Improve monitoring @robin (due 2030-01-31)',
    why: 'Nobody can tell when it is done, so it stays open or is closed without effect.',
  },
  'action-item/too-many': {
    severity: 'notice',
    requirement: null,
    example: `## Action items\n\n${'- [ ] Alert on failed renewals of certificates @robin (due 2030-01-31)\n'.repeat(6)}`,
    why: 'Few actions get done; of many, the easy ones do.',
  },
  'action-item/none-prevents': {
    severity: 'warning',
    requirement: null,
    example:
      '## Action items\n\n| Action | Type | Owner | Due |\n| --- | --- | --- | --- |\n| Write the runbook of the queue | process | @robin | 2030-01-31 |',
    why: 'What only makes the next response faster lets the next failure come.',
  },
  'action-item/duplicate': {
    severity: 'warning',
    requirement: null,
    example:
      '## Action items\n\n- [ ] Alert on failed renewals @robin (due 2030-01-31)\n- [ ] Alert on failed renewals @kim (due 2030-01-31)',
    why: 'Two issues for one task split its discussion, and one of them is forgotten.',
  },
  'action-item/not-assignable': {
    severity: 'warning',
    requirement: null,
    example: '## Action items\n\n- [ ] Alert on failed renewals @robin (due 2030-01-31)',
    why: 'Its issue is opened without an assignee, so nobody is reminded by name.',
  },
  'timeline/missing': {
    severity: 'warning',
    requirement: null,
    example:
      '## What happened\n\nThe disk was full, so the database stopped, and orders were lost until it was emptied.',
    why: 'Times show where the minutes went: until it was noticed, understood, mitigated.',
  },
  'timeline/out-of-order': {
    severity: 'warning',
    requirement: null,
    example: '## Timeline\n\n- 10:02 The rollout begins\n- 10:41 It is rolled back\n- 10:14 A customer writes',
    why: 'A time out of order is a slip, or an entry in the wrong place; the reader cannot tell which.',
  },
  'duration/contradicts': {
    severity: 'warning',
    requirement: null,
    example: '- First detected 2026-03-02 10:02\n- Resolved 2026-03-02 12:07\n- Time to resolve: 0h 22m',
    why: 'Figures that contradict each other are worth nothing in the statistics, nor in the story.',
  },
  'front-matter/missing': {
    severity: 'notice',
    requirement: null,
    example: '# Checkout was down\n\n## 6. Which actions will prevent it?\n\nA test of the renewal.',
    why: 'Without it a program cannot tell the incident, the severity and the times of the document.',
  },
  'front-matter/invalid': {
    severity: 'warning',
    requirement: null,
    example: '---\nincident: soon\n---\n',
    why: 'What cannot be read counts as not said.',
  },
  'front-matter/times': {
    severity: 'warning',
    requirement: null,
    example: '---\nstarted: 2026-03-02T10:02:00Z\nresolved: 2026-03-02T09:10:00Z\n---\n',
    why: 'One of two times is wrong, and every duration with it.',
  },
  'front-matter/incident': {
    severity: 'warning',
    requirement: null,
    example: '---\nincident: 12\nincidents: [14, 15]\n---\n',
    why: 'The document and its action items would be attached to the wrong incident.',
  },
  'link/broken': {
    severity: 'warning',
    requirement: null,
    example: 'See [the dashboard](../runbooks/dashboard.md).',
    why: 'Who follows it finds nothing, and nobody says so.',
  },
  'reference/broken': {
    severity: 'warning',
    requirement: null,
    example: 'It began with #4012.',
    why: 'A reference with a slip leads to nothing, or to something else.',
  },
  'review/only-authors': {
    severity: 'notice',
    requirement: null,
    example: '# Checkout was down',
    why: 'Who wrote it knows what was meant. A reader from outside sees what is missing.',
  },
  'people/failing': {
    severity: 'warning',
    requirement: null,
    example: 'The engineer on call forgot to run the migration.',
    why: 'Whoever reads it learns to hide mistakes, and what allowed this one stays as it is.',
  },
  'people/judged': {
    severity: 'warning',
    requirement: null,
    example: 'The engineer on duty was careless.',
    why: 'A trait explains nothing: the next person has it, too, on a bad day.',
  },
  'people/unaware': {
    severity: 'notice',
    requirement: null,
    example: 'She was not aware of the second cluster.',
    why: 'What one person did not know is a fact about what could be seen: that is worth telling.',
  },
  'people/should-have': {
    severity: 'warning',
    requirement: null,
    example: 'The reviewer should have noticed the missing index.',
    why: 'What did not happen is no cause. What people saw at that moment is.',
  },
  'people/error': {
    severity: 'warning',
    requirement: null,
    example: 'The root cause was human error.',
    why: 'Where a document says human error, the search for what made it possible has not begun.',
  },
  'people/we': {
    severity: 'notice',
    requirement: null,
    example: 'We forgot to renew the certificate.',
    why: 'Honest about ourselves, and still not about what would have made it easy to do right.',
  },
} as const satisfies Readonly<Record<string, ReviewRule>>

export type RuleName = keyof typeof reviewRules
