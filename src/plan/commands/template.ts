import { builtInTemplates } from '../../config/schema/built-in-templates.ts'
import { withoutMarks } from '../../document/commands/slash-lines.ts'
import { nearest } from '../../domain/commands/nearest.ts'
import { mayCommand } from '../../domain/issue.ts'
import { sentence } from '../texts.ts'
import { aboutIncident, defineCommand } from './definition.ts'

/** `/postmortem template <name>`: the draft from another template. */
export interface TemplateCommand {
  readonly kind: 'template'
  readonly name: string
}

const known = Object.keys(builtInTemplates)

export const templateCommand = defineCommand<TemplateCommand>({
  kind: 'template',
  names: ['postmortem template'],
  takes: '<name>',
  help: 'makes the draft from another template, as long as nobody has written in it',
  docs: 'makes the draft anew from another built-in [template](templates.md), as long as nobody has written in it',
  examples: ['/postmortem template public'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text) => ({ kind: 'template', name: withoutMarks(text) }),
  refusal({ name }, { incident, context }) {
    const view = { known: known.join('`, `'), near: nearest(name, known), name }
    if (incident.pull?.merged) return sentence(context.templates, 'denied-template-merged')
    return known.includes(name.toLowerCase()) ? null : sentence(context.templates, 'denied-template', view)
  },
  effects({ memory, draft, ...before }, command, { comment, on }) {
    const name = command.name.toLowerCase()
    return { ...before, memory: { ...memory, template: name }, draft: { ...draft, template: { comment, on, name } } }
  },
})
