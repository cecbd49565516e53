import * as z from 'zod'
import { type QuestionName, questionNames } from '../../domain/review.ts'
import { key } from './key-types.ts'
import { headingText, mention } from './value-types.ts'

/** What a repository may demand of its documents: a finding about it then fails the check. */
export const requirements = ['questions', 'owners', 'due-dates'] as const

export type Requirement = (typeof requirements)[number]

/** How YAML writes the seven questions. */
const names = {
  who: 'who',
  communication: 'communication',
  how: 'how',
  wentWell: 'went_well',
  better: 'better',
  actions: 'actions',
  lessons: 'lessons',
} as const satisfies Readonly<Record<QuestionName, string>>

const ownHeadings = z.array(headingText).max(50)

/** Headings beyond the built-in ones, by question: YAML calls the questions otherwise. */
const headings = z.codec(
  z.partialRecord(z.enum(names), ownHeadings),
  z.partialRecord(z.enum(questionNames), ownHeadings),
  {
    decode: (said) => Object.fromEntries(questionNames.flatMap((name) => entryOf(name, said[names[name]]))),
    encode: (known) => Object.fromEntries(questionNames.flatMap((name) => entryOf(names[name], known[name]))),
  },
)

function entryOf<N extends string, T>(name: N, value: T | undefined): readonly (readonly [N, T])[] {
  return value === undefined ? [] : [[name, value]]
}

export const reviewSection = z.strictObject({
  require: key(
    z.array(z.enum(requirements)).max(10).default([]),
    'What makes the check "Postmortem" fail: unanswered questions, action items without an owner, action items without a date.',
    `a list of ${requirements.join(', ')}`,
  ),
  reviewers: key(
    z.array(mention).max(10).prefault([]),
    'Who is asked for a review once a postmortem is ready, where the services of its incident name nobody; without any the code owners. Two at most, never who wrote it.',
    'a list of at most 10 teams "@org/team" or accounts "@login", in quotes',
  ),
  headings: key(
    headings.prefault({}),
    'Headings of your own under which the seven questions are answered: other languages, house templates.',
    `lists of headings by question: ${Object.values(names).join(', ')}`,
  ),
})
