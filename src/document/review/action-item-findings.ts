import { DateTime } from 'luxon'
import type { ActionItem, Due } from '../../domain/action-item.ts'
import { dayReadings, readDue } from '../../text/time/dates.ts'
import { hasOwners } from '../action-items/fields/item-names.ts'
import { quotedText, type RuleFinding } from './finding.ts'
import { type Doubts, isFollowed } from './item-doubts.ts'
import type { Knowledge } from './knowledge.ts'
import { Phrases, wordsIn } from './phrases.ts'

/** More open items than this are named: few get done. */
const fewItems = 5

/** By what action items are judged besides themselves. */
export interface ItemInputs {
  /** `yyyy-mm-dd`. */
  readonly today: string | null
  readonly doubts: Doubts
  readonly knowledge: Knowledge
}

/** Findings about single action items that are still open, and about how many and which there are. */
export function evaluateItems(items: readonly ActionItem[], inputs: ItemInputs): readonly RuleFinding[] {
  const { doubts, knowledge } = inputs
  const open = items.filter(({ checked }) => !checked)
  return [
    ...open.flatMap((item) => evaluateItem(item, inputs)),
    ...evaluateNumber(open.filter((item) => !doubts.isStep(item))),
    ...evaluateTypes(items),
    ...evaluateAssignable(open, knowledge.notAssignable ?? []),
    ...evaluateDuplicates(open, knowledge.openItems ?? []),
  ]
}

/** How many open items are asked for an owner and a date. */
export function countAsked(items: readonly ActionItem[], doubts: Doubts): number {
  return items.filter((item) => !item.checked && isAsked(item, doubts)).length
}

/** Not what is followed elsewhere, where it has both, nor a step of a checklist. */
function isAsked(item: ActionItem, doubts: Doubts): boolean {
  return !isFollowed(item) && !doubts.isStep(item)
}

function evaluateItem(item: ActionItem, { today, doubts }: ItemInputs): readonly RuleFinding[] {
  const found: RuleFinding[] = []
  const values = { text: quotedText(item.text), example: exampleDay(today) }
  const say = (rule: RuleFinding['rule'], more: Record<string, string> = {}) => {
    found.push({ rule, line: item.line, values: { ...values, ...more } })
  }
  const asked = isAsked(item, doubts)
  if (asked && !hasOwners(item.owners) && !doubts.mayBeOwned(item)) say('action-item/no-owner')
  if (item.due === null) {
    if (asked) say('action-item/no-date')
  } else if (today !== null && isPast(item.due, today))
    say('action-item/past', { due: item.due.valid ? item.due.day : item.due.text })
  else if (!item.due.valid) {
    const readings = dayReadings(item.due.text).join('` or `')
    say('action-item/bad-date', { due: quotedText(item.due.text), readings })
  }
  if (asked && isUnbounded(item.text)) say('action-item/unbounded')
  return found
}

/** What the reader knows to be past it keeps as text. */
function isPast(due: Due, today: string): boolean {
  const read = due.valid ? due : readDue(due.text, null)
  return read.valid && read.day < today
}

/** Silent where an item has no type, or one that may well prevent: then the words are a house's own. */
function evaluateTypes(items: readonly ActionItem[]): readonly RuleFinding[] {
  const [first] = items
  const prevents = items.some(({ type }) => type !== 'mitigate' && type !== 'process')
  return first === undefined || prevents ? [] : [{ rule: 'action-item/none-prevents', line: first.line }]
}

function evaluateAssignable(open: readonly ActionItem[], notAssignable: readonly string[]): readonly RuleFinding[] {
  const unknown = new Set(notAssignable.map((login) => login.toLowerCase()))
  return open.flatMap(({ line, text, owners }) =>
    owners.logins
      .filter((login) => unknown.has(login.toLowerCase()))
      .map((login) => ({
        rule: 'action-item/not-assignable' as const,
        line,
        values: { text: quotedText(text), owner: `@${login}` },
      })),
  )
}

function evaluateDuplicates(
  open: readonly ActionItem[],
  elsewhere: NonNullable<Knowledge['openItems']>,
): readonly RuleFinding[] {
  const said = (text: string) => wordsIn(text).join(' ')
  const known = new Map(elsewhere.map(({ text, reference }) => [said(text), { reference }]))
  const here = new Map<string, number>()
  return open.flatMap((item): readonly RuleFinding[] => {
    const words = said(item.text)
    const line = here.get(words)
    if (line === undefined) here.set(words, item.line)
    const same = line === undefined ? known.get(words) : { line: String(line) }
    if (same === undefined || words === '') return []
    return [{ rule: 'action-item/duplicate', line: item.line, values: { text: quotedText(item.text), ...same } }]
  })
}

/** A day that could stand in an item: two weeks away. */
function exampleDay(today: string | null): string {
  if (today === null) return 'yyyy-mm-dd'
  return DateTime.fromISO(today, { zone: 'utc' }).plus({ weeks: 2 }).toISODate() ?? 'yyyy-mm-dd'
}

function evaluateNumber(open: readonly ActionItem[]): readonly RuleFinding[] {
  const next = open[fewItems]
  if (next === undefined) return []
  return [{ rule: 'action-item/too-many', line: next.line, values: { count: String(open.length) } }]
}

/** What an item may begin with before its verb. */
const openings = new Phrases([
  'please',
  'we should',
  'we need to',
  'we will',
  'we must',
  'we could',
  'should',
  'need to',
  'to',
  'try to',
  "let's",
  'continue to',
])

/** Verbs that begin work without an end. What is reviewed, evaluated or assessed is done when somebody has. */
const endless = new Phrases([
  'investigate',
  'look at',
  'look into',
  'explore',
  'consider',
  'think about',
  'improve',
  'be careful',
  'be more careful',
  'be aware',
  'be more aware',
  'be mindful',
  'be vigilant',
  'pay attention',
  'pay more attention',
  'discuss',
  'reconsider',
  'monitor',
  'better',
  'more',
  'enhance',
  'strengthen',
  'optimise',
  'optimize',
  'work on',
  'keep an eye on',
  'follow up on',
])

/** What bounds it all the same: a thing to deliver, a way to tell, a question that has an answer, a moment. */
const bounds = new Phrases([
  'so that',
  'such that',
  'until',
  'by adding',
  'by writing',
  'by using',
  'by moving',
  'by removing',
  'by setting',
  'by running',
  'by alerting',
  'to mirror',
  'to match',
  'to cover',
  'to include',
  'to require',
  'to refuse',
  'to reject',
  'to alert',
  'to page',
  'and write',
  'and document',
  'and decide',
  'and report',
  'and fix',
  'and add',
  'and remove',
  'and publish',
  'and propose',
  'and choose',
  'and file',
  'and present',
  'write a',
  'proposal',
  'decision',
  'report',
  'rfc',
  'prototype',
  'proof of concept',
  'poc',
  'at least',
  'at most',
  'less than',
  'more than',
  'below',
  'above',
  'within',
  'when',
  'whenever',
  'if',
  'whether',
  'why',
  'how',
  'what',
  'which',
  'who',
  'where',
  'first',
  'next',
  'after',
  'before',
  'during',
  'once',
])

/** How many words after the verb name something narrow enough to be done. */
const narrow = 6

/** Whether an item has no outcome that anybody could check: "investigate", "improve monitoring", "be more careful". */
function isUnbounded(text: string): boolean {
  const words = wordsIn(text)
  const from = openings.lengthAt(words, 0)
  const verb = endless.lengthAt(words, from)
  if (verb === 0 || words.length - from - verb > narrow) return false
  return !/[\d`]|https?:/.test(text) && !bounds.within(words.slice(from + verb))
}
