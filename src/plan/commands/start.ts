import { mayCommand } from '../../domain/issue.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/postmortem start`. */
export interface StartCommand {
  readonly kind: 'start'
}

export const startCommand = defineCommand<StartCommand>({
  kind: 'start',
  names: ['postmortem start'],
  takes: '',
  help: 'starts a postmortem, or takes a skip back',
  examples: ['/postmortem start'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: () => ({ kind: 'start' }),
  effects(before, _, { comment }) {
    const decision = { kind: 'start', reason: '', by: comment.author.login, comment: comment.id } as const
    return { ...before, startedAt: comment.createdAt, memory: { ...before.memory, closedDraft: null, decision } }
  },
})
