import type { Configuration } from '../../../config/schema/schema.ts'
import type { ActionItem, ItemPriority } from '../../../domain/action-item.ts'
import type { FieldToSet, Issue, IssueField } from '../../../domain/issue.ts'
import type { IncidentPass } from '../../pass.ts'

type Named = Configuration['actionItems']['fields']

/** What fields are called that nobody configured. */
const usual: Readonly<Record<keyof Named, readonly string[]>> = {
  due: ['target date', 'due date', 'due', 'deadline'],
  priority: ['priority'],
}

const types: Readonly<Record<keyof Named, string>> = { due: 'date', priority: 'single_select' }

/** The field of that use among others: the one that the configuration names, else the first usual name; `undefined` for none. */
export function fieldFor<T extends { readonly name: string; readonly type: string }>(
  use: keyof Named,
  fields: readonly T[],
  named: Named,
): T | undefined {
  const configured = named[use]
  const names = configured === null ? usual[use] : [configured.toLowerCase()]
  return names
    .map((name) => fields.find((field) => field.name.toLowerCase() === name && field.type === types[use]))
    .find((field) => field !== undefined)
}

/** What the fields of an item's issue are to hold. */
export interface FieldsOfItem {
  readonly values: readonly FieldToSet[]
  /** The field that has the due date, for people; `null` where a line says it. */
  readonly due: string | null
}

/** What to set for an item that is due on `day`. More people may see a date than a priority, so that `neutral` sets no other. */
export function fieldsOfItem(
  item: Pick<ActionItem, 'priority'>,
  day: string | null,
  fields: readonly IssueField[],
  { named, neutral }: { readonly named: Named; readonly neutral: 'neutral' | 'whole' },
): FieldsOfItem {
  const due = day === null ? undefined : fieldFor('due', fields, named)
  const priority = neutral === 'neutral' ? undefined : fieldFor('priority', fields, named)
  const option = priority === undefined ? null : optionFor(item.priority, priority.options)
  return {
    values: [
      ...(due === undefined || day === null ? [] : [{ id: due.id, value: day }]),
      ...(priority === undefined || option === null ? [] : [{ id: priority.id, value: option }]),
    ],
    due: due?.name ?? null,
  }
}

const inOrder = ['P0', 'P1', 'P2', 'P3'] as const
const ranks: Readonly<Record<ItemPriority, number>> = { P0: 0, P1: 1, P2: 2, P3: 3, high: 1, medium: 2, low: 3 }
const least = /\b(?:low(?:est)?|minor|trivial|p[3-9]|none|later)\b/i

/** The option for a priority: the one of its name, else by order, the most urgent first; `null` where nothing fits. */
export function optionFor(priority: ItemPriority | null, options: readonly string[]): string | null {
  if (priority === null) return null
  const same = options.find((option) => new Set(option.toLowerCase().split(/[^a-z\d]+/)).has(priority.toLowerCase()))
  if (same !== undefined) return same
  if (options.length < 2) return null
  const [first = ''] = options
  const urgentFirst = least.test(first) && !least.test(options.at(-1) ?? '') ? options.toReversed() : options
  return urgentFirst[Math.floor((ranks[priority] * options.length) / inOrder.length)] ?? null
}

/**
 * The fields of the owner: as GitHub lists them, else those that issues show which the pass has read. None where nobody knows.
 * `undefined` while not read.
 */
export function knownFields(pass: IncidentPass, issues: readonly Issue[]): readonly IssueField[] | undefined {
  const grant = pass.ask({ ask: 'installation' })
  if (grant === undefined) return undefined
  const question = { ask: 'issueFields' } as const
  const mayAsk = grant?.permissions.issue_fields !== undefined && !pass.refused(question)
  const listed = mayAsk ? pass.ask(question) : null
  if (listed === undefined) return undefined
  if (listed !== null) return listed
  const seen = issues.flatMap(({ fields = [] }) =>
    fields.map(({ id, name, type }) => ({ id, name, type, options: [] })),
  )
  return [...new Map(seen.map((field) => [field.id, field])).values()]
}
