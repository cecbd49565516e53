import { mayCommand } from '../../domain/issue.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import { sentence } from '../texts.ts'
import { aboutItem, defineCommand } from './definition.ts'
import { longestReason } from './snooze.ts'

/** `/decline <reason>`: nobody will do it, and why. */
export interface DeclineCommand {
  readonly kind: 'decline'
  readonly reason: string
}

export const declineCommand = defineCommand<DeclineCommand>({
  kind: 'decline',
  names: ['decline'],
  takes: '<reason>',
  help: 'closes it as not planned, and keeps why',
  docs: 'closes the action item as not planned; its issue and the status comment tell why',
  examples: ['/decline the service is retired in March'],
  where: aboutItem,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'decline', reason: text }),
  refusal: ({ reason }, { context }) => (reason === '' ? sentence(context.templates, 'denied-decline') : null),
  item(before, { reason }, { comment, incident }) {
    const on = dayIn(incident.configuration.reminders.zone, comment.createdAt)
    const closed = { as: 'declined', on, by: comment.author.login, reason: cutAt(reason, longestReason) } as const
    return { ...before, close: 'declined', state: { ...before.state, snoozed: undefined, closed } }
  },
})
