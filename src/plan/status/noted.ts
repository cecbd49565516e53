import { inlineText } from '../../document/harmless/escape.ts'
import type { Comment } from '../../domain/issue.ts'
import type { StatusMemory } from '../../domain/marker.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { redact } from '../../text/redaction/redact.ts'
import type { TypedTime } from '../../text/time/typed-time.ts'
import { readCommands } from '../commands/comments/read-commands.ts'
import type { Command } from '../commands/list.ts'
import { mostTimesShown, timeTyped } from '../commands/typed-time.ts'
import { clockIn } from '../facts/timeline/clock.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence } from '../texts.ts'

const longestWords = 60

/**
 * How the last times were understood that people typed behind a command, newest first: a moment a line. Silent where nobody
 * typed any. Whose commands count was asked when they were carried out, so that a later pass asks nothing.
 */
export function notedTimes(
  pass: IncidentPass,
  talk: readonly Comment[],
  { times = [] }: StatusMemory,
): readonly string[] {
  const { incident, context } = pass
  const { zone } = incident.configuration.reminders
  return [...incident.comments, ...talk]
    .filter(({ id, hidden }) => !hidden && times.includes(id))
    .toSorted((one, other) => other.id - one.id)
    .flatMap((comment) => timesIn(comment, incident).map((said) => ({ comment, ...said })))
    .slice(0, mostTimesShown)
    .map(({ comment, at, words }) => {
      const there = zone === 'UTC' ? '' : clockIn(zone, at)
      return sentence(context.templates, 'noted', { at: clockIn('utc', at), there, zone, url: comment.url, words })
    })
}

function timesIn(comment: Comment, incident: Incident) {
  return readCommands(comment.body).flatMap((command) => {
    const found = timeIn(command, comment, incident)
    if (found === null) return []
    const words = command.kind === 'phase' ? `/${command.phase}` : inlineText(cutAt(redact(found.rest), longestWords))
    return [{ at: found.at, words }]
  })
}

function timeIn(command: Command, comment: Comment, incident: Incident): TypedTime | null {
  return command.kind === 'timeline' || command.kind === 'phase'
    ? timeTyped(command.text, { comment, incident: incident })
    : null
}
