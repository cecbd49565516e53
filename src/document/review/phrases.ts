/** Words in lower case, typographic apostrophes made plain; what is between them is not kept. */
export function wordsIn(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[@\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []
  )
}

/** A phrase, word by word; of a stem what stands before its `*`. */
interface Phrase {
  readonly words: readonly string[]
  readonly isStem: readonly boolean[]
}

const none: readonly Phrase[] = []

/**
 * A table of phrases that is looked up word by word. A phrase is words as `wordsIn` gives them with a space between; a word that ends in `*` stands for
 * every word that begins so. Finding takes as long as there are words, however many phrases there are.
 */
export class Phrases {
  readonly #byFirst = new Map<string, Phrase[]>()
  /** By the first letter, since every word of a document is looked up. */
  readonly #stems = new Map<string, Phrase[]>()

  constructor(phrases: readonly string[]) {
    for (const written of phrases) {
      const parts = written.split(' ')
      const phrase = {
        words: parts.map((part) => (part.endsWith('*') ? part.slice(0, -1) : part)),
        isStem: parts.map((part) => part.endsWith('*')),
      }
      const [first = ''] = phrase.words
      if (phrase.isStem[0]) add(this.#stems, first.charAt(0), phrase)
      else add(this.#byFirst, first, phrase)
    }
  }

  /** How many words the longest phrase takes that begins at `words[at]`; 0 for none. */
  lengthAt(words: readonly string[], at: number): number {
    const word = words[at]
    if (word === undefined) return 0
    // Without a list of both: this runs for every word of a document.
    const longest = longestOf(this.#byFirst.get(word) ?? none, words, at, 0)
    return this.#stems.size === 0 ? longest : longestOf(this.#stems.get(word.charAt(0)) ?? none, words, at, longest)
  }

  /** Where the first phrase begins at or after `from`, before `to`; -1 for none. */
  indexIn(words: readonly string[], from = 0, to = words.length): number {
    for (let at = from; at < to; at += 1) if (this.lengthAt(words, at) > 0) return at
    return -1
  }

  within(words: readonly string[]): boolean {
    return this.indexIn(words) >= 0
  }
}

function add(phrases: Map<string, Phrase[]>, name: string, phrase: Phrase): void {
  phrases.set(name, [...(phrases.get(name) ?? []), phrase])
}

/** Where phrases of a table begin in `words`, for who asks for one place after another: each word is looked at once, or little more. */
export class PhraseSearch {
  readonly #phrases: Phrases
  readonly #words: readonly string[]
  #from = 0
  #next = -1

  constructor(phrases: Phrases, words: readonly string[]) {
    this.#phrases = phrases
    this.#words = words
  }

  /** The first place at or after `from`, past the end for none. */
  nextFrom(from: number): number {
    if (from < this.#from || from > this.#next) {
      const found = this.#phrases.indexIn(this.#words, from)
      this.#from = from
      this.#next = found < 0 ? this.#words.length : found
    }
    return this.#next
  }
}

function longestOf(phrases: readonly Phrase[], words: readonly string[], at: number, least: number): number {
  let longest = least
  for (const phrase of phrases) {
    const { length } = phrase.words
    if (length > longest && matches(phrase, words, at)) longest = length
  }
  return longest
}

function matches({ words: parts, isStem }: Phrase, words: readonly string[], at: number): boolean {
  for (let index = 0; index < parts.length; index += 1) {
    const word = words[at + index]
    const part = parts[index] ?? ''
    if (word === undefined || !(isStem[index] ? word.startsWith(part) : word === part)) return false
  }
  return true
}
