import { readDue } from '../../../text/time/dates.ts'
import { type Gathered, takeState } from './gathered-marks.ts'
import { asPromise } from './item-dates.ts'
import { joinOwners, readOwners } from './item-names.ts'
import { readPriority, readState, readType } from './item-words.ts'

const labelled =
  /(?<![\p{L}\p{N}])(owners?|assignees?|assigned to|responsible|dri|poc|leads?|status|state|priority|prio|type|category|target date|target|due date|due|deadline|eta)[\s\ufffc]{0,4}[:=][\s\ufffc]{0,4}(?=\S)([^,;|()[\]\ufffc\n]{1,60})/giu

/** What follows a label, up to the end of its sentence or the next label. */
const labelledValue = /^.{1,60}?(?=\.(?:\s|$)|\s[–—-]{1,2}\s|$|\s(?:due|owner|status|priority|target|eta)\b)/iu

/** What was taken of a label's value: `stays` where people should go on seeing it; `null` where it says nothing. */
type Taken = { readonly stays: boolean } | null

type Take = (value: string, marks: Gathered, today: string | null) => Taken

/** What each label tells of. To teach the app another one, add it here and to `labelled`. */
const takes: readonly (readonly [label: RegExp, take: Take])[] = [
  [/^stat(?:us|e)$/i, (value, marks) => (takeState(readState(value), marks) ? { stays: false } : null)],
  [/^(?:target(?: date)?|due(?: date)?|deadline|eta)$/i, takeDue],
  [/^(?:type|category)$/i, takeType],
  [/^prio(?:rity)?$/i, takePriority],
  [/^(?:owners?|assignees?|assigned to|responsible|dri|poc|leads?)$/i, takeOwners],
]

/** Takes what stands behind a label anywhere in an item's text: "owner: Ana", "ETA: 2026-05-03". */
export function readLabels(masked: string, marks: Gathered, today: string | null): void {
  for (const match of masked.matchAll(labelled)) {
    const [whole, label = '', rest = ''] = match
    const value = (labelledValue.exec(rest)?.[0] ?? rest).trimEnd()
    const taken = takes.find(([pattern]) => pattern.test(label))?.[1](value, marks, today) ?? null
    const end = match.index + whole.length - rest.length + value.length
    if (taken !== null) marks.spans.push({ start: match.index, end, stays: taken.stays })
  }
}

function takeType(value: string, marks: Gathered): Taken {
  const type = readType(value)
  marks.type ??= type
  return type === null ? null : { stays: false }
}

function takePriority(value: string, marks: Gathered): Taken {
  const priority = readPriority(value)
  marks.priority ??= priority
  return priority === null ? null : { stays: false }
}

function takeOwners(value: string, marks: Gathered): Taken {
  if (/@\w/.test(value)) return null
  const read = readOwners(value)
  if (read.names.length === 0) return null
  marks.owners = joinOwners(marks.owners, read)
  return { stays: false }
}

function takeDue(value: string, marks: Gathered, today: string | null): Taken {
  const read = asPromise(readDue(value.replace(/`/g, ''), today), today, true)
  if (read === null) return null
  if (!read.valid && !/\d|end of|next|week|month|quarter|year|day$|asap|soon|tomorrow/i.test(value)) return null
  marks.due ??= read
  return { stays: !read.valid }
}
