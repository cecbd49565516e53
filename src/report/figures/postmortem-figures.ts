import { type QuestionName, questionNames } from '../../domain/review.ts'
import type { IncidentRow } from '../rows/incident-rows.ts'
import { countGroups, type Figure, type FigureValue, type Queries, spreadOf } from './figure.ts'
import { dotOf, type FigureParts } from './figure-parts.ts'

const writtenStates: ReadonlySet<string> = new Set(['merged', 'written'])

/** How many postmortems were written, when, and what they answer. */
export function postmortemFigures({ incidents }: FigureParts, queries: Queries): readonly Figure[] {
  const wanted = incidents.filter(({ postmortem }) => postmortem.state !== 'not-needed')
  const written = wanted.filter(({ postmortem }) => writtenStates.has(postmortem.state))
  const due = wanted.filter(({ postmortem }) => postmortem.late !== null)
  const read = written.filter(({ postmortem }) => postmortem.answered !== null)
  const reviewed = written.filter(({ postmortem }) => postmortem.approvers !== null)
  const pulls = queries.any('is:pr is:merged head:postmortem/')
  return [
    {
      key: 'postmortems-written',
      label: 'Postmortems written',
      definition:
        'Of the incidents that need one: those with a merged pull request of their postmortem, or with a document on the default branch.',
      query: pulls,
      value: { kind: 'share', count: written.length, of: wanted.length },
    },
    {
      key: 'postmortem-states',
      label: 'Where postmortems stand',
      definition: 'By the pull request and the document of each incident.',
      query: pulls,
      value: countGroups(
        incidents.map(({ postmortem }) => stateNames[postmortem.state]),
        incidents.length,
        { query: () => null },
      ),
    },
    {
      key: 'days-to-postmortem',
      label: 'Days to the postmortem',
      definition:
        'From the opening of the issue to the merge of the postmortem, of those that were merged by a pull request.',
      query: pulls,
      value: spreadOf(
        'days',
        incidents.flatMap((row) => (row.postmortem.days === null ? [] : { value: row.postmortem.days, ...dotOf(row) })),
      ),
    },
    {
      key: 'postmortems-late',
      label: 'Late postmortems',
      definition: 'Of those with a deadline: merged after it, or not merged and the deadline is over.',
      query: pulls,
      value: { kind: 'share', count: due.filter(({ postmortem }) => postmortem.late === true).length, of: due.length },
    },
    {
      key: 'reviewed-by-others',
      label: 'Approved by somebody who did not write it',
      definition:
        'Of those whose reviews were read: an approval that stands, by none of the authors, assignees and the one who opened it.',
      query: pulls,
      value: {
        kind: 'share',
        count: reviewed.filter(({ postmortem }) => (postmortem.approvers ?? []).length > 0).length,
        of: reviewed.length,
      },
    },
    {
      key: 'questions-answered',
      label: 'The seven questions answered',
      definition:
        'In how many of the documents that were read each question is answered, as the review reads it. One that is answered in part does not count.',
      query: null,
      value: questionGroups(read),
    },
  ]
}

/** Where a postmortem stands, in words. */
export const stateNames = {
  none: 'not begun',
  'not-needed': 'not needed',
  draft: 'draft',
  'in-review': 'in review',
  merged: 'merged',
  stopped: 'closed without merging',
  written: 'written by hand',
} as const

/** The seven questions in short. */
export const questionLabels: Readonly<Record<QuestionName, string>> = {
  who: '1. Who was involved?',
  communication: '2. Was communication good?',
  how: '3. How exactly did it happen?',
  wentWell: '4. What went well?',
  better: '5. What could have gone better?',
  actions: '6. Which actions prevent it?',
  lessons: '7. What else was learned?',
}

function questionGroups(read: readonly IncidentRow[]): FigureValue {
  const groups = questionNames.map((name) => ({
    name: questionLabels[name],
    count: read.filter(({ postmortem }) => !postmortem.unanswered.includes(name)).length,
    query: null,
  }))
  return { kind: 'groups', of: read.length, groups }
}
