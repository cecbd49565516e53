import type { RuleName } from '../rules.ts'
import * as lexicon from './lexicon.ts'
import type { Names } from './names.ts'

/** Who a sentence is about. */
export type Kind = 'person' | 'team' | 'we' | 'nobody'

export interface Subject {
  readonly kind: Kind
  /** Where what is said of it begins. */
  readonly end: number
  /** Whether "only" stands before it: then what the others did not do is meant. */
  readonly only: boolean
}

export type Judgement = Extract<RuleName, `people/${string}`>

/** Who or what the word at `at` names, `null` for what is no person. */
export function subjectAt(words: readonly string[], at: number, names: Names): Subject | null {
  const named = nameAt(words, at, names)
  if (named === null) return null
  const { kind, end } = named
  return { kind, end, only: words[at - 1] === 'only' || words[at - 2] === 'only' || words[at - 3] === 'only' }
}

/** This runs for every word of a document, so nothing is made here that most words have no use for. */
function nameAt(words: readonly string[], at: number, names: Names): Pick<Subject, 'kind' | 'end'> | null {
  const word = words[at] ?? ''
  const none = lexicon.nobody.lengthAt(words, at)
  if (none > 0) return { kind: 'nobody', end: at + none }
  if (lexicon.ourselves.has(word)) return { kind: 'we', end: at + 1 }
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word
  if (lexicon.programs.has(bare) && at > 0 && !lexicon.beforePeople.has(words[at - 1] ?? '')) return null
  const owning = bare === word ? 0 : names.lengthAt([bare], 0)
  const named = Math.max(names.lengthAt(words, at), owning)
  const kind: Kind = lexicon.teams.has(bare) ? 'team' : 'person'
  const known = named > 0 || word.startsWith('@') || lexicon.people.has(bare) || kind === 'team'
  return known ? { kind, end: at + Math.max(1, named) } : null
}

/** The first place from `from` on, four words away at most, that holds no word of `set`. */
export function skip(words: readonly string[], from: number, set: ReadonlySet<string>): number {
  let at = from
  while (at < from + 4 && set.has(words[at] ?? '')) at += 1
  return at
}

/** A comma or a bracket, which are words of a sentence, too. */
export function isMark(word: string): boolean {
  return word === ',' || word === '(' || word === ')'
}

/** Whether a word may tell what was done: "restarted", but not "ed" or "bed". */
export function isPast(word: string): boolean {
  return word.length > 3 && word.endsWith('ed')
}
