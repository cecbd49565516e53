import { headingWords } from './heading-words.ts'

/** An entry with `…`: its stretches of words, and whether it begins and ends with one. */
interface Pattern {
  readonly parts: readonly string[]
  readonly open: boolean
  readonly openEnd: boolean
}

/** Tables ready to be looked up: whole headings, and those with `…` by the first word that they need; each with its table's place. */
interface Lookup {
  readonly whole: ReadonlyMap<string, number>
  readonly byWord: ReadonlyMap<string, readonly (Pattern & { readonly table: number })[]>
}

type Tables = readonly (readonly string[])[]

const compiled = new WeakMap<Tables, Lookup>()
const alone = new WeakMap<readonly string[], Tables>()

/**
 * Whether one of the readings of a heading, in words as `headingWords` makes them, is one of the entries, in which `…` stands
 * for any words or none. An empty reading is none of them.
 */
export function matchesHeading(entries: readonly string[], readings: readonly string[]): boolean {
  const tables = alone.get(entries) ?? [entries]
  alone.set(entries, tables)
  return firstMatching(tables, readings) >= 0
}

/** The place of the first of the tables that has one of the readings, -1 for none: as quick as looking into one of them. */
export function firstMatching(tables: Tables, readings: readonly string[]): number {
  const lookup = compiled.get(tables) ?? compile(tables)
  compiled.set(tables, lookup)
  let first = tables.length
  for (const words of readings) {
    if (words === '') continue
    first = Math.min(first, lookup.whole.get(words) ?? first)
    for (const word of words.split(' '))
      for (const pattern of lookup.byWord.get(word) ?? [])
        if (pattern.table < first && fits(pattern, words)) first = pattern.table
  }
  return first === tables.length ? -1 : first
}

function compile(tables: Tables): Lookup {
  const whole = new Map<string, number>()
  const byWord = new Map<string, (Pattern & { table: number })[]>()
  for (const [table, entries] of tables.entries())
    for (const entry of entries) {
      const stretches = entry.split('…').map(headingWords)
      if (stretches.length === 1) {
        const words = stretches[0] ?? ''
        whole.set(words, whole.get(words) ?? table)
        continue
      }
      const parts = stretches.filter((part) => part !== '')
      const word = parts[0]?.split(' ')[0] ?? ''
      const patterns = byWord.get(word) ?? []
      patterns.push({ parts, open: stretches[0] === '', openEnd: stretches.at(-1) === '', table })
      byWord.set(word, patterns)
    }
  return { whole, byWord }
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
