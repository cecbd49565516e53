import { renderMarker } from '../../../document/markers/markers.ts'
import type { Comment } from '../../../domain/issue.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { dayInWords, elapsed } from '../../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../../pass.ts'
import { mentionsAbove } from '../../reminders/escalation.ts'
import { isPosted } from '../../reminders/posted-slot.ts'
import { mayTellOf } from '../../reminders/reminder-comment.ts'
import { text } from '../../texts.ts'
import { issueName } from '../issue-names.ts'
import type { Obeyed } from './obey.ts'

const told = 3
const slot = 'postponed/3'

/** Tells those above once that an item was put off for the third time, on its issue. */
export function tellPostponed(pass: IncidentPass, obeyed: Obeyed, talk: readonly Comment[]): readonly Mutation[] {
  const { incident, context } = pass
  const { change, issue, fresh } = obeyed
  const third = change.state.postponed?.[told - 1]
  const isNow = third !== undefined && fresh.some(({ comment }) => comment.id === third)
  const isSaid = isPosted(slot, talk, context.self)
  const above = mentionsAbove(incident)
  if (!isNow || isSaid || issue.state !== 'open' || !mayTellOf(incident, issue) || above.length === 0) return []
  const until = change.state.snoozed?.until ?? change.day
  return [
    {
      rule: 'tell-postponed',
      of: issueName(issue),
      do: 'remind',
      number: issue.number,
      ...(issue.elsewhere !== null && { in: issue.elsewhere }),
      slot,
      body: text(context.templates, 'postponed', {
        marker: renderMarker({ kind: 'reminder', slot }),
        mentions: above.map((login) => `@${login}`).join(' '),
        day: until === null ? '' : dayInWords(until),
        age: elapsed(issue.createdAt, incident.now),
      }),
    },
  ]
}
