import { isToDo } from '../data/action-verbs.ts'
import { type Gathered, type Marks, takeState } from './gathered-marks.ts'
import { promisedDates, vagueDate } from './item-dates.ts'
import { hasOwners, isThing, looksLikeName, noOwners } from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import { readState } from './item-words.ts'
import { readLabels } from './label-marks.ts'
import { readLead } from './lead-marks.ts'
import { readTail } from './tail-marks.ts'

/** "… - done, see the runbook": a state after a dash, with more about it. It stays, as what it says may be all that is known. */
const toldAfterDash =
  /[\s\ufffc)][–—-]{1,2}\s((?:already )?(?:done|completed?|fixed|resolved|in progress|wip|ongoing|not started|won['’]t (?:do|fix)|declined))(?=[:,;.]|\s(?:and|in|on|by|via|as|with|see|at|here)\b|[\s.]{0,4}$)/i

/** "Move the queue. Discussed but decided not to do." */
const decidedAgainst = /\bdecided (?:against|not to (?:do|pursue|implement|go ahead|proceed|take))\b/i

/** A team, or a name that is written as one, as the subject of what will be done. */
const subject =
  /(?:^|[.:!]|\ufffc)\s{0,3}(?:[Tt]he )?(?:(?!(?:[Tt]he|[Oo]ur|[Aa]|[Ee]ach|[Tt]his|[Tt]hat|[Aa]ll|[Ee]very|[Tt]hese) )(\p{L}[\p{L}\p{N}&/-]{0,20}(?: [\p{L}\p{N}&/-]{1,20}){0,3} teams?) (?:will|should|to|must|is going to|owns)|(?!(?:We|I|It|This|That|These|Those|They|There|The|All|Each|Every|Everyone|Someone|Nobody|Who|What|You|Users?|Customers?|Engineers?|Future|New|Alerts?|Monitoring)\b)(\p{Lu}[\p{L}\p{N}]{1,20}(?: \p{Lu}[\p{L}\p{N}]{1,20})?) (?:will (?!be\b)(?<does>\p{L}.{0,60})|has (?<agrees>placed|agreed|committed|offered)))/u

/**
 * What the text of an item says of its state, type, priority, owners by name and date, in brackets, signs, labels and words
 * at its beginning and end, or with a label anywhere. `masked` is the text in which all but plain text is `\ufffc`.
 */
export function readMarks(masked: string, reading: ItemReading): Marks {
  const marks: Gathered = { state: null, type: null, priority: null, due: null, owners: noOwners, spans: [] }
  const from = readLead(masked, marks, reading)
  const to = readTail(masked, from, marks, reading)
  readLabels(masked, marks, reading.today)
  if (marks.state === null) takeState(readState(toldAfterDash.exec(masked.slice(0, 1_000))?.[1] ?? ''), marks)
  if (marks.state === null && decidedAgainst.test(masked.slice(0, 1_000))) marks.state = 'declined'
  readPromise(masked.slice(0, to), marks, reading)
  const named = hasOwners(marks.owners) ? null : subject.exec(masked.slice(0, 500))
  const words = (named?.[1] ?? named?.[2])?.split(/\bthe /).at(-1)
  // "Work with the ops team to …" is not theirs.
  const name = words?.includes(' ') && isToDo(words) ? undefined : words
  const acts = named?.[1] !== undefined || named?.groups?.agrees !== undefined || isToDo(named?.groups?.does ?? '')
  // "Kafka will need more disks": a thing does so, too.
  if (name !== undefined && (looksLikeName(name, reading.known) || (acts && !isThing(name))))
    marks.owners = { ...noOwners, names: [name] }
  return marks
}

function readPromise(masked: string, marks: Gathered, { today }: ItemReading): void {
  if (marks.due !== null) return
  const dates = promisedDates(masked, today)
  const promise = dates.find(({ due }) => due.valid) ?? dates[0]
  const found = promise === undefined ? vagueDate(masked, today) : { ...promise, stays: !promise.due.valid }
  if (found === null) return
  marks.due = found.due
  marks.spans.push(found)
}
