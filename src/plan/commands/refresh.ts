import { mayCommand } from '../../domain/issue.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/postmortem refresh`. */
export interface RefreshCommand {
  readonly kind: 'refresh'
}

export const refreshCommand = defineCommand<RefreshCommand>({
  kind: 'refresh',
  names: ['postmortem refresh'],
  takes: '',
  help: 'renews the facts of the draft that nobody edited',
  examples: ['/postmortem refresh'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: () => ({ kind: 'refresh' }),
  effects({ memory, draft, ...before }, _, { comment, on }) {
    return { ...before, memory: { ...memory, refreshed: comment.id }, draft: { ...draft, refresh: { comment, on } } }
  },
})
