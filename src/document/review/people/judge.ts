import { type Found, quoted } from '../finding.ts'
import { PhraseSearch, type Phrases } from '../phrases.ts'
import type { Reading } from '../reading.ts'
import { isSupposed, judgementBefore } from './before.ts'
import * as lexicon from './lexicon.ts'
import type { Names } from './names.ts'
import { type Sentence, sentencesOf } from './prose.ts'
import { isMark, isPast, type Judgement, type Kind, type Subject, skip, subjectAt } from './subject.ts'

/** The sentences about a person, one finding each. `names` are those of the people who took part. */
export function judgeSentences(reading: Reading, names: Names): readonly Found[] {
  const found: Found[] = []
  for (const sentence of sentencesOf(reading)) {
    const judged = judgeSentence(sentence, names)
    if (judged === null) continue
    const { line, endLine, text, tokens } = sentence
    const from = tokens[withArticle(tokens, judged.at)]?.at
    found.push({ rule: judged.rule, line, endLine, values: { text: quoted(text.slice(from)) } })
  }
  return found
}

/** "The engineer should …" is quoted with its article. */
function withArticle(tokens: Sentence['tokens'], at: number): number {
  return at > 0 && /^(?:an?|the|our)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at
}

interface Judged {
  readonly rule: Judgement
  /** The word of the sentence with which it begins. */
  readonly at: number
}

function judgeSentence({ tokens, text }: Sentence, names: Names): Judged | null {
  // What is asked is not said.
  if (text.trimEnd().endsWith('?')) return null
  const words = tokens.map(({ word }) => word)
  const careless = new PhraseSearch(lexicon.carelessly, words)
  let weaker: Judged | null = null
  for (let at = 0; at < words.length; at += 1) {
    const subject = subjectAt(words, at, names)
    if (subject === null) continue
    const before = judgementBefore(words, at, subject)
    if (before !== null) return { rule: before, at: 0 }
    const judgement = isSupposed(words, at, subject) ? null : judgementOf(words, subject, careless)
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

function judgementOf(words: readonly string[], { kind, end, only }: Subject, careless: PhraseSearch): Judgement | null {
  const ours = kind === 'we' || kind === 'nobody'
  if (/^(?:s?he|who)'s$/.test(words[end - 1] ?? '')) return isTrait(words, end) ? 'people/judged' : null
  if ((words[end - 1] ?? '').endsWith("'s")) {
    if (!ours && words[end] === 'lack' && lexicon.lacked.has(words[end + 2] ?? '')) return 'people/judged'
    return !ours && lexicon.faults.has(words[end] ?? '') ? 'people/error' : null
  }
  if (withinClause(words, end, careless)) return 'people/failing'
  for (const places of [starts, further]) {
    for (const from of places(words, end)) {
      const judgement = predicateAt(words, from, kind, only)
      if (judgement !== null) return judgement
    }
  }
  return null
}

/** Where a second verb of the same subject may stand: "restarted the proxy and never told anybody". */
function further(words: readonly string[], end: number): readonly number[] {
  const found: number[] = []
  const verb = words[skip(words, end, lexicon.fillers)] ?? ''
  // "The operator pod crashed and …" is about the pod.
  if (!isPast(verb) && !lexicon.breaks.has(verb)) return found
  for (let at = end; at < words.length && at < end + 15; at += 1) {
    const word = words[at] ?? ''
    if (isMark(word) || lexicon.clauses.has(word)) break
    if (word === 'and' || word === 'but') found.push(at + 1)
  }
  return found
}

/** Where the verb may stand: right after the subject, or after "who …", "on call", "solving the problem". */
function starts(words: readonly string[], end: number): readonly number[] {
  const found = [end]
  const first = words[end] ?? ''
  if (!lexicon.links.has(first) && !/^\p{L}{2,}ing$/u.test(first)) return found
  for (let at = end + 1; at <= end + 6 && at < words.length; at += 1) {
    found.push(at)
    const word = words[at] ?? ''
    if (isMark(word) || lexicon.breaks.has(word) || isPast(word)) break
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
  if (lexicon.lacking.has(words[from] ?? '') && kind !== 'we') {
    const what = skip(words, from + 1, lexicon.articles)
    if (lexicon.lacked.has(words[what] ?? '')) return 'people/judged'
  }
  return traitAt(words, start, from, kind)
}

/** "Did not think that …" is what somebody held for true; "did not think to …" is what nobody did. */
function isOpinion(words: readonly string[], at: number): boolean {
  return /^think|^thought/.test(words[at] ?? '') && !lexicon.thoughts.has(words[at + 1] ?? '')
}

function traitAt(words: readonly string[], start: number, from: number, kind: Kind): Judgement | null {
  const not = lengthAtEither(words, start, from, lexicon.negatedBeing)
  if (not > 0) {
    const at = skip(words, not, lexicon.degrees)
    if (isDoubt(words, at) || (kind === 'we' && isPresent(words.slice(start, not).join(' ')))) return null
    if (lexicon.virtues.has(words[at] ?? '') || lexicon.virtuePhrases.lengthAt(words, at) > 0) return 'people/judged'
  }
  const is = lengthAtEither(words, start, from, lexicon.being)
  if (is === 0) return null
  return isTrait(words, is) ? 'people/judged' : null
}

function isTrait(words: readonly string[], from: number): boolean {
  const at = skip(words, from, lexicon.degrees)
  return lexicon.traits.has(words[at] ?? '') || [from, at].some((one) => lexicon.traitPhrases.lengthAt(words, one) > 0)
}

/** "Not sure whether" is a doubt about things, "not sure how to" is said of the person. */
function isDoubt(words: readonly string[], at: number): boolean {
  return words[at] === 'sure' && /^(?:whether|if|yet)$/.test(words[at + 1] ?? '')
}

/** "We are not aware of any" tells where the investigation stands. */
function isPresent(verb: string): boolean {
  return /\b(?:are|is|am)(?: not|n't)$/.test(verb)
}

/** Where the phrase ends that begins at one of two places; 0 for none. */
function lengthAtEither(words: readonly string[], one: number, other: number, phrases: Phrases): number {
  const first = phrases.lengthAt(words, one)
  if (first > 0) return one + first
  const second = other === one ? 0 : phrases.lengthAt(words, other)
  return second > 0 ? other + second : 0
}

/** Whether a phrase follows before the clause ends, 15 words away at most. */
function withinClause(words: readonly string[], from: number, phrases: PhraseSearch): boolean {
  const next = phrases.nextFrom(from)
  if (next >= words.length || next >= from + 15) return false
  for (let at = from; at <= next; at += 1) if (isMark(words[at] ?? '')) return false
  return true
}
