import type { ItemRow } from '../rows/item-rows.ts'
import { countGroups, type Figure, type Queries, spreadOf } from './figure.ts'
import type { FigureParts } from './figure-parts.ts'

/** What became of the action items. */
export function itemFigures({ items, scope }: FigureParts, queries: Queries): readonly Figure[] {
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
