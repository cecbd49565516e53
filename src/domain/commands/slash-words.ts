import { nearest } from './nearest.ts'

/** The words that commands are called by. */
export interface Vocabulary {
  /** What may stand behind a slash: `severity`, `postmortem`. */
  readonly words: readonly string[]
  /** What stands behind such a word, where it is the name of a family: `skip` behind `postmortem`. */
  readonly verbs: ReadonlyMap<string, readonly string[]>
}

/** The vocabulary of commands with these names: `severity`, or `postmortem skip` for one of a family. */
export function vocabularyOf(names: readonly string[]): Vocabulary {
  const verbs = new Map<string, string[]>()
  for (const name of names) {
    const [word = '', verb] = name.split(' ')
    if (verb !== undefined) verbs.set(word, [...(verbs.get(word) ?? []), verb])
  }
  return { words: [...new Set(names.map((name) => name.split(' ', 1)[0] ?? ''))], verbs }
}

/** A slash word: a command's, or what was most likely meant to be one, as people write that. */
export type SlashWord =
  | { readonly is: 'command'; readonly word: string }
  | { readonly is: 'slip'; readonly near: string }

/** A shorter word is near too many others, of other bots' commands and of paths. */
const shortestSlip = 5

/** What `word`, written after a slash, means; `null` for what has nothing to do with the app. */
export function readSlashWord(word: string, { words, verbs }: Vocabulary): SlashWord | null {
  const lower = word.toLowerCase()
  if (words.includes(lower)) return { is: 'command', word: lower }
  for (const [family, own] of verbs) if (own.includes(lower)) return { is: 'slip', near: `/${family} ${lower}` }
  const near = lower.length < shortestSlip ? null : nearest(lower, words)
  return near === null ? null : { is: 'slip', near: `/${near}` }
}

/** The command that `verb`, written after the word of a family, was most likely meant to be; `null` when none is near. */
export function nearestVerb(family: string, verb: string, { words, verbs }: Vocabulary): string | null {
  const near = nearest(verb, verbs.get(family) ?? [])
  if (near !== null) return `/${family} ${near}`
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
const slashWords = /^ {0,3}\/([a-z]{2,20})(?::|[.,;!]{1,3}(?=\s|$)|(?=\s|$))/gim

/** Whether a text may hold commands of a vocabulary: a quick look, for whoever has many texts. */
export function mayHoldWords(text: string, vocabulary: Vocabulary): boolean {
  for (const [, word = ''] of asSeen(text).matchAll(slashWords)) {
    if (readSlashWord(word, vocabulary) !== null) return true
  }
  return false
}
