import type { RecurrenceRow } from '../rows/recurrence-rows.ts'
import type { Figure } from './figure.ts'
import type { FigureParts } from './figure-parts.ts'

/** How many incidents came back. */
export function recurrenceFigures({ incidents, recurrences }: FigureParts): readonly Figure[] {
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
