import { mayHoldCommands, type PhaseName, phaseCommands } from '../domain/command.ts'
import { cutAt, oneLine } from './hidden-characters.ts'
import { scan } from './lines.ts'

/** What a person asks for by a slash command. */
export type Command =
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'help' }
  /** `/timeline [when] <text>`: something that happened. */
  | { readonly kind: 'timeline'; readonly text: string }
  /** `/mitigated [when]` and its like; `text` is empty for now. */
  | { readonly kind: 'phase'; readonly phase: PhaseName; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string }

/** The longest reason that is kept, in UTF-16 code units. */
const longestReason = 500
/** How many commands of one comment are read. */
const mostCommands = 20

const word = /^ {0,3}\/(postmortem|timeline|started|detected|mitigated|resolved)(?=\s|$)(.*)$/is

/**
 * The slash commands of a comment, in order: lines that begin with `/postmortem`, `/timeline` or a phase such as
 * `/mitigated` (up to three spaces before it, upper or lower case). Those in quotes, code, lists and HTML comments are talk about commands. A skip without a reason has an
 * empty one; reasons are one line of at most 500 characters. An empty list for none.
 */
export function readCommands(body: string): readonly Command[] {
  if (!mayHoldCommands(body)) return []
  const commands: Command[] = []
  for (const line of scan(body).lines) {
    if (line.kind === 'raw' || commands.length >= mostCommands) continue
    const [, first, rest = ''] = word.exec(line.text) ?? []
    if (first !== undefined) commands.push(parseWord(first.toLowerCase(), oneLine(rest.replace(/<!--.*$/s, ''))))
  }
  return commands
}

function parseWord(first: string, text: string): Command {
  const phase = phaseCommands.find((name) => name === first)
  if (phase !== undefined) return { kind: 'phase', phase, text: cutAt(text, longestReason) }
  return first === 'timeline' ? { kind: 'timeline', text: cutAt(text, longestReason) } : parseCommand(text)
}

function parseCommand(text: string): Command {
  const [verb = ''] = text.split(' ', 1)
  switch (verb.toLowerCase()) {
    case 'skip':
      return { kind: 'skip', reason: cutAt(text.slice(verb.length).trim(), longestReason) }
    case 'start':
      return { kind: 'start' }
    case 'refresh':
      return { kind: 'refresh' }
    case 'help':
      return { kind: 'help' }
    default:
      return { kind: 'unknown', text: cutAt(text, longestReason) }
  }
}
