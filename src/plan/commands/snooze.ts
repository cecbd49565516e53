import { mayCommand } from '../../domain/issue.ts'
import { cutAt } from '../../text/markdown/hidden-characters.ts'
import { aboutItem, defineCommand } from './definition.ts'
import { postponedBy } from './postponed.ts'
import { dayRefusal, dayTyped } from './typed-day.ts'

/** `/snooze <until> [reason]`: no reminders before a day; `/snooze off` ends it. */
export interface SnoozeCommand {
  readonly kind: 'snooze'
  readonly text: string
}

/** The longest reason that an issue keeps, in UTF-16 code units. */
export const longestReason = 300

export const snoozeCommand = defineCommand<SnoozeCommand>({
  kind: 'snooze',
  names: ['snooze'],
  takes: '<until> [reason]',
  help: 'no reminders before that day, such as `/snooze in 2 weeks waiting for the vendor`; `/snooze off` ends it',
  docs: 'no reminders of the action item before that day; its issue tells it, with the reason. `/snooze off` ends it',
  examples: ['/snooze in 2 weeks waiting for the vendor', '/snooze until 24 Dec', '/snooze off'],
  where: aboutItem,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'snooze', text }),
  refusal: ({ text }, call) => (isEnd(text) ? null : dayRefusal('snooze', text, call)),
  item(before, { text }, call) {
    if (isEnd(text)) return { ...before, state: { ...before.state, snoozed: undefined } }
    const found = dayTyped(text, call)
    if (found.kind !== 'day') return before
    const by = call.comment.author.login
    const snoozed = { until: found.day, by, reason: cutAt(found.rest, longestReason) }
    return { ...before, state: { ...postponedBy(before.state, call.comment.id), snoozed } }
  },
})

function isEnd(text: string): boolean {
  return /^(?:off|end|stop|none|no)[.!]?$/i.test(text.trim())
}
