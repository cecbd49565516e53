import type { Configuration } from '../../config/schema/schema.ts'
import { readDueLine } from '../../document/action-items/read/action-items.ts'
import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { Comment, Issue } from '../../domain/issue.ts'
import type { RememberedItem } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import { dayIn, earliest, elapsed } from '../../text/time/spoken-duration.ts'
import { nameOf, numberHere } from '../action-items/moved-items.ts'
import type { TrackedItem } from '../action-items/tracked-item.ts'
import type { Context } from '../context.ts'
import type { IncidentFile } from '../incident/incident-file.ts'
import { escalationOf } from '../incident/services.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import { type Addressees, addressees } from './addressees.ts'
import {
  dueSlot,
  nextSlotAt,
  type Posted,
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
  readonly nextLook: string | null
}

/**
 * Plans at most one reminder an open item. Before anything is posted the item's own comments are looked up, so that a
 * reminder whose record was lost is not sent twice. `undefined` while a look-up is not read.
 */
export function reminders(pass: IncidentPass, pull: Pull, items: readonly TrackedItem[]): Reminders | undefined {
  const { incident, context } = pass
  const rules = { ...incident.configuration.reminders, escalation: escalationOf(incident)[0] ?? null }
  const mutations: Mutation[] = []
  const remembered = new Map<number, RememberedItem>()
  const looks: string[] = []
  let waiting = false
  for (const item of items) {
    const number = numberHere(item)
    if (item.fate.kind === 'gone' && number !== null)
      remembered.set(item.ordinal, item.remembered ?? fresh(item.ordinal, number))
    if (item.fate.kind !== 'issue') continue
    const { issue } = item.fate
    const { elsewhere } = issue
    const moved = elsewhere === null ? {} : ({ moved: true } as const)
    let memory: RememberedItem = { ...(item.remembered ?? fresh(item.ordinal, number ?? 0)), ...moved }
    // Nobody can be told anything there; the status comment says so, and the others go on.
    if (issue.state === 'open' && rules.enabled && !issue.locked) {
      const series = seriesOf(issue, rules)
      let posted = recall(series, memory)
      if (dueSlot(series, posted, incident.now, rules) !== null) {
        const there = elsewhere === null ? {} : { in: fullName(elsewhere) }
        const talk = pass.ask({ ask: 'comments', number: issue.number, ...there })
        if (talk === undefined) waiting = true
        posted = lookUp(series, posted, talk ?? [], context)
        const slot = dueSlot(series, posted, incident.now, rules)
        const reached = slot === null ? null : addressees(issue, mayTellOf(incident, issue) ? pull.assignees : [], pass)
        if (reached === undefined) waiting = true
        if (slot !== null && reached) {
          mutations.push(remind(pass, reached, issue, series, slot))
          posted = { n: slot.n, at: incident.now }
        }
        memory = { ...memory, slot: posted.n === 0 ? null : `${series.name}/${posted.n}`, remindedAt: posted.at }
      }
      const next = nextSlotAt(series, posted, incident.now, rules)
      if (next !== null) looks.push(next)
    }
    // What moved before anybody noted its number here has none to be remembered by.
    if (number !== null) remembered.set(item.ordinal, { ...memory, issue: number })
  }
  return waiting ? undefined : { mutations, remembered, nextLook: earliest(looks) }
}

function fresh(ordinal: number, issue: number): RememberedItem {
  return { ordinal, issue, slot: null, remindedAt: null }
}

/** The series of an issue by its `Due:` line as it stands today. */
function seriesOf(issue: Issue, rules: Configuration['reminders']): Series {
  const due = readDueLine(issue.body, issue.createdAt.slice(0, 10))
  return reminderSeries(due?.valid ? due.day : null, issue.createdAt, rules)
}

function recall(series: Series, memory: RememberedItem): Posted {
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

function remind(pass: IncidentPass, reached: Addressees, issue: Issue, series: Series, slot: Slot): Mutation {
  const { incident: file, context } = pass
  const { owner, name: repo } = file.repository
  const { elsewhere } = issue
  const tellable = mayTellOf(file, issue)
  const above = slot.escalation && tellable ? escalationOf(file).map((mention) => mention.replace(/^@/, '')) : []
  const mentioned = above.length > 0 ? above : reached.people
  const day = series.name
  const overdue = day !== 'none' && dayIn(file.configuration.reminders.zone, file.now) > day
  const when = day === 'none' ? 'when-undated' : overdue ? 'when-overdue' : 'when-due-soon'
  const name = slotName(series, slot)
  const incident = `#${file.ref.number}`
  return {
    rule: slot.escalation ? 'escalate' : 'remind',
    of: elsewhere === null ? `${issue.number}` : nameOf(issue),
    do: 'remind',
    number: issue.number,
    ...(elsewhere !== null && { in: elsewhere }),
    slot: name,
    body: text(context.templates, slot.escalation ? 'escalation' : 'reminder', {
      marker: renderMarker({ kind: 'reminder', slot: name }),
      mentions: mentioned.map((login) => `@${login}`).join(' '),
      left: reached.left.join(', '),
      incident: elsewhere === null ? incident : tellable ? `${fullName({ owner, repo })}${incident}` : '',
      // Who sees that repository need not see this one.
      title: elsewhere === null ? file.issue.title : '',
      when: sentence(context.templates, when, { day }),
      age: elapsed(issue.createdAt, file.now),
      example: nextMonth(file.now),
    }),
  }
}

/** Whether an item's issue stands where as few people see it as the incident: then its postmortem, and who wrote it, may be told. */
function mayTellOf({ repository }: IncidentFile, { elsewhere }: Issue): boolean {
  return elsewhere === null || mayStandIn(elsewhere, repository)
}

/** A date for the example of how to reschedule: thirty days on. */
function nextMonth(now: string): string {
  return new Date(Date.parse(now) + 30 * 86_400_000).toISOString().slice(0, 10)
}
