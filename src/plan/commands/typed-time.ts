import type { StatusMemory } from '../../domain/marker.ts'
import { readBeginning, readTypedTime, type TypedTime } from '../../text/time/typed-time.ts'
import { sentence } from '../texts.ts'
import type { CommandCall } from './definition.ts'

/** How many of the last typed times the status comment shows: only the last ones, since who wrote one looks soon after. */
export const mostTimesShown = 3

/** Why the time that a text begins with does not count, as a sentence; `null` where it does, or where there is none. */
export function timeRefusal(text: string, { comment, incident, context }: CommandCall): string | null {
  const { zone } = incident.configuration.reminders
  const found = readBeginning(text, { at: comment.createdAt, zone })
  if (found.kind === 'future') return sentence(context.templates, 'denied-time-future', { written: found.written })
  if (found.kind !== 'ambiguous') return null
  const readings = found.readings.join('` or `')
  return sentence(context.templates, 'denied-time-readings', { written: found.written, readings })
}

/** The time that somebody typed behind a command; `null` for none. */
export function timeTyped(
  text: string,
  { comment, incident }: Pick<CommandCall, 'comment' | 'incident'>,
): TypedTime | null {
  if (text === '') return null
  return readTypedTime(text, { at: comment.createdAt, zone: incident.configuration.reminders.zone })
}

/** The memory of who typed times, with this comment, where a time stands behind its command. */
export function withTypedTime(memory: StatusMemory, text: string, call: CommandCall): StatusMemory {
  if (timeTyped(text, call) === null) return memory
  const { id } = call.comment
  return { ...memory, times: [...(memory.times ?? []).filter((one) => one !== id), id].slice(-mostTimesShown) }
}
