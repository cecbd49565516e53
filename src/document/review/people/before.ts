import { tellsAbility } from './context.ts'
import * as lexicon from './lexicon.ts'
import { isPast, isPunctuation, type Judgement, type Subject, skipWords } from './subject.ts'

/** What stands before a person: "was missed by the on-call", "a mistake by the engineer", "had the reviewer looked". */
export function judgementBefore(words: readonly string[], at: number, subject: Subject): Judgement | null {
  const { kind, end } = subject
  if ((kind !== 'person' && kind !== 'group') || (words[end - 1] ?? '').endsWith("'s")) return null
  if (hasTraitBefore(words, at, end)) return 'people/judged'
  const from = beforeName(words, at)
  const before = words[from] ?? ''
  if (before === 'had' && isWishedAfter(words, end)) return 'people/should-have'
  if (before === 'if' && wishedAfterHad(words, end)) return 'people/should-have'
  if (!isWhole(words[end])) return null
  if (before === 'by' && isFailedBefore(words, from)) return 'people/failing'
  for (let start = Math.max(0, from - 3); start <= from; start += 1) {
    if (start + lexicon.blaming.lengthAt(words, start) !== from + 1) continue
    if (isFault(words, start - 1)) return 'people/error'
  }
  return null
}

/** A fault, or a choice that is called a poor one. */
function isFault(words: readonly string[], at: number): boolean {
  const word = words[at] ?? ''
  return lexicon.faultWords.has(word) || (lexicon.choices.has(word) && lexicon.poor.has(words[at - 1] ?? ''))
}

/** "An inexperienced administrator changed it": not "for an inexperienced one", who is whoever may come. */
function hasTraitBefore(words: readonly string[], at: number, end: number): boolean {
  if (!lexicon.traits.has(words[at - 1] ?? '') || !isWhole(words[end]) || tellsAbility(words, end, end + 2))
    return false
  const article = /^(?:an?|the|our|their|one)$/.test(words[at - 2] ?? '')
  return article ? !lexicon.whoever.has(words[at - 3] ?? '') : isPunctuation(words[at - 2] ?? ',')
}

const endNames: ReadonlySet<string> = new Set([
  ...lexicon.breaks,
  ...lexicon.links,
  ...lexicon.clauses,
  ...lexicon.endings,
])

/** Whether a person's name ends before `word`: "the operator pod" is a pod. */
function isWhole(word: string | undefined): boolean {
  return word === undefined || isPunctuation(word) || isPast(word) || endNames.has(word)
}

/** The word before a name and what belongs to it: "by | one of the database engineers"; -1 for none. */
function beforeName(words: readonly string[], at: number): number {
  let from = at - 1
  while (from >= 0 && from > at - 5 && (!lexicon.leading.has(words[from] ?? '') || isPart(words, from))) from -= 1
  return lexicon.leading.has(words[from] ?? '') ? from : -1
}

/** The "of" in "one of the admins". */
function isPart(words: readonly string[], at: number): boolean {
  return words[at] === 'of' && /^(?:one|two|some|any|most|all|none)$/.test(words[at - 1] ?? '')
}

/** "Had the engineer looked", "had the operator on shift read": a noun may lie between. */
function isWishedAfter(words: readonly string[], end: number): boolean {
  const verb = skipWords(words, end, lexicon.fillers)
  const further = lexicon.links.has(words[end] ?? '') ? skipWords(words, end + 2, lexicon.fillers) : verb
  return isWished(words[verb]) || isWished(words[further])
}

/** What is done to people, as in "had she been paged", is no wish about them. */
function isWished(word: string | undefined): boolean {
  return word !== undefined && word !== 'been' && lexicon.wished.has(word)
}

/** "If the on-call is asleep" tells of no one. */
export function isSupposed(words: readonly string[], at: number, { end }: Subject): boolean {
  return /^(?:is|are)$/.test(words[end] ?? '') && /^(?:if|when|whenever)$/.test(words[beforeName(words, at)] ?? '')
}

function wishedAfterHad(words: readonly string[], end: number): boolean {
  if (words[end] !== 'had') return false
  const verb = skipWords(words, end + 1, lexicon.fillers)
  return isWished(words[verb]) && words.slice(verb).includes('would')
}

/** Whether what ends before "by" is failing: "was missed", "had not been checked", "was wrongly edited". */
function isFailedBefore(words: readonly string[], by: number): boolean {
  const verb = words[by - 1] ?? ''
  const near = words.slice(Math.max(0, by - 4), by - 1)
  if (lexicon.failed.has(verb) || near.some((word) => lexicon.wrongly.has(word))) return true
  return lexicon.attention.has(verb) && near.some((word) => /^(?:not|never)$|n't$/.test(word))
}
