import { isDuty, tellsResult } from './context.ts'
import * as lexicon from './lexicon.ts'
import { isPast, isPunctuation, type Subject, skipWords } from './subject.ts'

/** How many words may lie between a subject and a failing verb that has no other. */
const reach = 40

/** What may stand between commas without being a verb of the subject, or a subject: "under pressure", "while tired". */
const asides: ReadonlySet<string> = new Set(
  'under after before while during with without in on at for despite as by from who'.split(' '),
)
const joining: ReadonlySet<string> = new Set('and but then also later again or yet'.split(' '))

/** Whether a clause after a comma fails with this subject: "…, restarted the agent, and then forgot the second node". */
export function failsLater(words: readonly string[], { end, ambiguous }: Subject): boolean {
  for (let at = segmentAfter(words, end, end); at >= 0; at = segmentAfter(words, at, end)) {
    const verb = skipJoining(words, at)
    const word = words[verb] ?? ''
    if (lexicon.humanFailing.lengthAt(words, verb) > 0) return true
    if (!ambiguous && lexicon.failingSteps.lengthAt(words, verb) > 0) return true
    if (neglectsAt(words, verb, ambiguous)) return true
    if (word === '' || isPunctuation(word) || isPast(word) || lexicon.breaks.has(word) || asides.has(word)) continue
    return false
  }
  return false
}

/** Whether a duty, or attention, is told to be missing: "did not tell anybody", "never ran the tests". */
function neglectsAt(words: readonly string[], from: number, ambiguous: boolean): boolean {
  const not = lexicon.negations.lengthAt(words, from)
  if (not === 0 || /^(?:have|has|do)/.test(words[from] ?? '')) return false
  const at = skipWords(words, from + not, lexicon.fillers)
  const verb = words[at] ?? ''
  if (tellsResult(words, at) || /^(?:think|thought)$/.test(verb)) return false
  if (ambiguous) return lexicon.humanAttention.has(verb)
  return lexicon.attention.has(verb) || isDuty(words, at)
}

/** Whether a participle after a comma says how the subject failed: "restored the copy, overlooking its date". */
export function failsBeside(words: readonly string[], { end }: Subject): boolean {
  for (let at = segmentAfter(words, end, end); at >= 0; at = segmentAfter(words, at, end)) {
    if (lexicon.failingParticiples.lengthAt(words, skipJoining(words, at)) > 0) return true
  }
  return false
}

/** What a participle that opens the clause says of the subject at `at`: "Having forgotten the flag, the engineer …". */
export function failsBefore(words: readonly string[], at: number): 'failing' | 'unaware' | null {
  let comma = at - 1
  while (comma >= at - 3 && /^(?:the|an?|our|one|then)$/.test(words[comma] ?? '')) comma -= 1
  if (words[comma] !== ',') return null
  for (let from = comma - 1; from >= 0 && from > comma - 15; from -= 1) {
    if (from > 0 && !isPunctuation(words[from - 1] ?? '')) continue
    if (lexicon.failingParticiples.lengthAt(words, from) > 0) return 'failing'
    if (lexicon.unawareParticiples.lengthAt(words, from) > 0) return 'unaware'
    return null
  }
  return null
}

/** Where the next stretch after a comma or bracket begins; -1 for none near `start`. */
function segmentAfter(words: readonly string[], from: number, start: number): number {
  for (let at = from; at < words.length && at < start + reach; at += 1)
    if (isPunctuation(words[at] ?? '')) return at + 1
  return -1
}

function skipJoining(words: readonly string[], from: number): number {
  let at = from
  while (at < from + 4 && (joining.has(words[at] ?? '') || /^\p{L}{3,}ly$/u.test(words[at] ?? ''))) at += 1
  return at
}
