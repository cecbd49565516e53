import { asSeen, mayHoldWords, nearestVerb, readSlashWord, type Vocabulary } from '../../domain/commands/slash-words.ts'
import { cutAt, oneLine } from '../../text/markdown/hidden-characters.ts'
import { scan } from '../../text/markdown/scan.ts'

/** A line of a comment that begins with a command, or with what is much like one. */
export type SlashLine =
  /** `text` is what follows the name. */
  | { readonly is: 'command'; readonly name: string; readonly text: string }
  /** `near` is the command that was most likely meant, `null` for none; `rest` is what was typed after it. */
  | { readonly is: 'slip'; readonly text: string; readonly near: string | null; readonly rest: string }

/** The longest text that is kept of a command, in UTF-16 code units. */
const longestText = 500
/** How many commands of one comment are read. */
const mostCommands = 20

/** As `mayHoldWords` looks for it, with what follows. */
const line = /^ {0,3}\/([a-z]{2,20})(?::|[.,;!]{1,3}(?=\s|$)|(?=\s|$))(.*)$/is

/**
 * The lines of a comment that begin with a command of `vocabulary` (up to three spaces before it, upper or lower case), in
 * order. Those in quotes, code, lists and HTML comments are talk about commands. What follows a command is one line of at most
 * 500 characters, empty for nothing. A word that is nearly a command is a slip; others, as other bots have them, are passed
 * over. At most twenty; an empty list for none.
 */
export function slashLines(body: string, vocabulary: Vocabulary): readonly SlashLine[] {
  if (!mayHoldWords(body, vocabulary)) return []
  const found: SlashLine[] = []
  for (const { kind, text } of scan(body).lines) {
    if (kind === 'raw' || found.length >= mostCommands) continue
    const [, first = '', rest = ''] = line.exec(asSeen(text)) ?? []
    const word = readSlashWord(first, vocabulary)
    if (word === null) continue
    const after = oneLine(rest.replace(/<!--.*$/s, ''))
    if (word.is === 'command') found.push(readLine(word.word, after, vocabulary))
    else found.push({ is: 'slip', text: cutAt(`/${first} ${after}`.trim(), longestText), near: word.near, rest: after })
  }
  return found
}

function readLine(word: string, whole: string, vocabulary: Vocabulary): SlashLine {
  const verbs = vocabulary.verbs.get(word)
  if (verbs === undefined) return { is: 'command', name: word, text: cutAt(whole, longestText) }
  const [first = ''] = whole.split(' ', 1)
  const rest = cutAt(whole.slice(first.length).trim(), longestText)
  const verb = withoutMarks(first.toLowerCase())
  if (verbs.includes(verb)) return { is: 'command', name: `${word} ${verb}`, text: rest }
  const near = nearestVerb(word, first, vocabulary)
  return { is: 'slip', text: cutAt(`/${word} ${whole}`.trim(), longestText), near, rest }
}

/** A word without the quotes and punctuation that people put behind or around it. */
export function withoutMarks(word: string): string {
  return word.replace(/^[`"'“‘(]{1,3}|[`"'”’).,:;!]{1,3}$/g, '')
}
