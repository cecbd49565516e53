import { mayCommand } from '../../domain/issue.ts'
import { sentence } from '../texts.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/postmortem skip <reason>`. */
export interface SkipCommand {
  readonly kind: 'skip'
  readonly reason: string
}

export const skipCommand = defineCommand<SkipCommand>({
  kind: 'skip',
  names: ['postmortem skip'],
  takes: '<reason>',
  help: 'says why no postmortem is needed',
  docs: 'says why no postmortem is needed; an untouched draft is closed',
  examples: ['/postmortem skip false alarm: a test page went off'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'skip', reason: text }),
  refusal({ reason }, { incident, context }) {
    if (reason === '') return sentence(context.templates, 'denied-reason')
    return incident.pull?.merged ? sentence(context.templates, 'denied-merged') : null
  },
  effects(before, { reason }, { comment }) {
    const decision = { kind: 'skip', reason, by: comment.author.login, comment: comment.id } as const
    return { ...before, startedAt: null, memory: { ...before.memory, decision } }
  },
})
