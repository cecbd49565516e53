import { columnsElsewhere } from '../../headings/other-languages.ts'
import { plainWords } from './item-words.ts'

/** What stands about an item beside its text: in a column, on a line of its own below it, in the heading above it. */
export type FieldName = 'owner' | 'due' | 'state' | 'priority' | 'type' | 'ticket' | 'reference' | 'repository'

/** The words for each, as heads of columns and before colons. To teach the app another one, add it here. */
const fields: Readonly<Record<FieldName, readonly string[]>> = {
  owner: [
    ...['owner', 'owners', 'who', 'assignee', 'assignees', 'assigned', 'assigned to', 'responsible'],
    ...['responsibility', 'responsible person', 'responsible party', 'dri', 'lead', 'poc', 'contact', 'person'],
    ...['team', 'owning team', 'owner team', 'action owner', 'accountable', 'by whom', 'driver', 'engineer', 'group'],
    ...['owned by'],
  ],
  due: [
    ...['due', 'due date', 'due by', 'when', 'deadline', 'target', 'target date', 'eta', 'by', 'by when', 'date'],
    ...['due on', 'completion date', 'expected', 'expected by', 'timeframe', 'time frame', 'timeline', 'complete by'],
    ...['delivery date'],
  ],
  state: [
    ...['status', 'state', 'done', 'complete', 'completed', 'progress', 'is done', 'finished', 'resolved'],
    ...['current status'],
  ],
  priority: ['priority', 'prio', 'p', 'urgency', 'importance', 'severity', 'pri'],
  type: ['type', 'category', 'kind', 'class', 'action type', 'item type'],
  ticket: [
    ...['ticket', 'tickets', 'issue', 'issues', 'link', 'links', 'jira', 'bug', 'bugs', 'tracking', 'tracking issue'],
    ...['pr', 'prs', 'github', 'github issue', 'jira ticket', 'tracking ticket', 'pull request', 'tracker'],
    ...['tracked in', 'issue link', 'bug id', 'ticket id', 'jira issue', 'story'],
  ],
  // What tells more about it, and need not be where it is tracked.
  reference: ['reference', 'references', 'ref', 'url'],
  // Where its issue is to stand.
  repository: ['repository', 'repo', 'target repository', 'target repo'],
}

/** Where a word names two fields, the later one counts. */
const fieldNames = [
  'owner',
  'due',
  'state',
  'priority',
  'type',
  'ticket',
  'reference',
  'repository',
] as const satisfies readonly FieldName[]
const elsewhere = ['owner', 'due', 'state'] as const satisfies readonly FieldName[]

const fieldOfWord: ReadonlyMap<string, FieldName> = new Map([
  ...fieldNames.flatMap((field) => fields[field].map((word) => [word, field] as const)),
  ...elsewhere.flatMap((field) => columnsElsewhere(field).map((word) => [plainWords(word), field] as const)),
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
