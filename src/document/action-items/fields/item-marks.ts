import type { Due, ItemState, ItemType, Owners, Priority } from '../../../domain/action-item.ts'
import { readDue } from '../../../text/time/dates.ts'
import { isToDo } from '../data/action-verbs.ts'
import { isGivenName } from '../data/given-names.ts'
import { asPromise, promisedDates, vagueDate } from './item-dates.ts'
import { fieldOf } from './item-fields.ts'
import {
  hasOwners,
  isThing,
  joinOwners,
  type KnownNames,
  looksLikeLead,
  looksLikeName,
  noOwners,
  partsOf,
  readOwners,
} from './item-names.ts'
import { plainWords, readPriority, readState, readStateAtEnd, readType } from './item-words.ts'

/** What the reader goes by besides the text. */
export interface ItemReading {
  /** The day (`yyyy-mm-dd`) to which "in 2 weeks" relates; `null` keeps such dates as text. */
  readonly today: string | null
  readonly known: KnownNames
}

/** A stretch of an item's text that says something about it. An `anchor` says so and stays in the text. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly stays: boolean
}

/** What an item's line says besides what is to do. */
export interface Marks {
  readonly state: ItemState | null
  readonly type: ItemType | null
  readonly priority: Priority | null
  readonly due: Due | null
  /** Owners by name: `@login` is read where it stands. */
  readonly owners: Owners
  readonly spans: readonly Mark[]
}

/** The parts while they are gathered: the first of each kind counts. */
interface Gathered {
  state: ItemState | null
  type: ItemType | null
  priority: Priority | null
  due: Due | null
  owners: Owners
  readonly spans: Mark[]
}

const leadingTodo = /^([\s\ufffc]{0,8})TODO\(([^()\ufffc]{1,40})\)[:\s\ufffc]{1,6}(?=\S)/
const leadingBracket = /^([\s\ufffc]{0,8})[[(]\s?([^[\]()\ufffc]{1,60})\s?[\])][\s:,\ufffc–—-]{0,6}/
const leadingSign = /^([\s\ufffc]{0,8})(?::([a-z_]{3,30}):|(\p{Extended_Pictographic}\ufe0f?|[✓✔✗✘☐☑]))[\s\ufffc]{0,4}/u
const leadingLabel =
  /^([\s\ufffc]{0,8})([\p{L}][\p{L}\p{N}'’ .@/_-]{0,38}?)[\s\ufffc]{0,4}(?::[\s\ufffc]{0,4}|\s[–—-]{1,2}\s)(?=\S)/u
const leadingNumber =
  /^([\s\ufffc]{0,8})(?:(?:AI|FU)[ #-]?\d{1,3}[.:)]?|(?:A|Action|Item|Action item|Task|TODO|Follow-up)[ #-]{0,2}\d{1,3}[.:)]|#\d{1,2}(?=[.:)]))[.:)]?[\s\ufffc–—-]{1,6}(?=\S)/iu
const trailingBracket = /[[(]\s?([^()[\]\ufffc]{1,80})\s?[\])][\s.\ufffc]{0,6}$/
const trailingSign =
  /[\s\ufffc–—-]{0,4}(?::([a-z_]{3,30}):|(\p{Extended_Pictographic}\ufe0f?|[✓✔✗✘☐☑]))[\s\ufffc]{0,4}$/u
const leadingPriority = /^([\s\ufffc]{0,8})(P[0-3])\b[\s\ufffc:–—-]{1,6}(?=\S)/
const trailingPriority =
  /(?<=\S)[\s\ufffc]{1,3}(?:[–—-]{1,2}\s)?(?:(P[0-3])|[(]?(high|medium|low|critical) priority[)]?)[\s.\ufffc]{0,4}$/i
const trailingWord =
  /[\s\ufffc]{0,3}[–—-]{1,2}[\s\ufffc]{1,3}((?:already )?(?:done|completed?|fixed|in progress|wip|ongoing|won['’]t (?:do|fix)|not started|todo|open))[\s.\ufffc]{0,4}$/i

/** "Rename the barn — Ana — 2026-05-03": a day, or somebody, after a dash or a login at an item's end. */
const trailingDay = /(?:[\s\ufffc][–—|-]{1,2}\s|,\s|(?<=@[\w-]{1,39})\s)(\d{4}-\d{2}-\d{2})[\s.)\ufffc]{0,4}$/
const trailingName = /[\s\ufffc][–—|-]{1,2}\s(\p{Lu}[\p{L}'’.-]{1,20}(?: \p{Lu}[\p{L}'’.-]{0,20})?)[\s.\ufffc]{0,4}$/u

/** "Adopt the new balancer **TODO**": capitals that end an item, after its text. */
const trailingCapitals = /(?<=[\p{L}\p{N}.,;!?)\ufffc])[\s\ufffc]{1,4}(?:IN |NOT |TO )?[A-Z]{3,12}[\s.\ufffc]{0,4}$/u

/** "… - done, see the runbook": a state after a dash, with more about it. It stays, as what it says may be all that is known. */
const toldAfterDash =
  /[\s\ufffc)][–—-]{1,2}\s((?:already )?(?:done|completed?|fixed|resolved|in progress|wip|ongoing|not started|won['’]t (?:do|fix)|declined))(?=[:,;.]|\s(?:and|in|on|by|via|as|with|see|at|here)\b|[\s.]{0,4}$)/i

/** "Move the queue. Discussed but decided not to do." */
const decidedAgainst = /\bdecided (?:against|not to (?:do|pursue|implement|go ahead|proceed|take))\b/i

const labelled =
  /(?<![\p{L}\p{N}])(owners?|assignees?|assigned to|responsible|dri|poc|leads?|status|state|priority|prio|type|category|target date|target|due date|due|deadline|eta)[\s\ufffc]{0,4}[:=][\s\ufffc]{0,4}(?=\S)([^,;|()[\]\ufffc\n]{1,60})/giu

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
  readLabels(masked, marks, reading)
  if (marks.state === null) takeState(readState(toldAfterDash.exec(masked.slice(0, 1_000))?.[1] ?? ''), marks)
  if (marks.state === null && decidedAgainst.test(masked.slice(0, 1_000))) marks.state = 'declined'
  readPromise(masked.slice(0, to), marks, reading)
  const named = hasOwners(marks.owners) ? null : subject.exec(masked.slice(0, 500))
  const name = (named?.[1] ?? named?.[2])?.split(/\bthe /).at(-1)
  const acts = named?.[1] !== undefined || named?.groups?.agrees !== undefined || isToDo(named?.groups?.does ?? '')
  // "Kafka will need more disks": a thing does so, too.
  if (name !== undefined && (looksLikeName(name, reading.known) || (acts && !isThing(name))))
    marks.owners = { ...noOwners, names: [name] }
  return marks
}

function readLead(masked: string, marks: Gathered, reading: ItemReading): number {
  let from = 0
  for (let round = 0; round < 5; round += 1) {
    const rest = masked.slice(from, from + 140)
    const end = leadOf(rest, marks, reading)
    if (end === 0 || from + end >= masked.trimEnd().length) break
    marks.spans.push({ start: from, end: from + end, stays: false })
    from += end
  }
  return from
}

/** How much of `rest` is a mark at an item's beginning, 0 for none. */
function leadOf(rest: string, marks: Gathered, reading: ItemReading): number {
  const todo = leadingTodo.exec(rest)
  if (todo !== null) {
    marks.state ??= 'open'
    marks.owners = joinOwners(marks.owners, readOwners(todo[2] ?? ''))
    return todo[0].length
  }
  const bracket = leadingBracket.exec(rest)
  if (bracket !== null) {
    const isName = bracket[0].trimStart().startsWith('(') ? looksLikeRoundLead : looksLikeLead
    return take(partsOf(bracket[2] ?? ''), marks, reading, isName) ? bracket[0].length : 0
  }
  const sign = leadingSign.exec(rest)
  if (sign !== null)
    return takeState(readState(sign[2]?.replaceAll('_', ' ') ?? sign[3] ?? ''), marks) ? sign[0].length : 0
  const urgency = leadingPriority.exec(rest)
  if (urgency !== null) {
    marks.priority ??= readPriority(urgency[2] ?? '')
    return urgency[0].length
  }
  const number = leadingNumber.exec(rest)
  if (number !== null) return number[0].length
  const label = leadingLabel.exec(rest)
  if (label === null) return 0
  const words = label[2] ?? ''
  if (
    /^(?:(?:open|new|remaining) )?(?:action items?|actions?|todo|to do|follow[ -]?ups?|next steps?|tasks?)$/i.test(
      words,
    )
  )
    return label[0].length
  const state = readState(words)
  if (state !== null && /^[a-z' ]{3,20}$/i.test(words)) return takeState(state, marks) ? label[0].length : 0
  if (readPriority(words) !== null && /^P\d$/i.test(words))
    return take([words], marks, reading, looksLikeName) ? label[0].length : 0
  const type = /^(?:prevent|detect|mitigate|process|repair|prevention|detection|mitigation)$/i.test(words)
    ? readType(words)
    : null
  if (type !== null) {
    marks.type ??= type
    return label[0].length
  }
  if (words.startsWith('@') || !namesOwner(words, rest.slice(label[0].length), reading)) return 0
  marks.owners = joinOwners(marks.owners, readOwners(words))
  return label[0].length
}

/** Whether a label is a team that is called so, a known name, or a given name before what is to do: "Platform team: review it". */
function namesOwner(words: string, rest: string, { known }: ItemReading): boolean {
  if (known.has(plainWords(words)) || /^[\p{L}][\p{L}\p{N} &-]{0,40} (?:team|squad)s?$/iu.test(words)) return true
  return isGivenName(words.split(' ')[0] ?? '') && looksLikeName(words, known) && isToDo(rest)
}

function readTail(masked: string, from: number, marks: Gathered, reading: ItemReading): number {
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
  const bracket = trailingBracket.exec(rest)
  if (bracket !== null) {
    const parts = partsOf(bracket[1] ?? '')
    return take(parts, marks, reading, looksLikeName) ? bracket.index : null
  }
  const sign = trailingSign.exec(rest)
  if (sign !== null)
    return takeState(readState(sign[1]?.replaceAll('_', ' ') ?? sign[2] ?? ''), marks) ? sign.index : null
  const urgency = trailingPriority.exec(rest)
  if (urgency !== null) {
    marks.priority ??= readPriority(urgency[1] ?? urgency[2] ?? '')
    return urgency.index
  }
  const day = trailingDay.exec(rest)
  const promise = day === null ? null : asPromise(readDue(day[1] ?? '', reading.today), reading.today, false)
  if (day !== null && promise !== null && marks.due === null) {
    marks.due = promise
    return day.index
  }
  const name = trailingName.exec(rest)
  if (name !== null && isKnown(name[1] ?? '', reading)) {
    marks.owners = joinOwners(marks.owners, readOwners(name[1] ?? ''))
    return name.index
  }
  const word = trailingWord.exec(rest)
  if (word !== null && takeState(readState(word[1] ?? ''), marks)) return word.index
  const capitals = trailingCapitals.exec(rest)
  return capitals !== null && takeState(readStateAtEnd(capitals[0].replaceAll('\ufffc', ' ')), marks)
    ? capitals.index
    : null
}

/** Whether a name after a dash is somebody's: known, or a given name with or without another. */
function isKnown(name: string, { known }: ItemReading): boolean {
  return known.has(plainWords(name)) || (isGivenName(name.split(' ')[0] ?? '') && looksLikeName(name, known))
}

function takeState(state: ItemState | null, marks: Gathered): boolean {
  if (state === null) return false
  marks.state ??= state
  return true
}

/** Round brackets before an item name somebody as those at its end do, or as square ones do. */
function looksLikeRoundLead(text: string, known: KnownNames): boolean {
  return looksLikeName(text, known) || looksLikeLead(text, known)
}

type Judge = (text: string, known: KnownNames) => boolean

/** Takes the parts of a bracket where every one of them says something; nothing of it otherwise. */
function take(parts: readonly string[], marks: Gathered, { today, known }: ItemReading, isName: Judge): boolean {
  if (parts.length === 0) return false
  const found: Partial<Omit<Gathered, 'spans'>> = {}
  const names: string[] = []
  let labelled = false
  const dated = parts.some((part) => dateIn(part, today) !== null)
  for (const part of parts) {
    if (parts.length > 1 && fieldOf(part.toLowerCase()) !== null) {
      labelled = true
      continue
    }
    const state = /^[\p{L}' ]{2,24}$|^\P{L}{1,4}$/u.test(part) ? readState(part) : null
    const due = dateIn(part, today)
    // A number alone, as in `[^1]`, `(#2)` or `[1]`, is a note or a count.
    const priority = /^\P{L}{0,3}\d/u.test(part) ? null : readPriority(part)
    const type = readType(part)
    if (due !== null) found.due ??= due
    else if (priority !== null) found.priority ??= priority
    else if (state !== null) found.state ??= state
    else if (type !== null) found.type ??= type
    else if (/^@[\w/.-]{1,160}$/.test(part)) continue
    else if (isName(part, known) || (dated && parts.length > 1 && /^[\p{L}][\p{L}\p{N}_.-]{1,30}$/u.test(part)))
      names.push(part)
    else return false
  }
  // Only `@login`: the reader of those knows better.
  if (names.length === 0 && !labelled && Object.keys(found).length === 0) return false
  // A date that is none stays where people see it.
  if (names.length === 0 && Object.keys(found).every((key) => key === 'due') && found.due?.valid === false) return false
  marks.due ??= found.due ?? null
  marks.priority ??= found.priority ?? null
  marks.state ??= found.state ?? null
  marks.type ??= found.type ?? null
  marks.owners = joinOwners(marks.owners, { ...noOwners, names })
  return true
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

function readLabels(masked: string, marks: Gathered, { today }: ItemReading): void {
  for (const match of masked.matchAll(labelled)) {
    const [whole, label = '', rest = ''] = match
    const value = (
      /^.{1,60}?(?=\.(?:\s|$)|\s[–—-]{1,2}\s|$|\s(?:due|owner|status|priority|target|eta)\b)/iu.exec(rest)?.[0] ?? rest
    ).trimEnd()
    const end = match.index + whole.length - rest.length + value.length
    const mark = (stays: boolean) => marks.spans.push({ start: match.index, end, stays })
    switch (label.toLowerCase()[0]) {
      case 's': {
        if (takeState(readState(value), marks)) mark(false)
        break
      }
      case 't':
      case 'c':
        if (/^t(?:arget)/i.test(label)) due(value)
        else if (readType(value) !== null) {
          marks.type ??= readType(value)
          mark(false)
        }
        break
      case 'e':
        due(value)
        break
      case 'd':
        if (/^dri$/i.test(label)) owners(value)
        else due(value)
        break
      case 'p':
        if (/^poc$/i.test(label)) owners(value)
        else if (readPriority(value) !== null) {
          marks.priority ??= readPriority(value)
          mark(false)
        }
        break
      default:
        owners(value)
    }
    function owners(text: string): void {
      if (/@\w/.test(text)) return
      const read = readOwners(text)
      if (read.names.length === 0) return
      marks.owners = joinOwners(marks.owners, read)
      mark(false)
    }
    function due(text: string): void {
      const read = asPromise(readDue(text.replace(/`/g, ''), today), today, true)
      if (read === null) return
      if (!read.valid && !/\d|end of|next|week|month|quarter|year|day$|asap|soon|tomorrow/i.test(text)) return
      marks.due ??= read
      mark(!read.valid)
    }
  }
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
