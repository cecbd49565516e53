import type { PhraseSearch, Phrases } from '../phrases.ts'
import { isDuty, isPassive, tellsAbility, tellsResult } from './context.ts'
import { failsBeside, failsLater } from './distant.ts'
import * as lexicon from './lexicon.ts'
import { isName, isPast, isPunctuation, type Judgement, type Subject, skipWords } from './subject.ts'

/** What is said of a subject after it; `null` where nobody is judged. */
export function judgementOf(words: readonly string[], subject: Subject, careless: PhraseSearch): Judgement | null {
  const { kind, end } = subject
  const ours = kind === 'we' || kind === 'nobody'
  const none = kind === 'nobody' || kind === 'none'
  if ((words[end - 1] ?? '').endsWith("'s")) return none ? null : ownedAt(words, end, ours)
  if (!none && isCareless(words, end, careless)) return 'people/failing'
  for (const places of [starts, further]) {
    for (const from of places(words, end)) {
      const judgement = predicateAt(words, from, subject)
      if (judgement !== null) return judgement
    }
  }
  if (ours || none) return null
  return failsLater(words, subject) || (!subject.ambiguous && failsBeside(words, subject)) ? 'people/failing' : null
}

/** What is said of what somebody has, or is: "the team's lack of discipline", "he's careless". */
function ownedAt(words: readonly string[], end: number, ours: boolean): Judgement | null {
  if (/^(?:s?he|who)'s$/.test(words[end - 1] ?? '')) return isTrait(words, end) ? 'people/judged' : null
  if (ours) return null
  if (words[end] === 'lack' && lexicon.lacked.has(words[end + 2] ?? '')) return 'people/judged'
  if (lexicon.poor.has(words[end] ?? '') && lexicon.choices.has(words[end + 1] ?? '')) return 'people/error'
  return lexicon.faultWords.has(words[end] ?? '') ? 'people/error' : null
}

/** Where a second verb of the same subject may stand: "restarted the proxy and never told anybody". */
function further(words: readonly string[], end: number): readonly number[] {
  const found: number[] = []
  const verb = words[skipWords(words, end, lexicon.fillers)] ?? ''
  const clause = /^whos?e?$/.test(verb)
  // "The operator pod crashed and …" is about the pod.
  if (!clause && !isPast(verb) && !lexicon.breaks.has(verb)) return found
  for (let at = clause ? end + 1 : end; at < words.length && at < end + 20; at += 1) {
    const word = words[at] ?? ''
    if (isPunctuation(word) || lexicon.clauses.has(word)) break
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
    const word = words[at] ?? ''
    // "The manager in `kube-system` failed": the name is what the sentence is about.
    if (isName(word)) break
    found.push(at)
    if (isPunctuation(word) || lexicon.breaks.has(word) || isPast(word)) break
  }
  return found
}

function predicateAt(words: readonly string[], start: number, subject: Subject): Judgement | null {
  const { kind, ambiguous } = subject
  const from = skipWords(words, start, lexicon.fillers)
  const wish = lengthAtEither(words, start, from, lexicon.counterfactuals)
  if (wish > 0) return isWish(words, start, wish, subject) ? 'people/should-have' : null
  if (lexicon.humanFailing.lengthAt(words, from) > 0 && isFailing(words, from, kind)) return 'people/failing'
  if (isLeftOut(words, from, subject)) return 'people/failing'
  if (kind === 'none') return null
  if (ambiguous) return traitAt(words, start, from, subject)
  if (lexicon.failing.lengthAt(words, from) > 0 && isFailing(words, from, kind)) return 'people/failing'
  const not = lengthAtEither(words, start, from, lexicon.negations)
  if (not > 0) return negatedAt(words, start, not, kind)
  if (kind !== 'we' && lacksAt(words, from)) return 'people/judged'
  return traitAt(words, start, from, subject)
}

/** What only two teams did, or nobody: the others did not. */
function isLeftOut(words: readonly string[], from: number, { kind, only, ambiguous }: Subject): boolean {
  if (!only && kind !== 'nobody' && kind !== 'none') return false
  const attention = ambiguous ? lexicon.humanAttention : lexicon.attention
  return attention.has(words[from] ?? '') && !tellsResult(words, from)
}

/** "Lacked the discipline". */
function lacksAt(words: readonly string[], from: number): boolean {
  return (
    lexicon.lacking.has(words[from] ?? '') &&
    lexicon.lacked.has(words[skipWords(words, from + 1, lexicon.articles)] ?? '')
  )
}

/** Whether a failing word is said of what the subject did: nobody who "ignored it" is praise, "failed to boot" is a machine's. */
function isFailing(words: readonly string[], from: number, kind: Subject['kind']): boolean {
  if (kind === 'nobody' || kind === 'none') return false
  const [first = '', second = '', third = ''] = words.slice(from, from + 3)
  if (/^fail/.test(first) && lexicon.machinery.has(third)) return false
  return !(first.endsWith('ly') && lexicon.undergone.has(second))
}

function isWish(words: readonly string[], start: number, end: number, { ambiguous }: Subject): boolean {
  if (isPassive(words, end)) return false
  if (lexicon.possible.lengthAt(words, start) > 0 && lexicon.anybody.has(words[start - 1] ?? '')) return false
  const wished = ambiguous ? lexicon.humanWished : lexicon.wished
  return wished.has(words[skipWords(words, end, lexicon.fillers)] ?? '')
}

function negatedAt(words: readonly string[], start: number, not: number, kind: Subject['kind']): Judgement | null {
  const at = skipWords(words, not, lexicon.fillers)
  const verb = words[at] ?? ''
  const present = /^(?:have|haven't|has|hasn't|do|does|don't|doesn't)$/.test(words[start] ?? '')
  // What we have not done, or do not do, is where things stand.
  if (!present && (isDuty(words, not) || isDuty(words, at))) return 'people/failing'
  if (tellsResult(words, at) || verb === 'yet' || (present && (kind === 'we' || lexicon.outlook.has(verb)))) return null
  if (lexicon.attention.has(verb) && !isOpinion(words, at)) return 'people/failing'
  return lexicon.knowing.has(verb) && kind === 'person' ? 'people/unaware' : null
}

/** "Did not think that …" is what somebody held for true; "did not think to …" is what nobody did. */
function isOpinion(words: readonly string[], at: number): boolean {
  // "Does not remember spending it" is said of a memory; "did not remember to" is not.
  if (words[at] === 'remember') return words[at + 1] !== 'to'
  return /^think|^thought/.test(words[at] ?? '') && !lexicon.thoughts.has(words[at + 1] ?? '')
}

function traitAt(words: readonly string[], start: number, from: number, { kind }: Subject): Judgement | null {
  const not = lengthAtEither(words, start, from, lexicon.negatedBeing)
  if (not > 0) {
    const at = skipWords(words, not, lexicon.degrees)
    if (isDoubt(words, at) || (kind === 'we' && isPresent(words.slice(start, not).join(' ')))) return null
    if (lexicon.virtues.has(words[at] ?? '') || lexicon.virtuePhrases.lengthAt(words, at) > 0) return 'people/judged'
    const informed = lexicon.informed.has(words[at] ?? '') || lexicon.informedPhrases.lengthAt(words, at) > 0
    if (informed && kind === 'person') return 'people/unaware'
  }
  const is = lengthAtEither(words, start, from, lexicon.being)
  if (is === 0) return null
  if (isTrait(words, is)) return 'people/judged'
  return kind === 'person' && lexicon.uninformed.has(words[skipWords(words, is, lexicon.degrees)] ?? '')
    ? 'people/unaware'
    : null
}

function isTrait(words: readonly string[], from: number): boolean {
  const at = skipWords(words, from, lexicon.degrees)
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

/** Whether it was done without care, which follows before the clause ends, 15 words away at most. */
function isCareless(words: readonly string[], from: number, careless: PhraseSearch): boolean {
  const next = careless.nextFrom(from)
  if (next >= words.length || next >= from + 15) return false
  for (let at = from; at <= next; at += 1) if (isPunctuation(words[at] ?? '')) return false
  if (words[next + 1] === 'being' && isPassive(['been', words[next + 2] ?? ''], 0)) return false
  return !tellsAbility(words, from, next)
}
