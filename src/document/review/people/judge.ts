import { type Found, quoted } from '../finding.ts'
import type { Phrases } from '../phrases.ts'
import type { Reading } from '../reading.ts'
import type { RuleName } from '../rules.ts'
import * as lexicon from './lexicon.ts'
import type { Names } from './names.ts'
import { type Sentence, sentencesOf } from './prose.ts'

/** Who a sentence is about. */
type Kind = 'person' | 'team' | 'we' | 'nobody'

interface Subject {
  readonly kind: Kind
  /** Where what is said of it begins. */
  readonly end: number
  /** Whether "only" stands before it: then what the others did not do is meant. */
  readonly only: boolean
}

type Judgement = Extract<RuleName, `people/${string}`>

/** The sentences about a person, one finding each. `names` are those of the people who took part. */
export function judgeSentences(reading: Reading, names: Names): readonly Found[] {
  return sentencesOf(reading).flatMap((sentence): readonly Found[] => {
    const judged = judgeSentence(sentence, names)
    if (judged === null) return []
    const { line, endLine, text, tokens } = sentence
    return [{ rule: judged.rule, line, endLine, values: { text: quoted(text.slice(tokens[judged.at]?.at)) } }]
  })
}

interface Judged {
  readonly rule: Judgement
  /** The word of the sentence with which it begins. */
  readonly at: number
}

function judgeSentence({ tokens }: Sentence, names: Names): Judged | null {
  const words = tokens.map(({ word }) => word)
  let weaker: Judged | null = null
  for (let at = 0; at < words.length; at += 1) {
    const subject = subjectAt(words, at, names)
    if (subject === null) continue
    const judgement = judgementOf(words, subject)
    if (judgement === null) continue
    if (subject.kind === 'person' || subject.kind === 'team') return { rule: judgement, at }
    weaker ??= { rule: 'people/we', at }
  }
  const blamed = lexicon.blame.indexIn(words)
  if (blamed >= 0 && !words.slice(Math.max(0, blamed - 5), blamed).some((word) => lexicon.allowing.has(word))) {
    return { rule: 'people/error', at: blamed }
  }
  return weaker
}

function subjectAt(words: readonly string[], at: number, names: Names): Subject | null {
  const word = words[at] ?? ''
  const only = words.slice(Math.max(0, at - 3), at).includes('only')
  const none = lexicon.nobody.lengthAt(words, at)
  if (none > 0) return { kind: 'nobody', end: at + none, only }
  if (lexicon.ourselves.has(word)) return { kind: 'we', end: at + 1, only }
  const bare = word.replace(/'s$/, '')
  const named = names.lengthAt(words, at)
  const kind: Kind = lexicon.teams.has(bare) ? 'team' : 'person'
  const known = named > 0 || word.startsWith('@') || lexicon.people.has(bare) || kind === 'team'
  return known ? { kind, end: at + Math.max(1, named), only } : null
}

function judgementOf(words: readonly string[], { kind, end, only }: Subject): Judgement | null {
  const ours = kind === 'we' || kind === 'nobody'
  if ((words[end - 1] ?? '').endsWith("'s"))
    return !ours && lexicon.faults.has(words[end] ?? '') ? 'people/error' : null
  if (withinClause(words, end, lexicon.carelessly)) return 'people/failing'
  for (const from of starts(words, end)) {
    const judgement = predicateAt(words, from, kind, only)
    if (judgement !== null) return judgement
  }
  return null
}

/** Where the verb may stand: right after the subject, or after "who …", "on call", "solving the problem". */
function starts(words: readonly string[], end: number): readonly number[] {
  const found = [end]
  const first = words[end] ?? ''
  if (!lexicon.links.has(first) && !/^\p{L}{2,}ing$/u.test(first)) return found
  for (let at = end + 1; at <= end + 6 && at < words.length; at += 1) {
    found.push(at)
    const word = words[at] ?? ''
    if (/^[,()]$/.test(word) || lexicon.breaks.has(word) || /..ed$/.test(word)) break
  }
  return found
}

function predicateAt(words: readonly string[], start: number, kind: Kind, only: boolean): Judgement | null {
  const from = skip(words, start, lexicon.fillers)
  const wish = lengthAtEither(words, start, from, lexicon.counterfactuals)
  if (wish > 0) return lexicon.wished.has(words[skip(words, wish, lexicon.fillers)] ?? '') ? 'people/should-have' : null
  if (lexicon.failing.lengthAt(words, from) > 0) return 'people/failing'
  if ((kind === 'nobody' || only) && lexicon.attention.has(words[from] ?? '')) return 'people/failing'
  const not = lengthAtEither(words, start, from, lexicon.negations)
  if (not > 0) {
    const at = skip(words, not, lexicon.fillers)
    const verb = words[at] ?? ''
    if (lexicon.attention.has(verb) && !isOpinion(words, at)) return 'people/failing'
    if (lexicon.knowing.has(verb) && kind === 'person') return 'people/judged'
  }
  return traitAt(words, start, from)
}

/** "Did not think that …" is what somebody held for true; "did not think to …" is what nobody did. */
function isOpinion(words: readonly string[], at: number): boolean {
  return /^think|^thought/.test(words[at] ?? '') && !lexicon.thoughts.has(words[at + 1] ?? '')
}

function traitAt(words: readonly string[], start: number, from: number): Judgement | null {
  const not = lengthAtEither(words, start, from, lexicon.negatedBeing)
  if (not > 0) {
    const at = skip(words, not, lexicon.degrees)
    if (lexicon.virtues.has(words[at] ?? '') || lexicon.virtuePhrases.lengthAt(words, at) > 0) return 'people/judged'
  }
  const is = lengthAtEither(words, start, from, lexicon.being)
  if (is === 0) return null
  const at = skip(words, is, lexicon.degrees)
  const judged =
    lexicon.traits.has(words[at] ?? '') || [is, at].some((one) => lexicon.traitPhrases.lengthAt(words, one) > 0)
  return judged ? 'people/judged' : null
}

/** Where the phrase ends that begins at one of two places; 0 for none. */
function lengthAtEither(words: readonly string[], one: number, other: number, phrases: Phrases): number {
  for (const at of [one, other]) {
    const length = phrases.lengthAt(words, at)
    if (length > 0) return at + length
  }
  return 0
}

function skip(words: readonly string[], from: number, set: ReadonlySet<string>): number {
  let at = from
  while (at < from + 4 && set.has(words[at] ?? '')) at += 1
  return at
}

/** Whether a phrase follows before the clause ends. */
function withinClause(words: readonly string[], from: number, phrases: Phrases): boolean {
  for (let at = from; at < words.length && at < from + 15; at += 1) {
    if (/^[,()]$/.test(words[at] ?? '')) return false
    if (phrases.lengthAt(words, at) > 0) return true
  }
  return false
}
