import { findMarker, renderMarker } from '../../document/markers/markers.ts'
import type { Comment } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import type { Pull } from '../../domain/repository.ts'
import { isOwn } from '../../domain/self.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import { escalationOf } from '../incident/services.ts'
import type { IncidentPass } from '../pass.ts'
import { text } from '../texts.ts'
import { present } from './addressees.ts'
import { deadlineOf, deadlineReminders, deadlineSeries, type PostmortemDeadline } from './deadline.ts'
import { dueSlot, nextSlotAt, type Posted, type Slot, slotName, slotNumber } from './reminder-slots.ts'
import { stillMissing } from './still-missing.ts'

export interface DeadlineReminder {
  readonly mutations: readonly Mutation[]
  /** When there is something to say next (ISO), `null` for never. */
  readonly requeueAt: string | null
}

const silence: DeadlineReminder = { mutations: [], requeueAt: null }

/**
 * Reminds who writes an open postmortem of its deadline and of what is missing in it, on its pull request: at most once a pass, three times in all,
 * however often the deadline moves, then whoever leads is told once. What was said stands there, in `talk`, and nowhere
 * else. `undefined` while it is not read who can be reached.
 */
export function remindOfDeadline(
  pass: IncidentPass,
  pull: Pull,
  { talk, path }: { readonly talk: readonly Comment[]; readonly path: string | null },
): DeadlineReminder | undefined {
  const { incident, context } = pass
  const due = deadlineOf(incident, pull)
  if (due === null || !incident.configuration.reminders.enabled) return silence
  const leads = leadsOf(incident, pull)
  const rules = {
    ...incident.configuration.reminders,
    limit: deadlineReminders,
    repeat: 1,
    escalates: leads.length > 0,
  }
  const posted = lastPosted(talk, context)
  const series = deadlineSeries(due, pull, posted, rules)
  const slot = dueSlot(series, posted, incident.now, rules)
  if (slot === null) return { mutations: [], requeueAt: nextSlotAt(series, posted, incident.now, rules) }
  const escalates = slot.to === 'team'
  const writers = escalates ? [] : present(pull.assignees, pass)
  const missing = slot.to === 'team' ? [] : stillMissing(pass, pull, path)
  if (writers === undefined || missing === undefined) return undefined
  const mentions = slot.to === 'team' ? leads : writers.map((login) => `@${login}`)
  const next: Posted = { n: slot.n, at: incident.now }
  return {
    mutations: [remind(pass, pull, due, { slot, name: slotName(series, slot), mentions, missing })],
    requeueAt: nextSlotAt(deadlineSeries(due, pull, next, rules), next, incident.now, rules),
  }
}

/** Whom the services or the configuration name, else who leads the incident and does not write its postmortem. */
function leadsOf(incident: Incident, pull: Pull): readonly string[] {
  const configured = escalationOf(incident)
  if (configured.length > 0) return configured
  return incident.issue.assignees.filter((login) => !pull.assignees.includes(login)).map((login) => `@${login}`)
}

function lastPosted(talk: readonly Comment[], { self }: Context): Posted {
  return talk
    .filter(({ author }) => isOwn(author, self))
    .map(({ body, createdAt }): Posted => {
      const n = slotNumber({ name: 'deadline', slots: [] }, findMarker(body, 'reminder')?.slot ?? null)
      return { n, at: createdAt }
    })
    .reduce<Posted>((last, posted) => (posted.n > last.n ? posted : last), { n: 0, at: null })
}

interface Said {
  readonly slot: Slot
  readonly name: string
  readonly mentions: readonly string[]
  /** What the document does not have yet. */
  readonly missing: readonly string[]
}

function remind(
  pass: IncidentPass,
  pull: Pull,
  due: PostmortemDeadline,
  { slot, name, mentions, missing }: Said,
): Mutation {
  const { incident, context } = pass
  const today = dayIn(incident.configuration.reminders.zone, incident.now)
  return {
    rule: slot.to === 'team' ? 'escalate' : 'remind',
    of: 'deadline',
    do: 'remind',
    number: pull.number,
    slot: name,
    body: text(context.templates, slot.to === 'team' ? 'deadline-escalation' : 'deadline', {
      marker: renderMarker({ kind: 'reminder', slot: name }),
      mentions: mentions.join(' '),
      incident: incident.ref.number,
      day: due.day,
      severity: due.severity,
      within: due.within,
      overdue: today > due.day,
      missing,
      times: slot.n - 1,
      last: slot.n === deadlineReminders,
    }),
  }
}
