import {
  asSeen,
  type CommandWord,
  mayHoldCommands,
  nearestVerb,
  type PhaseName,
  readSlashWord,
} from '../../domain/command.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { scan } from '../../text/markdown/lines.ts'

/** What a person asks for by a slash command. */
export type Command =
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'refresh' }
  /** `/postmortem template <name>`: the draft from another template. */
  | { readonly kind: 'template'; readonly name: string }
  | { readonly kind: 'help' }
  /** `/timeline [when] <text>`: something that happened. */
  | { readonly kind: 'timeline'; readonly text: string }
  /** `/mitigated [when]` and its like; `text` is empty for now. */
  | { readonly kind: 'phase'; readonly phase: PhaseName; readonly text: string }
  /** `/action <text> [@owner] [due]`: a line for the document. */
  | { readonly kind: 'action'; readonly text: string }
  | { readonly kind: 'severity'; readonly label: string }
  /** `/lead [@user …]`: without a name whoever writes it means themselves, and `logins` is empty. */
  | { readonly kind: 'lead'; readonly logins: readonly string[] }
  /** No command, but much like one; `near` is the one that was most likely meant, with what was typed after it. */
  | { readonly kind: 'unknown'; readonly text: string; readonly near: string | null }

/** The longest text that is kept of a command, in UTF-16 code units. */
const longestText = 500
/** How many commands of one comment are read. */
const mostCommands = 20

/** As `mayHoldCommands` looks for it, with what follows. */
const line = /^ {0,3}\/([a-z]{4,20})(?::|[.,;!]{1,3}(?=\s|$)|(?=\s|$))(.*)$/is
/** Marks that people put behind or around a word. */
const marks = /^[`"'“‘(]{1,3}|[`"'”’).,:;!]{1,3}$/g

/**
 * The slash commands of a comment, in order: lines that begin with one (up to three spaces before it, upper or lower case).
 * Those in quotes, code, lists and HTML comments are talk about commands. What follows a command is one line of at most 500
 * characters, empty for nothing. A word that is nearly a command is `unknown`; others, as other bots have them, are passed
 * over. An empty list for none.
 */
export function readCommands(body: string): readonly Command[] {
  if (!mayHoldCommands(body)) return []
  const commands: Command[] = []
  for (const { kind, text } of scan(body).lines) {
    if (kind === 'raw' || commands.length >= mostCommands) continue
    const [, first = '', rest = ''] = line.exec(asSeen(text)) ?? []
    const word = readSlashWord(first)
    if (word === null) continue
    const after = oneLine(rest.replace(/<!--.*$/s, ''))
    const slip = { kind: 'unknown', text: cutAt(`/${first} ${after}`.trim(), longestText) } as const
    commands.push(word.is === 'slip' ? { ...slip, near: withRest(word.near, after) } : readCommand(word.word, after))
  }
  return commands
}

function readCommand(word: CommandWord, whole: string): Command {
  const text = cutAt(whole, longestText)
  switch (word) {
    case 'postmortem':
      return readPostmortem(whole)
    case 'timeline':
      return { kind: 'timeline', text }
    case 'action':
      return { kind: 'action', text }
    case 'severity':
      return { kind: 'severity', label: text }
    case 'lead':
      return { kind: 'lead', logins: namesIn(text) }
    case 'help':
      return { kind: 'help' }
    default:
      return { kind: 'phase', phase: word, text }
  }
}

/** More words than these are a sentence, of which the first is the name. */
const mostNames = 4

/**
 * Whom a text names: everybody written with an @, else every word of a few, since nobody can tell "wes tia" from "wes
 * please"; who is nobody's name is told so.
 */
function namesIn(text: string): readonly string[] {
  const words = text.split(/[\s,;&+]+/).map((word) => word.replace(marks, ''))
  const bare = words.filter((word) => !/^(?:and|please|pls|thanks|)$/i.test(word))
  const [first] = bare
  if (first === undefined) return []
  const marked = bare.filter((word) => word.startsWith('@')).map((word) => word.slice(1))
  const named = first.startsWith('@') ? marked : bare.length <= mostNames ? bare : [first]
  return [...new Set(named.map((name) => name.replace(/^@/, '')))]
}

function readPostmortem(text: string): Command {
  const [verb = ''] = text.split(' ', 1)
  const rest = cutAt(text.slice(verb.length).trim(), longestText)
  switch (verb.toLowerCase().replace(marks, '')) {
    case 'skip':
      return { kind: 'skip', reason: rest }
    case 'start':
      return { kind: 'start' }
    case 'refresh':
      return { kind: 'refresh' }
    case 'template':
      return { kind: 'template', name: rest.replace(marks, '') }
    case 'help':
      return { kind: 'help' }
    default:
      return { kind: 'unknown', text: cutAt(`/postmortem ${text}`.trim(), longestText), near: nearestWith(verb, rest) }
  }
}

function nearestWith(verb: string, rest: string): string | null {
  const near = nearestVerb(verb)
  return near === null ? null : withRest(near, rest)
}

/** A command that takes nothing. */
const bare = /^\/(?:help|postmortem (?:start|refresh|help))$/
/** More of what somebody wrote is not said back to them, in UTF-16 code units. */
const longestRest = 80

/** A command with what was typed after it, for who writes it again; without what it does not take, or is too long to repeat. */
function withRest(near: string, rest: string): string {
  return rest === '' || rest.length > longestRest || bare.test(near) ? near : `${near} ${rest}`
}

/** The command without what was asked of it, as people write it: `/postmortem skip`, `/mitigated`. */
export function nameOfCommand(command: Command): string {
  switch (command.kind) {
    case 'skip':
    case 'start':
    case 'refresh':
    case 'template':
      return `/postmortem ${command.kind}`
    case 'phase':
      return `/${command.phase}`
    case 'unknown':
      return command.text
    default:
      return `/${command.kind}`
  }
}
