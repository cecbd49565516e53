import type { RuleName } from '../rules.ts'
import * as lexicon from './lexicon.ts'
import type { Names } from './names.ts'

/** Who a sentence is about: one person, several or a team, none of them, somebody who uses the system, those who write, or nobody. */
export type Kind = 'person' | 'group' | 'none' | 'user' | 'we' | 'nobody'

export interface Subject {
  readonly kind: Kind
  /** Where what is said of it begins. */
  readonly end: number
  /** Whether "only" stands before it: then what the others did not do is meant. */
  readonly only: boolean
  /** Whether the word names programs, too: then only what people alone do is blame. */
  readonly ambiguous: boolean
}

export type Judgement = Extract<RuleName, `people/${string}`>

type Named = Omit<Subject, 'only'>

/** Who or what the word at `at` names, `null` for what is no person. */
export function subjectAt(words: readonly string[], at: number, names: Names): Subject | null {
  const named = nameAt(words, at, names)
  if (named === null || isName(words[named.end] ?? '')) return null
  const kind = named.kind === 'group' && isNoneOf(words, at) ? 'none' : named.kind
  return { ...named, kind, only: isOnly(words, at) }
}

/** This runs for every word of a document, so nothing is made here that most words have no use for. */
function nameAt(words: readonly string[], at: number, names: Names): Named | null {
  const word = words[at] ?? ''
  const none = lexicon.nobody.lengthAt(words, at)
  if (none > 0) return { kind: 'nobody', end: at + none, ambiguous: false }
  if (lexicon.ourselves.has(word)) return { kind: 'we', end: at + 1, ambiguous: false }
  if (word === 'user' && isOne(words, at)) return { kind: 'user', end: at + 1, ambiguous: true }
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word
  const before = words[at - 1] ?? ''
  const ambiguous = lexicon.programs.has(bare)
  if (ambiguous && at > 0 && !lexicon.beforePeople.has(before)) return null
  const owning = bare === word ? 0 : names.lengthAt([bare], 0)
  const named = Math.max(names.lengthAt(words, at), owning)
  const kind = kindOf(bare, before)
  if (named === 0 && !word.startsWith('@') && kind === null) return null
  return {
    kind: kind ?? 'person',
    end: at + Math.max(1, named),
    ambiguous: ambiguous && !lexicon.surelyPeople.has(before),
  }
}

/** Before "management" where it is people: configuration management is none. */
const managers = /^(?:the|our|their|senior|upper|by|)$/

function kindOf(word: string, before: string): Kind | null {
  const role = lexicon.people.has(word)
  const group = lexicon.teams.has(word) || (word === 'management' && managers.test(before))
  if (!role && !group) return null
  if (before === 'no') return 'nobody'
  return group || (word.endsWith('s') && lexicon.people.has(word.slice(0, -1))) ? 'group' : 'person'
}

/** "None of the operators", "nobody on the platform team". */
function isNoneOf(words: readonly string[], at: number): boolean {
  for (let from = at - 1; from >= 0 && from >= at - 5; from -= 1) {
    if (isPunctuation(words[from] ?? '')) return false
    if (lexicon.nobody.lengthAt(words, from) > 0 || words[from] === 'none') {
      const after = from + Math.max(1, lexicon.nobody.lengthAt(words, from))
      return /^(?:of|on|in|from|at)$/.test(words[after] ?? '')
    }
  }
  return false
}

/** "The user" is somebody; "users" are those whom the impact met. */
function isOne(words: readonly string[], at: number): boolean {
  return /^(?:a|an|the|one|this|that)$/.test(words[at - 1] ?? '')
}

/** "Only two teams", "only one of the teams": "only after the team" is about a time. */
function isOnly(words: readonly string[], at: number): boolean {
  for (let from = at - 1; from >= 0 && from >= at - 6; from -= 1) {
    if (isPunctuation(words[from] ?? '')) return false
    if (words[from] === 'only') return /^(?:\d+|one|two|three|four|five|a|some|few|the)$/.test(words[from + 1] ?? '')
  }
  return false
}

/** Code, shown as an ellipsis, or a dotted name: it is what the words beside it say more of. */
export function isName(word: string): boolean {
  return word === '…' || /[\p{L}\d]{2}\.\p{L}{2}/u.test(word)
}

/** The first place from `from` on, four words away at most, that holds no word of `set`. */
export function skipWords(words: readonly string[], from: number, set: ReadonlySet<string>): number {
  let at = from
  while (at < from + 4 && set.has(words[at] ?? '')) at += 1
  return at
}

/** A comma or a bracket, which are words of a sentence, too. */
export function isPunctuation(word: string): boolean {
  return word === ',' || word === '(' || word === ')'
}

/** Whether a word may tell what was done: "restarted", but not "ed" or "bed". */
export function isPast(word: string): boolean {
  return word.length > 3 && word.endsWith('ed')
}
