import { nearest } from './nearest.ts'

/** The moments of an incident that a command can name, in their order. */
export const phaseCommands = ['started', 'detected', 'mitigated', 'resolved'] as const
export type PhaseName = (typeof phaseCommands)[number]

/** What follows `/postmortem`. */
export const postmortemVerbs = ['skip', 'start', 'refresh', 'template', 'help'] as const

const words = ['postmortem', 'timeline', ...phaseCommands, 'action', 'severity', 'lead', 'help'] as const
export type CommandWord = (typeof words)[number]

/** A slash word: a command's, or what was most likely meant to be one, as people write that. */
export type SlashWord =
  | { readonly is: 'command'; readonly word: CommandWord }
  | { readonly is: 'slip'; readonly near: string }

/** A shorter word is near too many others, of other bots' commands and of paths. */
const shortestSlip = 5

/** What `word`, written after a slash, means; `null` for what has nothing to do with the app. */
export function readSlashWord(word: string): SlashWord | null {
  const lower = word.toLowerCase()
  const known = words.find((name) => name === lower)
  if (known !== undefined) return { is: 'command', word: known }
  const verb = postmortemVerbs.find((name) => name === lower)
  if (verb !== undefined) return { is: 'slip', near: `/postmortem ${verb}` }
  const near = lower.length < shortestSlip ? null : nearest(lower, words)
  return near === null ? null : { is: 'slip', near: `/${near}` }
}

/** The command that `verb`, written after `/postmortem`, was most likely meant to be; `null` when none is near. */
export function nearestVerb(verb: string): string | null {
  const near = nearest(verb, postmortemVerbs)
  if (near !== null) return `/postmortem ${near}`
  const other = nearest(verb, words)
  return other === null ? null : `/${other}`
}

/**
 * What nobody sees, and editors and chats put in: zero-width spaces, marks of direction, soft hyphens. A joiner before a
 * picture holds an emoji together.
 */
const unseen =
  /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\u200d(?!\p{Extended_Pictographic})/gu

/** A line as people see it, a no-break space being one. */
export function asSeen(line: string): string {
  return line.replace(unseen, '').replace(/\u00a0/g, ' ')
}

/** A slash word at the beginning of a line, with the mark that may stand behind it: `/resolved.`, `/lead: @wes`. */
const slashWords = /^ {0,3}\/([a-z]{4,20})(?::|[.,;!]{1,3}(?=\s|$)|(?=\s|$))/gim

/** Whether a text may hold commands: a quick look, for whoever has many texts. */
export function mayHoldCommands(text: string): boolean {
  for (const [, word = ''] of asSeen(text).matchAll(slashWords)) if (readSlashWord(word) !== null) return true
  return false
}
