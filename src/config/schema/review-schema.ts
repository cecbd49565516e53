import * as z from 'zod'
import { type QuestionName, questionNames } from '../../domain/review.ts'
import { key } from './key-types.ts'
import { headingText, mentionText } from './value-types.ts'

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

const headings = z.partialRecord(z.enum(names), z.array(headingText).max(50))

export const reviewSection = z.strictObject({
  require: key(
    z.array(z.enum(requirements)).max(10).default([]),
    'What makes the check "Postmortem" fail: unanswered questions, action items without an owner, action items without a date.',
    `a list of ${requirements.join(', ')}`,
  ),
  reviewers: key(
    z.array(mentionText).max(10).default([]),
    'Who is asked for a review once a postmortem is ready, where the services of its incident name nobody; without any the code owners. Two at most, never who wrote it.',
    'a list of at most 10 teams "@org/team" or accounts "@login", in quotes',
  ),
  headings: key(
    headings.default({}),
    'Headings of your own under which the seven questions are answered: other languages, house templates.',
    `lists of headings by question: ${Object.values(names).join(', ')}`,
  ),
})

export type HeadingValues = z.output<typeof headings>

/** Headings beyond the built-in ones, by question. */
export type Headings = Readonly<Partial<Record<QuestionName, readonly string[]>>>

/** What YAML says of headings, by the names of the questions. */
export function toHeadings(values: HeadingValues): Headings {
  return Object.fromEntries(
    questionNames.flatMap((name) => {
      const own = values[names[name]]
      return own === undefined ? [] : [[name, own]]
    }),
  )
}

/** The inverse of `toHeadings`. */
export function toHeadingValues(headings: Headings): HeadingValues {
  return Object.fromEntries(
    questionNames.flatMap((name) => {
      const own = headings[name]
      return own === undefined ? [] : [[names[name], [...own]]]
    }),
  )
}
