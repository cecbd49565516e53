/** Words in lower case, typographic apostrophes made plain; what is between them is not kept. */
export function wordsIn(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[@\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []
  )
}

/**
 * A table of phrases that is looked up word by word. A phrase is words as `wordsIn` gives them with a space between; a word that ends in `*` stands for
 * every word that begins so. Finding takes as long as there are words, however many phrases there are.
 */
export class Phrases {
  readonly #byFirst = new Map<string, (readonly string[])[]>()
  readonly #stems: (readonly string[])[] = []

  constructor(phrases: readonly string[]) {
    for (const phrase of phrases) {
      const words = phrase.split(' ')
      const [first = ''] = words
      if (first.endsWith('*')) this.#stems.push(words)
      else this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), words])
    }
  }

  /** How many words the longest phrase takes that begins at `words[at]`; 0 for none. */
  lengthAt(words: readonly string[], at: number): number {
    const word = words[at]
    if (word === undefined) return 0
    // Without a list of both: this runs for every word of a document.
    return longestOf(this.#stems, words, at, longestOf(this.#byFirst.get(word) ?? [], words, at, 0))
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

function longestOf(
  phrases: readonly (readonly string[])[],
  words: readonly string[],
  at: number,
  least: number,
): number {
  let longest = least
  for (const phrase of phrases) {
    if (phrase.length > longest && phrase.every((part, index) => matches(words[at + index], part))) {
      longest = phrase.length
    }
  }
  return longest
}

function matches(word: string | undefined, part: string): boolean {
  if (word === undefined) return false
  return part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part
}
