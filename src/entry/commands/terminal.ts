import { styleText } from 'node:util'
import { textOfFile } from '../../domain/file-text.ts'
import type { GitHubOptions } from '../../github/app.ts'

/** What a command sees of the process that runs it. */
export interface Terminal {
  /** Results. `text` ends with a line break. */
  out(text: string): void
  /** Problems and progress. */
  err(text: string): void
  /** Shows what is under way, in the place of what it showed before; nothing for an empty text, and in a pipe. */
  progress(text: string): void
  /** The machine's clock, in milliseconds since 1970. */
  now(): number
  readonly colour: 'always' | 'never'
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The text of a file, `-` for the standard input. Throws where there is no such file, and `NotText` where it is none. */
  readonly readFile: (path: string) => string
  /** How requests reach GitHub; the process's own `fetch` where it is left out. */
  readonly fetch?: NonNullable<GitHubOptions['fetch']>
  /** Whether there is a file or a folder at a path. */
  readonly exists: (path: string) => boolean
}

/** `ok`: nothing to complain about. `failed`: a problem was found. `usage`: the command was called wrongly. */
export const exitCodes = { ok: 0, failed: 1, usage: 2 } as const

export type CommandOutcome = keyof typeof exitCodes

/** Is told what a command came to, by which the program exits. */
export type End = (outcome: CommandOutcome) => void

/** Ends a command with sentences for people: what is wrong, why, and what to do next. */
export class CommandError extends Error {
  readonly outcome: Exclude<CommandOutcome, 'ok'>
  constructor(outcome: Exclude<CommandOutcome, 'ok'>, message: string) {
    super(message)
    this.outcome = outcome
  }
}

/** A file holds no text, or one that is not UTF-8. */
export class NotText extends Error {
  constructor() {
    super('it is not UTF-8 text')
  }
}

/** The text of a file as `readFile` gives it. Throws `NotText`: guessing at another encoding would garble what people wrote. */
export function textFrom(bytes: Uint8Array): string {
  const text = textOfFile(bytes)
  if (text === null) throw new NotText()
  return text
}

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** `text` in a style where the terminal shows colours, else as it is. */
export function paint(terminal: Terminal, style: Style, text: string): string {
  return terminal.colour === 'always' ? styleText(style, text, { validateStream: false }) : text
}
