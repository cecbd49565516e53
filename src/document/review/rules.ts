import type { Requirement } from '../../config/review-schema.ts'

/** A rule of the review. Its sentences stand in `templates/review.yml`. */
export interface Rule {
  readonly severity: 'notice' | 'warning'
  /** What makes it a failure, when the configuration asks for it. */
  readonly requirement: Requirement | null
  /** Markdown in which the rule finds something, for the documentation. */
  readonly example: string
  /** Why it matters, for the documentation: one sentence. */
  readonly why: string
}

/** Every rule, by the name that people look up. */
export const rules = {
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
  'action-item/past': {
    severity: 'warning',
    requirement: null,
    example: '## Action items\n\n- [ ] Alert on failed renewals of certificates @robin (due 2020-01-31)',
    why: 'It would be overdue on the day that its issue is opened.',
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
  'people/failing': {
    severity: 'warning',
    requirement: null,
    example: 'The engineer on call forgot to run the migration.',
    why: 'Whoever reads it learns to hide mistakes, and what allowed this one stays as it is.',
  },
  'people/judged': {
    severity: 'warning',
    requirement: null,
    example: 'She was not aware of the second cluster.',
    why: 'A trait explains nothing: the next person has it, too, on a bad day.',
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
} as const satisfies Readonly<Record<string, Rule>>

export type RuleName = keyof typeof rules
