import { mayCommand } from '../../domain/issue.ts'
import { sentence } from '../texts.ts'
import { aboutIncident, defineCommand } from './definition.ts'
import { timeRefusal, withTypedTime } from './typed-time.ts'

/** `/timeline [when] <text>`: something that happened. It stays in its comment, where the facts are gathered from. */
export interface TimelineCommand {
  readonly kind: 'timeline'
  readonly text: string
}

export const timelineCommand = defineCommand<TimelineCommand>({
  kind: 'timeline',
  names: ['timeline'],
  takes: '[when] <text>',
  help: 'puts something that happened into the timeline',
  docs: 'puts something that happened into the timeline of the [draft](facts.md#when-the-draft-is-renewed)',
  examples: ['/timeline 14:05 the old version is back'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'timeline', text }),
  refusal({ text }, call) {
    return text === '' ? sentence(call.context.templates, 'denied-timeline') : timeRefusal(text, call)
  },
  effects: (before, { text }, call) => ({ ...before, memory: withTypedTime(before.memory, text, call) }),
})
