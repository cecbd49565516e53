import { mayCommand } from '../../domain/issue.ts'
import { aboutItem, defineCommand } from './definition.ts'
import { postponedBy } from './postponed.ts'
import { dayRefusal, dayTyped } from './typed-day.ts'

/** `/due <date>`: until when an action item is promised. */
export interface DueCommand {
  readonly kind: 'due'
  readonly text: string
}

export const dueCommand = defineCommand<DueCommand>({
  kind: 'due',
  names: ['due'],
  takes: '<date>',
  help: 'sets the due date, such as `/due next friday`',
  docs: 'sets the due date of the action item; the line `Due:` of its issue then says it as year, month and day',
  examples: ['/due 2026-12-24', '/due in 2 weeks'],
  where: aboutItem,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'due', text }),
  refusal: ({ text }, call) => dayRefusal('due', text, call),
  item(before, { text }, call) {
    const found = dayTyped(text, call)
    if (found.kind !== 'day') return before
    const later = before.day !== null && found.day > before.day
    return { ...before, day: found.day, state: later ? postponedBy(before.state, call.comment.id) : before.state }
  },
})
