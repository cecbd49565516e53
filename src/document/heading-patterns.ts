import { headingWords } from './heading-words.ts'

/** An entry with `…`: its stretches of words, and whether it begins and ends with one. */
interface Pattern {
  readonly parts: readonly string[]
  readonly open: boolean
  readonly openEnd: boolean
}

/** Entries ready to be looked up: whole headings, and those with `…` by the first word that they need. */
interface Lookup {
  readonly whole: ReadonlySet<string>
  readonly byWord: ReadonlyMap<string, readonly Pattern[]>
}

const compiled = new WeakMap<readonly string[], Lookup>()

/**
 * Whether one of the readings of a heading, in words as `headingWords` makes them, is one of the entries, in which `…` stands
 * for any words or none. An empty reading is none of them.
 */
export function matchesHeading(entries: readonly string[], readings: readonly string[]): boolean {
  const lookup = compiled.get(entries) ?? compile(entries)
  compiled.set(entries, lookup)
  return readings.some((words) => {
    if (words === '') return false
    if (lookup.whole.has(words)) return true
    return words.split(' ').some((word) => lookup.byWord.get(word)?.some((pattern) => fits(pattern, words)))
  })
}

function compile(entries: readonly string[]): Lookup {
  const byWord = new Map<string, Pattern[]>()
  for (const entry of entries.filter((one) => one.includes('…'))) {
    const stretches = entry.split('…').map(headingWords)
    const parts = stretches.filter((part) => part !== '')
    const word = parts[0]?.split(' ')[0] ?? ''
    const pattern = { parts, open: stretches[0] === '', openEnd: stretches.at(-1) === '' }
    byWord.set(word, [...(byWord.get(word) ?? []), pattern])
  }
  return { whole: new Set(entries.filter((one) => !one.includes('…')).map(headingWords)), byWord }
}

/** Whole words only, in order: that is what the spaces around are for. */
function fits({ parts, open, openEnd }: Pattern, words: string): boolean {
  const whole = ` ${words} `
  let from = 0
  for (const [index, part] of parts.entries()) {
    const at = whole.indexOf(` ${part} `, from)
    if (at < 0 || (index === 0 && !open && at !== 0)) return false
    from = at + part.length + 1
  }
  return parts.length > 0 && (openEnd || whole.endsWith(` ${parts.at(-1)} `))
}
