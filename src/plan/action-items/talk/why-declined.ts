import { readItemState } from '../../../document/markers/item-state.ts'
import { renderMarker } from '../../../document/markers/markers.ts'
import type { Comment, Issue } from '../../../domain/issue.ts'
import type { RememberedItem } from '../../../domain/marker.ts'
import type { Mutation } from '../../../domain/mutation.ts'
import { isOwn } from '../../../domain/self.ts'
import { plusHours } from '../../../text/time/spoken-duration.ts'
import type { IncidentPass } from '../../pass.ts'
import { isPosted } from '../../reminders/posted-slot.ts'
import { text } from '../../texts.ts'
import { issueName } from '../issue-names.ts'
import type { TrackedItem } from '../tracked-item.ts'

/** Who closed it longer ago is not asked, and not heard on it, any more. */
const askedWithinHours = 7 * 24
/** What people say so shortly before they close it is why. */
const saidBeforeHours = 24

const slot = 'why'

/** What there is to know of why an item was declined. */
export interface DeclineKnown {
  readonly as: NonNullable<RememberedItem['why']>
  readonly mutations: readonly Mutation[]
}

/** Whether an issue was closed so lately that its people are asked, and heard. */
export function isRecent({ closedAt }: Issue, { incident }: IncidentPass): boolean {
  return closedAt !== null && closedAt >= plusHours(incident.now, -askedWithinHours)
}

/** Asks once why an item was closed as not planned, where nobody said so; `null` where there is nothing new to know. */
export function askWhy(
  pass: IncidentPass,
  { status, remembered }: TrackedItem,
  talk: readonly Comment[],
): DeclineKnown | null {
  if (status.kind !== 'issue' || status.outcome !== 'declined') return null
  const { issue } = status
  if (remembered?.why === 'said' || !isRecent(issue, pass)) return null
  const { incident, context } = pass
  const from = plusHours(issue.closedAt ?? incident.now, -saidBeforeHours)
  const isSaid =
    readItemState(issue.body).closed?.as === 'declined' ||
    talk.some(({ author, createdAt }) => !author.bot && !isOwn(author, context.self) && createdAt >= from)
  if (isSaid) return { as: 'said', mutations: [] }
  if (remembered?.why === 'asked') return null
  const isAsked = isPosted(slot, talk, context.self)
  if (isAsked || issue.locked) return { as: 'asked', mutations: [] }
  const { closedBy, elsewhere } = issue
  const asked: Mutation = {
    rule: 'ask-why-declined',
    of: issueName(issue),
    do: 'remind',
    number: issue.number,
    ...(elsewhere !== null && { in: elsewhere }),
    slot,
    body: text(context.templates, 'why-declined', {
      marker: renderMarker({ kind: 'reminder', slot }),
      mentions: closedBy === null || closedBy.bot ? '' : `@${closedBy.login}`,
    }),
  }
  return { as: 'asked', mutations: [asked] }
}
