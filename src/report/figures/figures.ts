import { type QuestionName, questionNames } from '../../domain/review.ts'
import type { ReportScope, RepositoryRecord } from '../facts.ts'
import type { IncidentRow, IncidentTimes } from '../rows/incident-rows.ts'
import type { ItemRow } from '../rows/item-rows.ts'
import type { RecurrenceRow } from '../rows/recurrence-rows.ts'
import { countGroups, type Figure, type FigureValue, labelled, type Queries, queriesFor, spreadOf } from './figure.ts'

/** What figures are made of. */
export interface FigureParts {
  readonly incidents: readonly IncidentRow[]
  readonly items: readonly ItemRow[]
  readonly recurrences: readonly RecurrenceRow[]
  readonly repositories: readonly RepositoryRecord[]
  readonly scope: ReportScope
}

/** The figures of one part of a report. */
export interface FigureGroup {
  readonly title: string
  readonly figures: readonly Figure[]
}

const none = 'none said'

/** What is counted, in the order in which a report tells it. Never of one person. */
export function figuresOf(counted: FigureParts): readonly FigureGroup[] {
  const queries = queriesFor(counted.repositories, counted.scope)
  return [
    { title: 'Incidents', figures: incidentFigures(counted, queries) },
    { title: 'Postmortems', figures: postmortemFigures(counted, queries) },
    { title: 'Action items', figures: itemFigures(counted, queries) },
    { title: 'What came back', figures: recurrenceFigures(counted) },
    { title: 'Durations', figures: durationFigures(counted, queries) },
  ]
}

function incidentFigures({ incidents, repositories }: FigureParts, queries: Queries): readonly Figure[] {
  const query = queries.opened(queries.incidents)
  const severities = new Set(repositories.flatMap(({ configuration }) => configuration.severityLabels))
  const bySeverity = incidents.map(({ severity }) => severity ?? none)
  const byService = incidents.flatMap(({ services }) => (services.length === 0 ? [none] : services))
  const byMonth = incidents.flatMap(({ declared }) => declared?.slice(0, 7) ?? [])
  return [
    {
      key: 'incidents',
      label: 'Incidents',
      definition:
        'Issues with the incident label that were opened in the time span, and documents of that time that name no such issue.',
      query,
      value: { kind: 'count', count: incidents.length },
    },
    {
      key: 'incidents-by-month',
      label: 'Incidents by month',
      definition: 'By the month in which the issue was opened, in UTC, or of the day that the document tells.',
      query,
      value: countGroups(byMonth, byMonth.length, {
        order: 'by-name',
        query: (month) => queries.any(`${queries.incidents} created:${month}`),
      }),
    },
    {
      key: 'incidents-by-severity',
      label: 'Incidents by severity',
      definition: 'By the severity label, else by what the front matter of the document says.',
      query,
      value: countGroups(bySeverity, incidents.length, {
        query: (name) => (severities.has(name) ? queries.opened(`${queries.incidents} ${labelled([name])}`) : null),
      }),
    },
    {
      key: 'incidents-by-service',
      label: 'Incidents by service',
      definition: 'By label, form or front matter. One that is about several services counts for each.',
      query,
      value: countGroups(byService, incidents.length, { query: () => null }),
    },
  ]
}

const writtenStates: ReadonlySet<string> = new Set(['merged', 'written'])

function postmortemFigures({ incidents }: FigureParts, queries: Queries): readonly Figure[] {
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
        incidents.flatMap((row) =>
          row.postmortem.days === null ? [] : { value: row.postmortem.days, ...labelOf(row) },
        ),
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

function itemFigures({ items, scope }: FigureParts, queries: Queries): readonly Figure[] {
  const query = queries.any(queries.items)
  const open = items.filter(({ state }) => state === 'open')
  const done = items.filter(({ state }) => state === 'done')
  const asIs = (row: ItemRow) => ({ label: row.title, url: row.url })
  return [
    {
      key: 'action-items',
      label: 'Action items',
      definition:
        'Of these incidents: issues with the label of action items, and lines of documents that have no such issue. Declined is what was closed as not planned or as a duplicate; what says nothing of itself is “not known”.',
      query,
      value: countGroups(
        items.map(({ state }) => itemStateNames[state]),
        items.length,
        {
          query: (name) => {
            if (name === itemStateNames.unknown) return null
            return queries.any(
              `${queries.items} ${itemQualifiers[name === 'open' ? 'open' : name === 'done' ? 'done' : 'declined']}`,
            )
          },
        },
      ),
    },
    {
      key: 'items-overdue',
      label: 'Overdue action items',
      definition: `Of those that are open: the due date was before ${scope.until.slice(0, 10)}.`,
      query: queries.any(`${queries.items} is:open`),
      value: { kind: 'share', count: items.filter(({ overdue }) => overdue).length, of: open.length },
    },
    {
      key: 'items-closed-by',
      label: 'What closed them',
      definition:
        'Of those that are done: a merged pull request that says so by a closing keyword, or the issue by hand, or the line of the document alone.',
      query: queries.any(`${queries.items} is:closed reason:completed`),
      value: countGroups(
        done.map(({ closedBy, issue }) =>
          closedBy !== null ? 'a merged pull request' : issue === null ? 'a line of the document' : 'by hand',
        ),
        done.length,
        { query: () => null },
      ),
    },
    {
      key: 'items-age',
      label: 'Age of open action items',
      definition: 'Days from the opening of the issue to the end of the time span.',
      query: queries.any(`${queries.items} is:open`),
      value: spreadOf(
        'days',
        open.flatMap((row) => (row.age === null ? [] : { value: row.age, ...asIs(row) })),
      ),
    },
    {
      key: 'days-to-done',
      label: 'Days until an action item was done',
      definition: 'From the opening of the issue to its closing as completed.',
      query: queries.any(`${queries.items} is:closed reason:completed`),
      value: spreadOf(
        'days',
        done.flatMap((row) => (row.took === null ? [] : { value: row.took, ...asIs(row) })),
      ),
    },
  ]
}

/** What became of an action item, in words. */
export const itemStateNames = { open: 'open', done: 'done', declined: 'declined', unknown: 'not known' } as const

const itemQualifiers = {
  open: 'is:open',
  done: 'is:closed reason:completed',
  declined: 'is:closed reason:"not planned"',
} as const

function recurrenceFigures({ incidents, recurrences }: FigureParts): readonly Figure[] {
  const of = incidents.filter(({ number }) => number !== null).length
  const count = (rows: readonly RecurrenceRow[]) => new Set(rows.map(({ incident }) => incident)).size
  return [
    {
      key: 'seen-before',
      label: 'Resemble an earlier incident',
      definition:
        'Of the incidents with an issue: those that resemble an earlier one of the time span in the same repository, by words that few others name, service, labels and files. In doubt none.',
      query: null,
      value: { kind: 'share', count: count(recurrences), of },
    },
    {
      key: 'came-back',
      label: 'Came back while something was left to do',
      definition:
        'Of those that resemble an earlier one: an action item of the earlier one was open when they were declared, or is declined.',
      query: null,
      value: { kind: 'share', count: count(recurrences.filter(({ left }) => left.length > 0)), of: count(recurrences) },
    },
  ]
}

const spans: readonly (readonly [key: string, label: string, from: keyof IncidentTimes, to: keyof IncidentTimes])[] = [
  ['hours-to-detect', 'Hours until it was noticed', 'started', 'detected'],
  ['hours-to-mitigate', 'Hours until it stopped hurting', 'started', 'mitigated'],
  ['hours-to-resolve', 'Hours until it was over', 'started', 'resolved'],
]

function durationFigures({ incidents }: FigureParts, queries: Queries): readonly Figure[] {
  const open = incidents.flatMap((row) => {
    const { declared, closed, number } = row
    return number === null || declared === null || closed === null
      ? []
      : { value: hoursBetween(declared, closed), ...labelOf(row) }
  })
  return [
    {
      key: 'hours-open',
      label: 'Hours that the issue was open',
      definition: 'From the opening to the last closing of the issue, of those that are closed.',
      query: queries.opened(`${queries.incidents} is:closed`),
      value: spreadOf('hours', open),
    },
    ...spans.map(
      ([key, label, from, to]): Figure => ({
        key,
        label,
        definition: `From “${from}” to “${to}” in the front matter of the document, where it says both.`,
        query: null,
        value: spreadOf(
          'hours',
          incidents.flatMap((row) => {
            const [start, end] = [row.times[from], row.times[to]]
            return start === null || end === null || Date.parse(end) < Date.parse(start)
              ? []
              : { value: hoursBetween(start, end), ...labelOf(row) }
          }),
        ),
      }),
    ),
  ]
}

function hoursBetween(from: string, to: string): number {
  return Math.round(((Date.parse(to) - Date.parse(from)) / 3_600_000) * 10) / 10
}

function labelOf({ repository, number, title, url }: IncidentRow) {
  return { label: number === null ? title : `${repository}#${number} ${title}`, url }
}
