import { inlineText } from '../../document/harmless/escape.ts'
import { renderMarker } from '../../document/markers/markers.ts'
import type { Issue } from '../../domain/issue.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import { mayStandIn } from '../../domain/visibility.ts'
import { dayIn, elapsed } from '../../text/time/spoken-duration.ts'
import { issueName } from '../action-items/issue-names.ts'
import type { Incident } from '../incident/incident.ts'
import type { IncidentPass } from '../pass.ts'
import { sentence, text } from '../texts.ts'
import type { Addressees } from './addressees.ts'
import { mentionsOf } from './escalation.ts'
import { type Series, type Slot, slotName } from './reminder-slots.ts'

/** A reminder that is due of an item. */
export interface DueReminder {
  readonly reached: Addressees
  readonly series: Series
  readonly slot: Slot
  /** What else is due today, without a comment of its own. */
  readonly also: readonly Issue[]
  /** Why it comes, sentence by sentence. */
  readonly why: readonly string[]
}

/** The comment by which people are reminded of an item. */
export function remind(pass: IncidentPass, issue: Issue, due: DueReminder): Mutation {
  const { reached, series, slot, also, why } = due
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
      also: also.map((other) => `${issueName(other)} ${inlineText(other.title)}`),
      why,
    }),
  }
}

/** Whether an item's issue stands where as few people see it as the incident: then its postmortem, and who wrote it, may be told. */
export function mayTellOf({ repository }: Incident, { elsewhere }: Issue): boolean {
  return elsewhere === null || mayStandIn(elsewhere, repository)
}

/** A date for the example of how to reschedule: thirty days on. */
function nextMonth(now: string): string {
  return new Date(Date.parse(now) + 30 * 86_400_000).toISOString().slice(0, 10)
}
