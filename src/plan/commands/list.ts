import { action } from './action.ts'
import type { CommandDefinition } from './definition.ts'
import { help } from './help.ts'
import { lead } from './lead.ts'
import { phase } from './phase.ts'
import { refresh } from './refresh.ts'
import { severity } from './severity.ts'
import { skip } from './skip.ts'
import { start } from './start.ts'
import { template } from './template.ts'
import { timeline } from './timeline.ts'

/**
 * Every command there is, in the order of `/help`, of `docs/commands.md` and of what they change. A new one is a file beside
 * these and a line here; then `npm run generate`.
 */
export const commandList = [timeline, phase, action, severity, lead, start, skip, refresh, template, help] as const

/** No command, but much like one; `near` is the one that was most likely meant, with what was typed after it. */
export interface UnknownCommand {
  readonly kind: 'unknown'
  readonly text: string
  readonly near: string | null
}

/** What a person asks for by a slash command. */
export type Command = ReturnType<(typeof commandList)[number]['parse']> | UnknownCommand

/** What commands are called by, aliases included. */
export function namesOf(commands: readonly CommandDefinition[]): readonly string[] {
  return commands.flatMap(({ names, aliases }) => [...names, ...(aliases ?? [])])
}
