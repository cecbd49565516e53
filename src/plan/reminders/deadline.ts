import { DateTime } from 'luxon'
import { showDeadline } from '../../config/schema/deadline.ts'
import type { Configuration } from '../../config/schema/schema.ts'
import type { Pull } from '../../domain/repository.ts'
import { businessDays, daysAfter } from '../../text/time/business-days.ts'
import { severityOf } from '../draft/draft-document.ts'
import type { Incident } from '../incident/incident.ts'
import type { Posted, Series } from './reminder-slots.ts'

/** Until when a postmortem is to be merged. */
export interface PostmortemDeadline {
  /** `2026-12-01`, in the configured zone. */
  readonly day: string
  /** As the configuration says it: `5 business days`. */
  readonly within: string
  readonly severity: string
}

type Reminders = Configuration['reminders']

/** The deadline of a postmortem by how severe the incident is now; `null` where there is none. */
export function deadlineOf(incident: Pick<Incident, 'issue' | 'configuration'>, pull: Pull): PostmortemDeadline | null {
  const { severityLabels, deadlines, reminders } = incident.configuration
  const severity = severityOf(incident)
  const deadline = severity === null ? null : deadlines[severityLabels.indexOf(severity)]
  if (severity === null || deadline == null) return null
  const opened = DateTime.fromISO(pull.createdAt, { zone: reminders.zone })
  const day = daysAfter(opened, deadline).toISODate()
  return day === null ? null : { day, within: showDeadline(deadline), severity }
}

/** How many reminders a deadline gets before the lead is told. */
export const deadlineReminders = 3
/** How many business days lie between them. */
const pause = 2

/**
 * What is said next of a deadline, as a series of one slot: first on the weekday before it, then every two business days
 * after what was said last, at the configured hour. A draft is never reminded of on the day when it was opened. After three
 * reminders comes the escalation, when there is somebody to tell; after that there are no slots.
 */
export function deadlineSeries(
  due: PostmortemDeadline,
  pull: Pull,
  posted: Posted,
  rules: Reminders & { readonly escalates: boolean },
): Series {
  const n = posted.n + 1
  const escalation = n > deadlineReminders
  const name = 'deadline'
  if (n > deadlineReminders + 1 || (escalation && !rules.escalates)) return { name, slots: [] }
  const { zone, hour } = rules
  const eve = businessDays(DateTime.fromISO(due.day, { zone }), -1)
  const soonest =
    posted.at === null
      ? businessDays(DateTime.fromISO(pull.createdAt, { zone }), 1)
      : businessDays(DateTime.fromISO(posted.at, { zone }), pause)
  const day = eve.startOf('day') > soonest.startOf('day') ? eve : soonest
  const at = day.set({ hour, minute: 0, second: 0, millisecond: 0 }).toUTC().toISO()
  return { name, slots: at === null ? [] : [{ n, to: escalation ? 'team' : 'owners', at }] }
}
