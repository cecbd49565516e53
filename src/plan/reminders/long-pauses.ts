import { renderMarker } from '../../document/markers/markers.ts'
import type { Issue } from '../../domain/issue.ts'
import type { RememberedItem } from '../../domain/marker.ts'
import type { Mutation } from '../../domain/mutation.ts'
import { fullName } from '../../domain/ref.ts'
import { earliest } from '../../text/time/spoken-duration.ts'
import { issueName } from '../action-items/issue-names.ts'
import type { IncidentPass } from '../pass.ts'
import { text } from '../texts.ts'
import { mentionsAbove } from './escalation.ts'
import { type Pause, pausedDays, tooLongAt } from './pauses.ts'
import { isPosted } from './posted-slot.ts'
import { mayTellOf } from './reminder-comment.ts'
import { openFrom } from './reminder-slots.ts'

const slot = 'paused/60'

/** What becomes of an item that is paused: nothing, and once it was for too long in all, those above are asked once. */
export function askedAboutPause(
  pass: IncidentPass,
  issue: Issue,
  memory: RememberedItem,
  pause: Pause,
): { readonly mutation: Mutation | null; readonly memory: RememberedItem; readonly next: string | null } | undefined {
  const { incident, context } = pass
  const { paused } = memory
  const silent = { mutation: null, memory, next: pause.until }
  const at = paused === undefined ? null : tooLongAt(paused)
  const above = mentionsAbove(incident)
  if (paused === undefined || at === null || !mayTellOf(incident, issue) || above.length === 0) return silent
  const moment = openFrom(at > incident.now ? at : incident.now, incident.configuration.reminders)
  if (moment > incident.now) return { ...silent, next: earliest([pause.until, moment]) }
  const talk = pass.ask({
    ask: 'comments',
    number: issue.number,
    ...(issue.elsewhere !== null && { in: fullName(issue.elsewhere) }),
  })
  if (talk === undefined) return undefined
  const isSaid = isPosted(slot, talk, context.self)
  const asked: Mutation = {
    rule: 'ask-about-pauses',
    of: `${issueName(issue)}`,
    do: 'remind',
    number: issue.number,
    ...(issue.elsewhere !== null && { in: issue.elsewhere }),
    slot,
    body: text(context.templates, 'paused', {
      marker: renderMarker({ kind: 'reminder', slot }),
      mentions: above.map((login) => `@${login}`).join(' '),
      days: pausedDays(paused, incident.now),
    }),
  }
  const noted = { ...memory, paused: { ...paused, asked: true }, heard: issue.talk + (isSaid ? 0 : 1) } as const
  return { mutation: isSaid ? null : asked, memory: noted, next: pause.until }
}
