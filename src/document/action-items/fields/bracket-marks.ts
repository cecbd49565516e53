import type { Due } from '../../../domain/action-item.ts'
import { readDue } from '../../../text/time/dates.ts'
import { fieldOf } from './field-names.ts'
import type { Gathered } from './gathered-marks.ts'
import { asPromise } from './item-dates.ts'
import { joinOwners, type KnownNames, noOwners } from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import { readPriority, readState, readType } from './item-words.ts'

/** Whether a part of a bracket is somebody's name. */
export type IsName = (text: string, known: KnownNames) => boolean

/** What one part of a bracket says. `login`: an `@login`, which is read where it stands. */
type Part =
  | { readonly says: 'field' | 'login' | 'nothing' }
  | { readonly says: 'name'; readonly name: string }
  | { readonly says: 'due'; readonly value: Due }
  | { readonly says: 'priority'; readonly value: NonNullable<Gathered['priority']> }
  | { readonly says: 'state'; readonly value: NonNullable<Gathered['state']> }
  | { readonly says: 'type'; readonly value: NonNullable<Gathered['type']> }

/** Takes the parts of a bracket where every one of them says something; nothing of it otherwise. */
export function takeParts(parts: readonly string[], marks: Gathered, reading: ItemReading, isName: IsName): boolean {
  const dated = parts.some((part) => dateIn(part, reading.today) !== null)
  const several = parts.length > 1
  const isShort = (part: string) => dated && several && /^[\p{L}][\p{L}\p{N}_.-]{1,30}$/u.test(part)
  const read = parts.map((part) =>
    partOf(part, several, reading, (text, known) => isName(text, known) || isShort(text)),
  )
  if (read.some(({ says }) => says === 'nothing')) return false
  const telling = read.filter(({ says }) => says !== 'login')
  // Only `@login`: the reader of those knows better.
  if (telling.length === 0) return false
  const names = read.flatMap((part) => (part.says === 'name' ? [part.name] : []))
  const values = telling.filter(({ says }) => says !== 'field')
  const due = read.find((part) => part.says === 'due')?.value
  // A date that is none stays where people see it.
  if (values.every(({ says }) => says === 'due') && due?.valid === false) return false
  marks.due ??= due ?? null
  marks.priority ??= read.find((part) => part.says === 'priority')?.value ?? null
  marks.state ??= read.find((part) => part.says === 'state')?.value ?? null
  marks.type ??= read.find((part) => part.says === 'type')?.value ?? null
  marks.owners = joinOwners(marks.owners, { ...noOwners, names })
  return true
}

function partOf(part: string, several: boolean, { today, known }: ItemReading, isName: IsName): Part {
  if (several && fieldOf(part.toLowerCase()) !== null) return { says: 'field' }
  const due = dateIn(part, today)
  if (due !== null) return { says: 'due', value: due }
  // A number alone, as in `[^1]`, `(#2)` or `[1]`, is a note or a count.
  const priority = /^\P{L}{0,3}\d/u.test(part) ? null : readPriority(part)
  if (priority !== null) return { says: 'priority', value: priority }
  const state = /^[\p{L}' ]{2,24}$|^\P{L}{1,4}$/u.test(part) ? readState(part) : null
  if (state !== null) return { says: 'state', value: state }
  const type = readType(part)
  if (type !== null) return { says: 'type', value: type }
  if (/^@[\w/.-]{1,160}$/.test(part)) return { says: 'login' }
  return isName(part, known) ? { says: 'name', name: part } : { says: 'nothing' }
}

/**
 * The date that a part of a bracket is, with or without a word before it. Without one it is a promise only if it is known not
 * to be past: people put days into brackets that tell when something happened, too.
 */
function dateIn(part: string, today: string | null): Due | null {
  const text = part.replace(/^(?:due(?: date| on| by)?|by|deadline|target|eta|before|until)[ :=]{1,3}/i, '')
  const labelledSo = text !== part
  if (!labelledSo && (today === null || !/\d/.test(text))) return null
  const due = asPromise(readDue(text, today), today, labelledSo)
  if (due === null) return null
  return due.valid || (labelledSo && /\d|end of|next|week|month|quarter|day$/i.test(text)) ? due : null
}
