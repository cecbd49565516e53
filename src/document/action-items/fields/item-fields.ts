import { type ActionItem, isClosed } from '../../../domain/action-item.ts'
import { referencesIn } from '../../../text/markdown/references-in.ts'
import { readDue } from '../../../text/time/dates.ts'
import { ticketIn } from '../tracked-items.ts'
import { type FieldName, fieldOf } from './field-names.ts'
import { asPromise } from './item-dates.ts'
import { hasOwners, joinOwners, noOwners, readOwners } from './item-names.ts'
import { repositoryIn } from './item-place.ts'
import type { ItemReading } from './item-reading.ts'
import { isPlaceholder, readPriority, readState, readStateAtEnd, readStateOf, readType } from './item-words.ts'

const fieldLine =
  /^[\s>]{0,12}(?:[-*+•][ \t]{1,4})?[*_]{0,3}([\p{L}][\p{L} /]{0,24}?)[*_]{0,3}[ \t]{0,4}[:=][*_]{0,3}[ \t]{0,4}(\S.{0,300})$/u

/** A line of its own that says one thing about the item above it, as "Owner: Alice" does; `null` for any other. */
export function readFieldLine(line: string): { readonly field: FieldName; readonly value: string } | null {
  const match = line.length > 400 ? null : fieldLine.exec(line)
  if (match === null) return null
  const field = fieldOf((match[1] ?? '').toLowerCase().replace('/', ' ').trim())
  return field === null ? null : { field, value: (match[2] ?? '').replace(/[*_\s]{1,6}$/, '') }
}

/** What a field holds, as written and without emphasis. */
interface FieldText {
  readonly written: string
  readonly bare: string
}

/** How each field becomes part of an item; what the item's own text says goes before it. */
const takers: Readonly<Record<FieldName, (item: ActionItem, text: FieldText, reading: ItemReading) => ActionItem>> = {
  owner: withOwner,
  due: withDue,
  state: withState,
  priority: (item, { bare }) => ({ ...item, priority: item.priority ?? readPriority(bare) }),
  type: (item, { bare }) => ({ ...item, type: item.type ?? readType(bare) }),
  ticket: withTicket,
  reference: withReferences,
  repository: withRepository,
}

/** `item` with what a field says, where the item's own text does not say it. */
export function withField(item: ActionItem, field: FieldName, value: string, reading: ItemReading): ActionItem {
  const bare = value.replace(/[*_`]/g, '').trim()
  return bare === '' || bare === '-' ? item : takers[field](item, { written: value, bare }, reading)
}

function withOwner(item: ActionItem, { bare }: FieldText): ActionItem {
  const read = readOwners(bare.replace(/\[([^[\]]{1,80})\]\([^()]{0,300}\)/g, '$1'))
  return hasOwners(item.owners) || !hasOwners(read) ? item : { ...item, owners: joinOwners(noOwners, read) }
}

function withDue(item: ActionItem, text: FieldText, { today }: ItemReading): ActionItem {
  const { bare } = text
  if (item.due?.valid || isPlaceholder(bare)) return item
  if (readState(bare) !== null) return withState(item, text)
  const due = asPromise(readDue(bare.replace(/^(?:due|by|eta)[ :]{1,3}/i, ''), today), today, true)
  return due !== null && (due.valid || item.due === null) ? { ...item, due } : item
}

function withRepository(item: ActionItem, { written, bare }: FieldText, { account }: ItemReading): ActionItem {
  const host = account?.slice(0, account.lastIndexOf('/')).toLowerCase() ?? null
  const repository = item.repository ?? repositoryIn(written, bare, host)
  return repository === null ? item : { ...item, repository }
}

function withState(item: ActionItem, { bare }: FieldText): ActionItem {
  // A box is clearer than any word.
  if (item.kind === 'checkbox' || (item.state !== null && item.kind !== 'table')) return item
  const state = readStateOf(bare)
  // A row's own column knows better than a line through its text.
  return state === null ? item : { ...item, state, checked: isClosed(state) }
}

function withTicket(item: ActionItem, text: FieldText): ActionItem {
  const ticket = ticketIn(text.written)
  return { ...withReferences(item, text), ...(ticket !== null && item.ticket === undefined && { ticket }) }
}

function withReferences(item: ActionItem, { written, bare }: FieldText): ActionItem {
  const { references, links } = referencesIn(written)
  // "n/a **DONE**": many tell in this column how far it is.
  const stateAtHand = item.state ?? (item.kind === 'checkbox' ? null : readStateAtEnd(bare))
  return {
    ...item,
    state: stateAtHand,
    checked: item.kind === 'checkbox' ? item.checked : isClosed(stateAtHand),
    references: [...new Set([...item.references, ...references])],
    // The last one is that of the item's own issue, which is written back into its text.
    links: [...new Set([...links, ...item.links])],
  }
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
