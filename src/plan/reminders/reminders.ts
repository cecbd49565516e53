import { readDueLine } from '../../document/action-items/read/action-items.ts'
import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import type { IssueLinks, LinkedPull } from '../../domain/issue-links.ts'
import type { RememberedItem } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import { dayIn, earliest, elapsed } from '../../text/time/spoken-duration.ts'
import { issueName, numberHere } from '../action-items/issue-names.ts'
import type { TrackedItem } from '../action-items/tracked-item.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import { type Addressees, addressees } from './addressees.ts'
import { audiencesOf, mentionsOf } from './escalation.ts'
import { askedAboutPause } from './long-pauses.ts'
import { pauseOf, withPause } from './pauses.ts'
import {
  dueSlot,
  nextSlotAt,
  type Posted,
  type ReminderRules,
  reminderSeries,
  type Series,
  type Slot,
  slotName,
  slotNumber,
} from './reminder-slots.ts'

export interface Reminders {
  readonly mutations: readonly Mutation[]
  /** What the status comment remembers of each item from now on, by ordinal. */
  readonly remembered: ReadonlyMap<number, RememberedItem>
  /** The earliest moment at which any item is due again (ISO), `null` for never. */
  readonly requeueAt: string | null
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
  const links = linksOfDue(pass, items, rules)
  if (links === undefined) return undefined
  for (const item of items) {
    const number = numberHere(item)
    if (item.status.kind === 'gone' && number !== null)
      remembered.set(item.ordinal, item.remembered ?? fresh(item.ordinal, number))
    if (item.status.kind !== 'issue') continue
    const { issue } = item.status
    const moved = issue.elsewhere === null ? {} : ({ moved: true } as const)
    const memory: RememberedItem = { ...(item.remembered ?? fresh(item.ordinal, number ?? 0)), ...moved }
    const pulls = links.find((link) => link.number === issue.number && issue.elsewhere === null)?.pulls ?? []
    const reminder = remindOfItem(pass, pull, { issue, memory, pulls }, rules)
    found.push(reminder)
    // What moved before anybody noted its number here has none to be remembered by.
    if (number !== null && reminder !== undefined) remembered.set(item.ordinal, { ...reminder.memory, issue: number })
  }
  const known = found.filter((reminder) => reminder !== undefined)
  if (known.length < found.length) return undefined
  return {
    mutations: known.flatMap(({ mutation }) => mutation ?? []),
    remembered,
    requeueAt: earliest(known.map(({ next }) => next)),
  }
}

/** What is linked to the items of which a reminder is due, in one question. `undefined` while it is not read. */
function linksOfDue(
  pass: IncidentPass,
  items: readonly TrackedItem[],
  rules: ReminderRules,
): readonly IssueLinks[] | undefined {
  const { now } = pass.incident
  const due = items.flatMap(({ status, remembered }) => {
    if (status.kind !== 'issue' || status.issue.elsewhere !== null || !mayRemind(status.issue, rules)) return []
    if (pauseOf(status.issue, [], now, rules) !== null) return []
    const series = seriesOf(status.issue, now, rules)
    const posted = recall(series, remembered ?? { slot: null, remindedAt: null })
    return dueSlot(series, posted, now, rules) === null ? [] : [status.issue.number]
  })
  if (due.length === 0) return []
  const question = { ask: 'issueLinks', numbers: due.toSorted((one, other) => one - other).join(',') } as const
  // Where that may not be asked, or GitHub does not know it, nothing is linked.
  return pass.refused(question) ? [] : pass.ask(question)
}

/** Nobody can be told anything where it is locked; the status comment says so, and the others go on. */
function mayRemind(issue: Issue, rules: ReminderRules): boolean {
  return issue.state === 'open' && rules.enabled && !issue.locked
}

interface ItemReminder {
  /** The reminder that is due; `null` for none. */
  readonly mutation: Mutation | null
  readonly memory: RememberedItem
  /** When the item is due again (ISO), `null` for never. */
  readonly next: string | null
}

/** An item, with what is known of it. */
interface Remembered {
  readonly issue: Issue
  readonly memory: RememberedItem
  /** The pull requests that are to close it. */
  readonly pulls: readonly LinkedPull[]
}

/** What is due of one item. `undefined` while it is not read what was said there, or who can be reached. */
function remindOfItem(
  pass: IncidentPass,
  pull: Pull,
  { issue, memory: before, pulls }: Remembered,
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
  const found = lookUp(series, recalled, talk ?? [], context)
  const slot = dueSlot(series, found, incident.now, rules)
  const reached = slot === null ? null : addressees(issue, mayTellOf(incident, issue) ? pull.assignees : [], pass)
  if (talk === undefined || reached === undefined) return undefined
  const mutation = slot === null || reached === null ? null : remind(pass, issue, { reached, series, slot })
  const posted = mutation === null || slot === null ? found : { n: slot.n, at: incident.now }
  const name = posted.n === 0 ? null : `${series.name}/${posted.n}`
  const heard = mutation === null ? {} : { heard: issue.talk + 1 }
  return { mutation, memory: { ...memory, slot: name, remindedAt: posted.at, ...heard }, next: nextAfter(posted) }
}

function fresh(ordinal: number, issue: number): RememberedItem {
  return { ordinal, issue, slot: null, remindedAt: null }
}

/** The series of an issue by its `Due:` line as it stands today. */
function seriesOf({ body, createdAt }: Issue, now: string, rules: ReminderRules): Series {
  const due = readDueLine(body, createdAt.slice(0, 10))
  return reminderSeries(due?.valid ? due.day : null, { openedAt: createdAt, now }, rules)
}

function recall(series: Series, memory: Pick<RememberedItem, 'slot' | 'remindedAt'>): Posted {
  const n = slotNumber(series, memory.slot)
  return n === 0 ? { n, at: null } : { n, at: memory.remindedAt }
}

function lookUp(series: Series, known: Posted, talk: readonly Comment[], context: Context): Posted {
  return talk
    .filter((comment) => isOwn(comment.author, context.self))
    .map((comment): Posted => {
      return { n: slotNumber(series, findMarker(comment.body, 'reminder')?.slot ?? null), at: comment.createdAt }
    })
    .reduce((last, posted) => (posted.n > last.n ? posted : last), known)
}

interface DueReminder {
  readonly reached: Addressees
  readonly series: Series
  readonly slot: Slot
}

function remind(pass: IncidentPass, issue: Issue, { reached, series, slot }: DueReminder): Mutation {
  const { incident, context } = pass
  const { owner, name: repo } = incident.repository
  const { elsewhere } = issue
  const tellable = mayTellOf(incident, issue)
  const above = tellable ? mentionsOf(incident, slot.to) : []
  const mentioned = above.length > 0 ? above : reached.people
  const day = series.name
  const overdue = day !== 'none' && dayIn(incident.configuration.reminders.zone, incident.now) > day
  const when = day === 'none' ? 'when-undated' : overdue ? 'when-overdue' : 'when-due-soon'
  const name = slotName(series, slot)
  const number = `#${incident.ref.number}`
  return {
    rule: slot.to === 'owners' ? 'remind' : 'escalate',
    of: elsewhere === null ? `${issue.number}` : issueName(issue),
    do: 'remind',
    number: issue.number,
    ...(elsewhere !== null && { in: elsewhere }),
    slot: name,
    body: text(context.templates, slot.to === 'owners' ? 'reminder' : 'escalation', {
      marker: renderMarker({ kind: 'reminder', slot: name }),
      mentions: mentioned.map((login) => `@${login}`).join(' '),
      left: reached.left.join(', '),
      incident: elsewhere === null ? number : tellable ? `${fullName({ owner, repo })}${number}` : '',
      // Who sees that repository need not see this one.
      title: elsewhere === null ? incident.issue.title : '',
      when: sentence(context.templates, when, { day }),
      times: slot.n - 1,
      once: slot.n === 2,
      age: elapsed(issue.createdAt, incident.now),
      example: nextMonth(incident.now),
    }),
  }
}

/** Whether an item's issue stands where as few people see it as the incident: then its postmortem, and who wrote it, may be told. */
function mayTellOf({ repository }: Incident, { elsewhere }: Issue): boolean {
  return elsewhere === null || mayStandIn(elsewhere, repository)
}

/** A date for the example of how to reschedule: thirty days on. */
function nextMonth(now: string): string {
  return new Date(Date.parse(now) + 30 * 86_400_000).toISOString().slice(0, 10)
}
