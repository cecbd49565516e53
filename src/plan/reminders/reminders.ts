import type { Issue } from '../../domain/issue.ts'
import type { IssueLinks, LinkedPull } from '../../domain/issue-links.ts'
import type { RememberedItem } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { earliest } from '../../text/time/spoken-duration.ts'
import { numberHere, placeRemembered } from '../action-items/issue-names.ts'
import type { TrackedItem } from '../action-items/tracked-item.ts'
import type { IncidentPass } from '../pass.ts'
import { addressees } from './addressees.ts'
import { audiencesOf } from './escalation.ts'
import { explanation } from './explanation.ts'
import { type DueItem, type Share, sharesOfDay } from './few-a-day.ts'
import { foldFormer } from './former-reminder.ts'
import { lastPostedOf, recall, seriesOf } from './item-series.ts'
import { askedAboutPause } from './long-pauses.ts'
import { pauseOf, withPause } from './pauses.ts'
import { mayTellOf, remind } from './reminder-comment.ts'
import { dueSlot, nextSlotAt, type Posted, type ReminderRules, type Series } from './reminder-slots.ts'

export interface Reminders {
  readonly mutations: readonly Mutation[]
  /** What the status comment remembers of each item from now on, by ordinal. */
  readonly remembered: ReadonlyMap<number, RememberedItem>
  /** The earliest moment at which any item is due again (ISO), `null` for never. */
  readonly requeueAt: string | null
  /** Who is assigned to something that is due and has no access any more. */
  readonly left: readonly string[]
}

/**
 * Plans at most one reminder an open item. Before anything is posted the item's own comments are looked up, so that a
 * reminder whose record was lost is not sent twice. `undefined` while a look-up is not read.
 */
export function reminders(pass: IncidentPass, pull: Pull, items: readonly TrackedItem[]): Reminders | undefined {
  const { incident } = pass
  const rules = { ...incident.configuration.reminders, levels: audiencesOf(incident) }
  const remembered = new Map<number, RememberedItem>()
  const found: (ItemReminder | undefined)[] = []
  const due = dueNow(pass, items, rules)
  const links = linksOf(pass, due)
  if (links === undefined) return undefined
  const shares = sharesOfDay(comesNow(pass, pull, { due, links }, rules))
  for (const item of items) {
    const kept = placeRemembered(item)
    if (item.status.kind === 'gone' && kept !== null)
      remembered.set(item.ordinal, item.remembered ?? fresh(item.ordinal, kept.issue))
    if (item.status.kind !== 'issue') continue
    const reminder = remindOfItem(pass, pull, rememberedOf(item, item.status.issue, { links, shares }), rules)
    found.push(reminder)
    if (kept !== null && reminder !== undefined)
      remembered.set(item.ordinal, inOrder({ ...reminder.memory, issue: kept.issue, in: kept.in }))
  }
  const known = found.filter((reminder) => reminder !== undefined)
  if (known.length < found.length) return undefined
  return {
    mutations: known.flatMap(({ mutation, fold = null }) => [mutation ?? [], fold ?? []].flat()),
    remembered,
    requeueAt: earliest(known.map(({ next }) => next)),
    left: known.flatMap(({ left = [] }) => left),
  }
}

/** The issues here of which a reminder is due, for all that is known without asking. */
function dueNow({ incident: { now } }: IncidentPass, items: readonly TrackedItem[], rules: ReminderRules) {
  return items.flatMap(({ status, remembered }) => {
    if (status.kind !== 'issue' || status.issue.elsewhere !== null || !mayRemind(status.issue, rules)) return []
    if (pauseOf(status.issue, [], now, rules) !== null) return []
    const series = seriesOf(status.issue, now, rules)
    const slot = dueSlot(series, recall(series, remembered ?? { slot: null, remindedAt: null }), now, rules)
    return slot === null ? [] : [{ issue: status.issue, slot }]
  })
}

type DueNow = ReturnType<typeof dueNow>

/** What is linked to them, in one question. `undefined` while it is not read. */
function linksOf(pass: IncidentPass, due: DueNow): readonly IssueLinks[] | undefined {
  if (due.length === 0) return []
  const numbers = due.map(({ issue }) => issue.number).toSorted((one, other) => one - other)
  const question = { ask: 'issueLinks', numbers: numbers.join(',') } as const
  // Where that may not be asked, or GitHub does not know it, nothing is linked.
  return pass.refused(question) ? [] : pass.ask(question)
}

/** Those of which whoever does them is reminded in this pass. */
function comesNow(
  { incident: { now } }: IncidentPass,
  pull: Pull,
  { due, links }: { readonly due: DueNow; readonly links: readonly IssueLinks[] },
  rules: ReminderRules,
): readonly DueItem[] {
  return due.flatMap(({ issue, slot }) => {
    const pulls = links.find(({ number }) => number === issue.number)?.pulls ?? []
    if (slot.to !== 'owners' || pauseOf(issue, pulls, now, rules) !== null) return []
    return [{ issue, people: issue.assignees.length > 0 ? issue.assignees : pull.assignees }]
  })
}

/** Nobody can be told anything where it is locked; the status comment says so, and the others go on. */
function mayRemind(issue: Issue, rules: ReminderRules): boolean {
  return issue.state === 'open' && rules.enabled && !issue.locked
}

interface ItemReminder {
  /** The reminder that is due; `null` for none. */
  readonly mutation: Mutation | null
  /** What becomes of the one before it. */
  readonly fold?: Mutation | null
  readonly memory: RememberedItem
  /** When the item is due again (ISO), `null` for never. */
  readonly next: string | null
  /** Who is assigned and has no access any more. */
  readonly left?: readonly string[]
}

/** An item, with what is known of it. */
interface Remembered {
  readonly issue: Issue
  readonly memory: RememberedItem
  /** The pull requests that are to close it. */
  readonly pulls: readonly LinkedPull[]
  /** What is due of it today among all that its people have due; `null` where nothing limits it. */
  readonly share: Share | null
}

function rememberedOf(
  item: TrackedItem,
  issue: Issue,
  { links, shares }: { readonly links: readonly IssueLinks[]; readonly shares: ReadonlyMap<number, Share> },
): Remembered {
  const memory = item.remembered ?? fresh(item.ordinal, numberHere(item) ?? 0)
  // What is known by number counts here alone.
  if (issue.elsewhere !== null) {
    const isMoved = numberHere(item) !== null
    return { issue, memory: isMoved ? { ...memory, moved: true } : memory, pulls: [], share: null }
  }
  const pulls = links.find(({ number }) => number === issue.number)?.pulls ?? []
  return { issue, memory, pulls, share: shares.get(issue.number) ?? null }
}

/** What is due of one item. `undefined` while it is not read what was said there, or who can be reached. */
function remindOfItem(
  pass: IncidentPass,
  pull: Pull,
  { issue, memory: before, pulls, share }: Remembered,
  rules: ReminderRules,
): ItemReminder | undefined {
  const { incident, context } = pass
  if (!mayRemind(issue, rules)) return { mutation: null, memory: before, next: null }
  const pause = pauseOf(issue, pulls, incident.now, rules)
  const paused = withPause(before.paused, pause, incident.now)
  const memory: RememberedItem = paused === before.paused ? before : { ...before, paused }
  if (pause !== null) return askedAboutPause(pass, issue, memory, pause)
  const series = seriesOf(issue, incident.now, rules)
  const recalled = recall(series, memory)
  const nextAfter = (posted: Posted) => nextSlotAt(series, posted, incident.now, rules)
  if (dueSlot(series, recalled, incident.now, rules) === null)
    return { mutation: null, memory, next: nextAfter(recalled) }
  const there = issue.elsewhere === null ? {} : { in: fullName(issue.elsewhere) }
  const talk = pass.ask({ ask: 'comments', number: issue.number, ...there })
  const found = lastPostedOf(series, recalled, talk ?? [], context.self)
  const slot = dueSlot(series, found, incident.now, rules)
  const reached = slot === null ? null : addressees(issue, mayTellOf(incident, issue) ? pull.assignees : [], pass)
  if (talk === undefined || reached === undefined) return undefined
  if (slot === null || reached === null)
    return { mutation: null, memory: withPosted(memory, series, found), next: nextAfter(found) }
  const posted = { n: slot.n, at: incident.now }
  const next = nextAfter(posted)
  const noted = withPosted(memory, series, posted)
  const isLimited = share !== null && slot.to === 'owners' && reached.people.length > 0
  const people = isLimited ? reached.people.filter((login) => share.people.includes(login)) : reached.people
  // Named in the last comment that its people get today.
  if (isLimited && people.length === 0 && share.people.length === 0) return { mutation: null, memory: noted, next }
  const why = explanation({ issue, series, slot, next, pause: null }, rules, context.templates)
  const also = share?.also ?? []
  const said = { reached: { ...reached, people: people.length > 0 ? people : reached.people }, series, slot, also, why }
  const fold = foldFormer(issue, talk, context.self)
  const { left } = reached
  return { mutation: remind(pass, issue, said), fold, memory: { ...noted, heard: issue.talk + 1 }, next, left }
}

function withPosted(memory: RememberedItem, { name }: Series, { n, at }: Posted): RememberedItem {
  return { ...memory, slot: n === 0 ? null : `${name}/${n}`, remindedAt: at }
}

/** The same in the order in which a marker is read: what is equal is to be written alike, whatever was noted first. */
function inOrder(item: RememberedItem): RememberedItem {
  const { ordinal, issue, slot, remindedAt, moved, handled, heard, why, paused, proof, closed } = item
  return { ordinal, issue, in: item.in, slot, remindedAt, moved, handled, heard, why, paused, proof, closed }
}

function fresh(ordinal: number, issue: number): RememberedItem {
  return { ordinal, issue, slot: null, remindedAt: null }
}
