import { mayCommand } from '../../domain/issue.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { dayIn } from '../../text/time/spoken-duration.ts'
import { aboutItem, defineCommand } from './definition.ts'
import { longestReason } from './snooze.ts'

/** `/done [link]`: it is done, and what shows that. */
export interface DoneCommand {
  readonly kind: 'done'
  readonly evidence: string
}

export const doneCommand = defineCommand<DoneCommand>({
  kind: 'done',
  names: ['done'],
  takes: '[link]',
  help: 'closes it as completed, with what shows that it is done',
  docs: 'closes the action item as completed; its issue and the status comment keep what shows that it is done',
  examples: ['/done', '/done https://github.com/acme/shop/pull/12'],
  where: aboutItem,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'done', evidence: text }),
  item(before, { evidence }, { comment, incident }) {
    const on = dayIn(incident.configuration.reminders.zone, comment.createdAt)
    const closed = { as: 'done', on, by: comment.author.login, reason: cutAt(evidence, longestReason) } as const
    return { ...before, close: 'done', state: { ...before.state, snoozed: undefined, closed } }
  },
})
