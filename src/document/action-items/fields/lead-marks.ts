import { isToDo } from '../data/action-verbs.ts'
import { takeParts } from './bracket-marks.ts'
import { type Gathered, takeState } from './gathered-marks.ts'
import {
  isPerson,
  joinOwners,
  type KnownNames,
  looksLikeLead,
  looksLikeName,
  ownerParts,
  readOwners,
} from './item-names.ts'
import type { ItemReading } from './item-reading.ts'
import { plainWords, readPriority, readState, readType } from './item-words.ts'

const leadingTodo = /^([\s\ufffc]{0,8})TODO\(([^()\ufffc]{1,40})\)[:\s\ufffc]{1,6}(?=\S)/
const leadingBracket = /^([\s\ufffc]{0,8})[[(]\s?([^[\]()\ufffc]{1,60})\s?[\])][\s:,\ufffc–—-]{0,6}/
const leadingSign = /^([\s\ufffc]{0,8})(?::([a-z_]{3,30}):|(\p{Extended_Pictographic}\ufe0f?|[✓✔✗✘☐☑]))[\s\ufffc]{0,4}/u
const leadingLabel =
  /^([\s\ufffc]{0,8})([\p{L}][\p{L}\p{N}'’ .@/_-]{0,38}?)[\s\ufffc]{0,4}(?::[\s\ufffc]{0,4}|\s[–—-]{1,2}\s)(?=\S)/u
const leadingNumber =
  /^([\s\ufffc]{0,8})(?:(?:AI|FU)[ #-]?\d{1,3}[.:)]?|(?:A|Action|Item|Action item|Task|TODO|Follow-up)[ #-]{0,2}\d{1,3}[.:)]|#\d{1,2}(?=[.:)]))[.:)]?[\s\ufffc–—-]{1,6}(?=\S)/iu
const leadingPriority = /^([\s\ufffc]{0,8})(P[0-3])\b[\s\ufffc:–—-]{1,6}(?=\S)/
/** Capitals before what they are about: "**DONE** rename the queue". */
const leadingCapitals =
  /^([\s\ufffc]{0,8})(DONE|(?:TODO|TO DO|FIXME)(?![\s\ufffc]{0,3}:)|WIP|DOING|FIXED|COMPLETED|IN PROGRESS|ONGOING|PENDING|BLOCKED|NOT STARTED)[\s\ufffc:–—-]{1,6}(?=\S)/
const headOfItems =
  /^(?:(?:open|new|remaining) )?(?:action items?|actions?|todo|to do|follow[ -]?ups?|next steps?|tasks?)$/i
const kindOfAction = /^(?:prevent|detect|mitigate|process|repair|prevention|detection|mitigation)$/i

/** How much of `rest` is a mark of one kind that was taken: 0 where it says nothing, `null` where it is none. */
type ReadLead = (rest: string, marks: Gathered, reading: ItemReading) => number | null

/** In this order: what has brackets or signs of its own is no label. */
const leads: readonly ReadLead[] = [readTodo, readBracket, readSign, readUrgency, readNumber, readCapitals, readLabel]

/** Takes the marks at an item's beginning, at most five, and returns where its words begin. */
export function readLead(masked: string, marks: Gathered, reading: ItemReading): number {
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
  for (const read of leads) {
    const end = read(rest, marks, reading)
    if (end !== null) return end
  }
  return 0
}

function readTodo(rest: string, marks: Gathered): number | null {
  const todo = leadingTodo.exec(rest)
  if (todo === null) return null
  marks.state ??= 'open'
  marks.owners = joinOwners(marks.owners, readOwners(todo[2] ?? ''))
  return todo[0].length
}

function readBracket(rest: string, marks: Gathered, reading: ItemReading): number | null {
  const bracket = leadingBracket.exec(rest)
  if (bracket === null) return null
  // "- [N/A] Replace the flag": a third state of boxes.
  if (/^n\/a$/i.test(bracket[2] ?? '')) return takeState('declined', marks) ? bracket[0].length : 0
  const isName = bracket[0].trimStart().startsWith('(') ? looksLikeRoundLead : looksLikeLead
  return takeParts(ownerParts(bracket[2] ?? ''), marks, reading, isName) ? bracket[0].length : 0
}

function readSign(rest: string, marks: Gathered): number | null {
  const sign = leadingSign.exec(rest)
  if (sign === null) return null
  return takeState(readState(sign[2]?.replaceAll('_', ' ') ?? sign[3] ?? ''), marks) ? sign[0].length : 0
}

function readUrgency(rest: string, marks: Gathered): number | null {
  const urgency = leadingPriority.exec(rest)
  if (urgency === null) return null
  marks.priority ??= readPriority(urgency[2] ?? '')
  return urgency[0].length
}

function readCapitals(rest: string, marks: Gathered): number | null {
  const capitals = leadingCapitals.exec(rest)
  if (capitals === null) return null
  return takeState(readState(capitals[2] ?? '') ?? 'open', marks) ? capitals[0].length : 0
}

function readNumber(rest: string): number | null {
  return leadingNumber.exec(rest)?.[0].length ?? null
}

function readLabel(rest: string, marks: Gathered, reading: ItemReading): number | null {
  const label = leadingLabel.exec(rest)
  if (label === null) return null
  const words = label[2] ?? ''
  return takesLabel(words, rest.slice(label[0].length), marks, reading) ? label[0].length : 0
}

/** Whether the words of a label before `rest` say something: a state, a priority, a kind, or whose it is. */
function takesLabel(words: string, rest: string, marks: Gathered, reading: ItemReading): boolean {
  if (headOfItems.test(words)) return true
  const state = readState(words)
  if (state !== null && /^[a-z' ]{3,20}$/i.test(words)) return takeState(state, marks)
  if (readPriority(words) !== null && /^P\d$/i.test(words)) return takeParts([words], marks, reading, looksLikeName)
  const type = kindOfAction.test(words) ? readType(words) : null
  marks.type ??= type
  if (type !== null) return true
  if (words.startsWith('@') || !namesOwner(words, rest, reading)) return false
  marks.owners = joinOwners(marks.owners, readOwners(words))
  return true
}

/** Whether a label is a team that is called so, a known name, or a given name before what is to do: "Platform team: review it". */
function namesOwner(words: string, rest: string, { known }: ItemReading): boolean {
  if (known.has(plainWords(words)) || /^[\p{L}][\p{L}\p{N} &-]{0,40} (?:team|squad)s?$/iu.test(words)) return true
  return isPerson(words, known) && isToDo(rest)
}

/** Round brackets before an item name somebody as those at its end do, or as square ones do. */
function looksLikeRoundLead(text: string, known: KnownNames): boolean {
  return looksLikeName(text, known) || looksLikeLead(text, known)
}
