import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import { referencesIn } from '../../../text/markdown/references-in.ts'
import { readDue } from '../../../text/time/dates.ts'
import { columnsElsewhere } from '../../headings/other-languages.ts'
import { ticketIn } from '../tracked-items.ts'
import { asPromise } from './item-dates.ts'
import { hasOwners, joinOwners, noOwners, readOwners } from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import {
  isPlaceholder,
  plainWords,
  readPriority,
  readState,
  readStateAtEnd,
  readStateOf,
  readType,
} from './item-words.ts'

/** What stands about an item beside its text: in a column, on a line of its own below it, in the heading above it. */
export type FieldName = 'owner' | 'due' | 'state' | 'priority' | 'type' | 'ticket' | 'reference'

/** The words for each, as heads of columns and before colons. To teach the app another one, add it here. */
const fields: Readonly<Record<FieldName, readonly string[]>> = {
  owner: [
    ...['owner', 'owners', 'who', 'assignee', 'assignees', 'assigned', 'assigned to', 'responsible', 'responsibility'],
    ...[
      'responsible person',
      'responsible party',
      'dri',
      'lead',
      'poc',
      'contact',
      'person',
      'team',
      'owning team',
      'owner team',
    ],
    ...['action owner', 'accountable', 'by whom', 'driver', 'engineer', 'group', 'owned by'],
  ],
  due: [
    ...[
      'due',
      'due date',
      'due by',
      'when',
      'deadline',
      'target',
      'target date',
      'eta',
      'by',
      'by when',
      'date',
      'due on',
    ],
    ...[
      'completion date',
      'expected',
      'expected by',
      'timeframe',
      'time frame',
      'timeline',
      'complete by',
      'delivery date',
    ],
  ],
  state: [
    'status',
    'state',
    'done',
    'complete',
    'completed',
    'progress',
    'is done',
    'finished',
    'resolved',
    'current status',
  ],
  priority: ['priority', 'prio', 'p', 'urgency', 'importance', 'severity', 'pri'],
  type: ['type', 'category', 'kind', 'class', 'action type', 'item type'],
  ticket: [
    ...[
      'ticket',
      'tickets',
      'issue',
      'issues',
      'link',
      'links',
      'jira',
      'bug',
      'bugs',
      'tracking',
      'tracking issue',
      'pr',
      'prs',
    ],
    ...['github', 'github issue', 'jira ticket', 'tracking ticket', 'pull request', 'tracker'],
    ...['tracked in', 'issue link', 'bug id', 'ticket id', 'jira issue', 'story'],
  ],
  // What tells more about it, and need not be where it is tracked.
  reference: ['reference', 'references', 'ref', 'url'],
}

const fieldOfWord: ReadonlyMap<string, FieldName> = new Map([
  ...fields.owner.map((word) => [word, 'owner'] as const),
  ...fields.due.map((word) => [word, 'due'] as const),
  ...fields.state.map((word) => [word, 'state'] as const),
  ...fields.priority.map((word) => [word, 'priority'] as const),
  ...fields.type.map((word) => [word, 'type'] as const),
  ...fields.ticket.map((word) => [word, 'ticket'] as const),
  ...fields.reference.map((word) => [word, 'reference'] as const),
  ...columnsElsewhere('owner').map((word) => [plainWords(word), 'owner'] as const),
  ...columnsElsewhere('due').map((word) => [plainWords(word), 'due'] as const),
  ...columnsElsewhere('state').map((word) => [plainWords(word), 'state'] as const),
])

/** The field that a column's head or a label names, in words as `plainWords` makes them. */
export function fieldOf(words: string): FieldName | null {
  return fieldOfWord.get(words.replace(/ (?:s|es)$/, '')) ?? null
}

/** The field that the head of a column names, which may name two: the first of them counts, as in "Due date / timing". */
export function fieldOfHead(head: string): FieldName | null {
  const [first = ''] = head.split(/[/&(]|\band\b|\bor\b/i)
  return fieldOf(plainWords(head)) ?? fieldOf(plainWords(first))
}

const fieldLine =
  /^[\s>]{0,12}(?:[-*+•][ \t]{1,4})?[*_]{0,3}([\p{L}][\p{L} /]{0,24}?)[*_]{0,3}[ \t]{0,4}[:=][*_]{0,3}[ \t]{0,4}(\S.{0,300})$/u

/** A line of its own that says one thing about the item above it, as "Owner: Alice" does; `null` for any other. */
export function readFieldLine(line: string): { readonly field: FieldName; readonly value: string } | null {
  const match = line.length > 400 ? null : fieldLine.exec(line)
  if (match === null) return null
  const field = fieldOf((match[1] ?? '').toLowerCase().replace('/', ' ').trim())
  return field === null ? null : { field, value: (match[2] ?? '').replace(/[*_\s]{1,6}$/, '') }
}

/** `item` with what a field says, where the item's own text does not say it. */
export function withField(item: ActionItem, field: FieldName, value: string, { today }: ItemReading): ActionItem {
  const bare = value.replace(/[*_`]/g, '').trim()
  if (bare === '' || bare === '-') return item
  switch (field) {
    case 'owner': {
      const read = readOwners(bare.replace(/\[([^[\]]{1,80})\]\([^()]{0,300}\)/g, '$1'))
      return hasOwners(item.owners) || !hasOwners(read) ? item : { ...item, owners: joinOwners(noOwners, read) }
    }
    case 'due':
      if (item.due?.valid || isPlaceholder(bare)) return item
      return readState(bare) === null ? withDue(item, bare, today) : withState(item, bare)
    case 'state':
      return withState(item, bare)
    case 'priority':
      return { ...item, priority: item.priority ?? readPriority(bare) }
    case 'type':
      return { ...item, type: item.type ?? readType(bare) }
    case 'ticket':
    case 'reference': {
      const { references, links } = referencesIn(value)
      const ticket = field === 'ticket' ? ticketIn(value) : null
      // "n/a **DONE**": many tell in this column how far it is.
      const told = item.state ?? (item.kind === 'checkbox' ? null : readStateAtEnd(bare))
      return {
        ...item,
        state: told,
        checked: item.kind === 'checkbox' ? item.checked : isClosed(told),
        references: [...new Set([...item.references, ...references])],
        ...(ticket !== null && item.ticket === undefined && { ticket }),
        // The last one is that of the item's own issue, which is written back into its text.
        links: [...new Set([...links, ...item.links])],
      }
    }
  }
}

function withDue(item: ActionItem, text: string, today: string | null): ActionItem {
  const due = asPromise(readDue(text.replace(/^(?:due|by|eta)[ :]{1,3}/i, ''), today), today, true)
  return due !== null && (due.valid || item.due === null) ? { ...item, due } : item
}

function withState(item: ActionItem, text: string): ActionItem {
  // A box is clearer than any word.
  if (item.kind === 'checkbox' || (item.state !== null && item.kind !== 'table')) return item
  const state = readStateOf(text)
  // A row's own column knows better than a line through its text.
  if (state === null) return item
  return { ...item, state, checked: isClosed(state) }
}

/** `item` with what lines of their own in its notes say about it. */
export function withNotes(item: ActionItem, reading: ItemReading): ActionItem {
  if (!/[:=]/.test(item.notes)) return item
  let result = item
  for (const line of item.notes.split('\n', 40)) {
    const read = readFieldLine(line)
    if (read !== null) result = withField(result, read.field, read.value, reading)
  }
  return result
}
