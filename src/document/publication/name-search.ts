/** A word of a text: letters and digits without a break. */
export interface Word {
  readonly text: string
  readonly at: number
}

/** A name that stands in a text. */
export interface FoundName {
  /** The words' places, from the first to behind the last. */
  readonly from: number
  readonly to: number
  /** Which word of the text is the first. */
  readonly index: number
}

export function wordsOfText(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]{1,100}/gu)].map(({ 0: word, index }) => ({ text: word, at: index }))
}

/** Finds names of some words, whatever their case and whatever stands between the words: spaces, a hyphen. */
export class NameSearch {
  readonly #byFirst = new Map<string, (readonly string[])[]>()

  constructor(names: readonly string[]) {
    for (const name of names) {
      const words = wordsOfText(name).map(({ text }) => text.toLowerCase())
      const [first] = words
      if (first !== undefined) this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), words])
    }
  }

  /** Every place where a name stands, the longest of those that begin together. */
  in(text: string, words: readonly Word[] = wordsOfText(text)): readonly FoundName[] {
    if (this.#byFirst.size === 0) return []
    return words.flatMap(({ text: word, at }, index) => {
      const lengths = (this.#byFirst.get(word.toLowerCase()) ?? []).map((name) =>
        matches(name, words, index) ? name.length : 0,
      )
      const last = words[index + Math.max(0, ...lengths) - 1]
      return last === undefined || Math.max(0, ...lengths) === 0
        ? []
        : [{ from: at, to: last.at + last.text.length, index }]
    })
  }
}

/** How many characters may lie between two words of a name. */
const gap = 4

function matches(name: readonly string[], words: readonly Word[], from: number): boolean {
  return name.every((part, offset) => {
    const word = words[from + offset]
    const before = words[from + offset - 1]
    if (word === undefined || word.text.toLowerCase() !== part) return false
    return offset === 0 || before === undefined || word.at - before.at - before.text.length <= gap
  })
}
