import { mayCommand } from '../../domain/issue.ts'
import { text } from '../texts.ts'
import { aboutIncident, aboutItem, defineCommand, usageOf } from './definition.ts'

/** `/help`. */
export interface HelpCommand {
  readonly kind: 'help'
}

export const helpCommand = defineCommand<HelpCommand>({
  kind: 'help',
  names: ['help'],
  aliases: ['postmortem help'],
  takes: '',
  help: 'shows this',
  docs: 'answers with this table',
  examples: ['/help'],
  where: [...aboutIncident, ...aboutItem],
  mayUse: mayCommand,
  parse: () => ({ kind: 'help' }),
  answer({ context, place }, manuals) {
    const commands = manuals
      .filter(({ where }) => where.includes(place))
      .map((manual) => ({ usage: usageOf(manual), does: manual.help }))
    return text(context.templates, 'help', { commands, item: place === 'action-item-issue' }).trim()
  },
})
