import { type PhaseName, phaseCommands } from '../../domain/commands/command.ts'
import { mayCommand } from '../../domain/issue.ts'
import { readPhaseTime } from '../../text/time/typed-time.ts'
import { sentence } from '../texts.ts'
import { aboutIncident, defineCommand } from './definition.ts'
import { timeRefusal, withTypedTime } from './typed-time.ts'

/** `/mitigated [when]` and its like; `text` is empty for now. It stays in its comment, where the facts are gathered from. */
export interface PhaseCommand {
  readonly kind: 'phase'
  readonly phase: PhaseName
  readonly text: string
}

export const phaseCommand = defineCommand<PhaseCommand>({
  kind: 'phase',
  names: phaseCommands,
  takes: '[when]',
  help: 'says how far the incident is; without a time it means now',
  docs: 'says how far the incident is; without a time it means now. The durations are counted from these',
  examples: ['/mitigated', '/started yesterday 23:10'],
  where: aboutIncident,
  mayUse: mayCommand,
  parse: (text, name) => ({ kind: 'phase', phase: phaseCommands.find((one) => one === name) ?? 'started', text }),
  refusal({ phase: named, text }, call) {
    const refused = text === '' ? null : timeRefusal(text, call)
    if (refused !== null) return refused
    const { comment, incident, context } = call
    const time = readPhaseTime(text, { at: comment.createdAt, zone: incident.configuration.reminders.zone })
    return time === null ? sentence(context.templates, 'denied-time', { text, phase: named }) : null
  },
  effects: (before, { text }, call) => ({ ...before, memory: withTypedTime(before.memory, text, call) }),
})
