import { readDue } from '../../../text/time/dates.ts'
import { takeParts } from './bracket-marks.ts'
import { type Gathered, takeState } from './gathered-marks.ts'
import { asPromise } from './item-dates.ts'
import { isPerson, joinOwners, looksLikeName, ownerParts, readOwners } from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import { readPriority, readState, readStateAtEnd } from './item-words.ts'

const trailingBracket = /[[(]\s?([^()[\]\ufffc]{1,80})\s?[\])][\s.\ufffc]{0,6}$/
const trailingSign =
  /[\s\ufffc–—-]{0,4}(?::([a-z_]{3,30}):|(\p{Extended_Pictographic}\ufe0f?|[✓✔✗✘☐☑]))[\s\ufffc]{0,4}$/u
const trailingPriority =
  /(?<=\S)[\s\ufffc]{1,3}(?:[–—-]{1,2}\s)?(?:(P[0-3])|[(]?(high|medium|low|critical) priority[)]?)[\s.\ufffc]{0,4}$/i
const trailingWord =
  /[\s\ufffc]{0,3}[–—-]{1,2}[\s\ufffc]{1,3}((?:already )?(?:done|completed?|fixed|in progress|wip|ongoing|won['’]t (?:do|fix)|not started|todo|open))[\s.\ufffc]{0,4}$/i

/** "Rename the barn — Ana — 2026-05-03": a day, or somebody, after a dash or a login at an item's end. */
const trailingDay = /(?:[\s\ufffc][–—|-]{1,2}\s|,\s|(?<=@[\w-]{1,39})\s)(\d{4}-\d{2}-\d{2})[\s.)\ufffc]{0,4}$/
const trailingName = /[\s\ufffc][–—|-]{1,2}\s(\p{Lu}[\p{L}'’.-]{1,20}(?: \p{Lu}[\p{L}'’.-]{0,20})?)[\s.\ufffc]{0,4}$/u

/** "Adopt the new balancer **TODO**": capitals that end an item, after its text. */
const trailingCapitals = /(?<=[\p{L}\p{N}.,;!?)\ufffc])[\s\ufffc]{1,4}(?:IN |NOT |TO )?[A-Z]{3,12}[\s.\ufffc]{0,4}$/u

/** Where in `rest` a mark of one kind begins that ends it and was taken; `'none'` where another may. */
type ReadTail = (rest: string, marks: Gathered, reading: ItemReading) => number | null | 'none'

/** In this order: brackets and signs end the search, whatever they say. */
const tails: readonly ReadTail[] = [readBracket, readSign, readUrgency, readDay, readName, readWord, readCapitals]

/** Takes the marks at an item's end, at most three, and returns where its words end. */
export function readTail(masked: string, from: number, marks: Gathered, reading: ItemReading): number {
  let to = masked.length
  for (let round = 0; round < 3; round += 1) {
    const start = Math.max(from, to - 140)
    const rest = masked.slice(start, to)
    const at = tailOf(rest, marks, reading)
    if (at === null || at === 0) break
    marks.spans.push({ start: start + at, end: to, stays: false })
    to = start + at
  }
  return to
}

/** Where in `rest` a mark begins that ends it, `null` for none. */
function tailOf(rest: string, marks: Gathered, reading: ItemReading): number | null {
  for (const read of tails) {
    const at = read(rest, marks, reading)
    if (at !== 'none') return at
  }
  return null
}

function readBracket(rest: string, marks: Gathered, reading: ItemReading): number | null | 'none' {
  const bracket = trailingBracket.exec(rest)
  if (bracket === null) return 'none'
  return takeParts(ownerParts(bracket[1] ?? ''), marks, reading, looksLikeName) ? bracket.index : null
}

function readSign(rest: string, marks: Gathered): number | null | 'none' {
  const sign = trailingSign.exec(rest)
  if (sign === null) return 'none'
  return takeState(readState(sign[1]?.replaceAll('_', ' ') ?? sign[2] ?? ''), marks) ? sign.index : null
}

function readUrgency(rest: string, marks: Gathered): number | 'none' {
  const urgency = trailingPriority.exec(rest)
  if (urgency === null) return 'none'
  marks.priority ??= readPriority(urgency[1] ?? urgency[2] ?? '')
  return urgency.index
}

function readDay(rest: string, marks: Gathered, { today }: ItemReading): number | 'none' {
  const day = trailingDay.exec(rest)
  if (day === null || marks.due !== null) return 'none'
  marks.due = asPromise(readDue(day[1] ?? '', today), today, false)
  return marks.due === null ? 'none' : day.index
}

function readName(rest: string, marks: Gathered, { known }: ItemReading): number | 'none' {
  const name = trailingName.exec(rest)
  if (name === null || !isPerson(name[1] ?? '', known)) return 'none'
  marks.owners = joinOwners(marks.owners, readOwners(name[1] ?? ''))
  return name.index
}

function readWord(rest: string, marks: Gathered): number | 'none' {
  const word = trailingWord.exec(rest)
  return word !== null && takeState(readState(word[1] ?? ''), marks) ? word.index : 'none'
}

function readCapitals(rest: string, marks: Gathered): number | 'none' {
  const capitals = trailingCapitals.exec(rest)
  if (capitals === null) return 'none'
  return takeState(readStateAtEnd(capitals[0].replaceAll('\ufffc', ' ')), marks) ? capitals.index : 'none'
}
