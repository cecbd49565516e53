import { taskLine } from '../../document/action-items/add-items.ts'
import type { Comment } from '../../domain/issue.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import type { Context } from '../context.ts'
import type { Incident } from '../incident/incident.ts'
import { sentence } from '../texts.ts'

/** What to do with an action once the postmortem is merged. */
export function mergedSentence(incident: Incident, lines: readonly string[], context: Context): string {
  const view = {
    line: lines.join(' '),
    path: incident.memory.path ?? incident.configuration.directory,
    base: incident.baseBranch,
  }
  return sentence(context.templates, 'denied-action-merged', view)
}

/** The task that an `/action` becomes. */
export function lineOf(text: string, comment: Comment, incident: Incident): string {
  return taskLine(text, dayIn(incident.configuration.reminders.zone, comment.createdAt))
}
