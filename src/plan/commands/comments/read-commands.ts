import { slashLines } from '../../../document/commands/slash-lines.ts'
import { type Vocabulary, vocabularyOf } from '../../../domain/commands/slash-words.ts'
import type { AnyCommand, CommandDefinition } from '../definition.ts'
import { type Command, commandList, namesOfCommands, type UnknownCommand } from '../list.ts'

/** A command of a comment. */
export type WrittenCommand<C extends AnyCommand = AnyCommand> =
  | {
      readonly known: true
      readonly definition: CommandDefinition<C>
      /** As people write it, without what was asked of it: `/postmortem skip`, `/mitigated`. */
      readonly name: string
      readonly command: C
    }
  | { readonly known: false; readonly command: UnknownCommand }

/** Reads the commands of a comment, in order. An empty list for none. */
export type CommandReader<C extends AnyCommand> = (body: string) => readonly WrittenCommand<C>[]

/** Reads the commands of a list: names in it differ. */
export function readerOf<C extends AnyCommand>(commands: readonly CommandDefinition<C>[]): CommandReader<C> {
  const vocabulary: Vocabulary = vocabularyOf(namesOfCommands(commands))
  const bare = new Set(namesOfCommands(commands.filter(({ takes }) => takes === '')).map((name) => `/${name}`))
  const definitions = new Map(
    commands.flatMap((command) => namesOfCommands([command]).map((name) => [name, command] as const)),
  )
  return (body) =>
    slashLines(body, vocabulary).flatMap((line): readonly WrittenCommand<C>[] => {
      if (line.is === 'slip') {
        const near = line.near === null ? null : bare.has(line.near) ? line.near : withRest(line.near, line.rest)
        return [{ known: false, command: { kind: 'unknown', text: line.text, near } }]
      }
      const definition = definitions.get(line.name)
      if (definition === undefined) return []
      const { names, parse } = definition
      const shown = names.includes(line.name) ? line.name : names[0]
      return [{ known: true, definition, name: `/${shown}`, command: parse(line.text, line.name) }]
    })
}

/** More of what somebody wrote is not said back to them, in UTF-16 code units. */
const longestRest = 80

/** A command with what was typed after it, for who writes it again; without what is too long to repeat. */
function withRest(near: string, rest: string): string {
  return rest === '' || rest.length > longestRest ? near : `${near} ${rest}`
}

const readAll = readerOf<Exclude<Command, UnknownCommand>>(commandList)

/** The commands of a comment, in order, as they are read everywhere. An empty list for none. */
export function readCommands(body: string): readonly Command[] {
  return readAll(body).map(({ command }) => command)
}
