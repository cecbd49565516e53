import { mayCommand } from '../../domain/issue.ts'
import { lineOf, mergedSentence } from '../action-items/action-line.ts'
import { sentence } from '../texts.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/action <text> [@owner] [due]`: a line for the document, added once nobody is in the way. */
export interface ActionCommand {
  readonly kind: 'action'
  readonly text: string
}

export const actionCommand = defineCommand<ActionCommand>({
  kind: 'action',
  names: ['action'],
  takes: '<text> [@owner] [due]',
  help: 'adds an action item to the draft, such as `/action Alert on declined cards @octocat 2026-12-01`',
  docs: 'adds an action item to the draft, see below',
  examples: ['/action Alert on declined cards @octocat 2026-12-01 [P1]'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'action', text }),
  refusal({ text }, { comment, incident, context }) {
    if (text === '') return sentence(context.templates, 'denied-action')
    return incident.pull?.merged ? mergedSentence(incident, [lineOf(text, comment, incident)], context) : null
  },
  effects(before, _, { comment: { id } }) {
    const waiting = before.memory.actions ?? []
    const actions = waiting.includes(id) ? waiting : [...waiting, id]
    return { ...before, memory: { ...before.memory, actions } }
  },
})
