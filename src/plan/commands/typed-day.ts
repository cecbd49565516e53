import { dayIn } from '../../text/time/spoken-duration.ts'
import { type LeadingDay, readLeadingDay } from '../../text/time/typed-day.ts'
import { sentence } from '../texts.ts'
import type { CommandCall } from './definition.ts'

/** Whoever writes a day further away than this (ms) has most likely mistyped it. */
const furthest = 2 * 366 * 86_400_000

/** The day that somebody typed behind a command. */
export function dayTyped(text: string, call: Pick<CommandCall, 'comment' | 'incident'>): LeadingDay {
  return readLeadingDay(text, todayOf(call))
}

/** Why the day that a text begins with cannot count for `command`, as a sentence; `null` where it can. */
export function dayRefusal(command: 'due' | 'snooze', text: string, call: CommandCall): string | null {
  const { templates } = call.context
  const found = dayTyped(text, call)
  if (found.kind === 'none') return sentence(templates, 'denied-day', { command, text })
  const { written } = found
  if (found.kind === 'ambiguous')
    return sentence(templates, 'denied-time-readings', { written, readings: found.readings.join('` or `') })
  const today = todayOf(call)
  const late = command === 'due' ? found.day < today : found.day <= today
  const far = Date.parse(found.day) - Date.parse(today) > furthest
  return late || far ? sentence(templates, 'denied-day-range', { command, written, day: found.day, late }) : null
}

/** The day on which a comment was written. */
function todayOf({ comment, incident }: Pick<CommandCall, 'comment' | 'incident'>): string {
  return dayIn(incident.configuration.reminders.zone, comment.createdAt)
}
