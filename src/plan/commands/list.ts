import { actionCommand } from './action.ts'
import { declineCommand } from './decline.ts'
import type { CommandDefinition } from './definition.ts'
import { doneCommand } from './done.ts'
import { dueCommand } from './due.ts'
import { helpCommand } from './help.ts'
import { leadCommand } from './lead.ts'
import { ownerCommand } from './owner.ts'
import { phaseCommand } from './phase.ts'
import { publicationCommand } from './publish.ts'
import { refreshCommand } from './refresh.ts'
import { severityCommand } from './severity.ts'
import { skipCommand } from './skip.ts'
import { snoozeCommand } from './snooze.ts'
import { startCommand } from './start.ts'
import { templateCommand } from './template.ts'
import { timelineCommand } from './timeline.ts'

/**
 * Every command there is, in the order of `/help`, of `docs/commands.md` and of what they change. A new one is a file beside
 * these and a line here; then `npm run generate`.
 */
export const commandList = [
  timelineCommand,
  phaseCommand,
  actionCommand,
  severityCommand,
  leadCommand,
  startCommand,
  skipCommand,
  refreshCommand,
  templateCommand,
  publicationCommand,
  dueCommand,
  snoozeCommand,
  ownerCommand,
  declineCommand,
  doneCommand,
  helpCommand,
] as const

/** No command, but much like one; `near` is the one that was most likely meant, with what was typed after it. */
export interface UnknownCommand {
  readonly kind: 'unknown'
  readonly text: string
  readonly near: string | null
}

/** What a person asks for by a slash command. */
export type Command = ReturnType<(typeof commandList)[number]['parse']> | UnknownCommand

/** What commands are called by, aliases included. */
export function namesOfCommands(commands: readonly CommandDefinition[]): readonly string[] {
  return commands.flatMap(({ names, aliases }) => [...names, ...(aliases ?? [])])
}
