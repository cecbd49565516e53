import { quotedText, type RuleFinding } from '../finding.ts'
import { PhraseSearch } from '../phrases.ts'
import type { Reading } from '../reading.ts'
import { isSupposed, judgementBefore } from './before.ts'
import { contextOf } from './context.ts'
import { failsBefore } from './distant.ts'
import { judgedElsewhere } from './elsewhere.ts'
import * as lexicon from './lexicon.ts'
import type { Names } from './names.ts'
import { judgementOf } from './predicate.ts'
import { type Sentence, sentencesOf } from './prose.ts'
import { type Judgement, type Subject, subjectAt } from './subject.ts'

/** The sentences about a person, one finding each. `names` are those of the people who took part. */
export function evaluateSentences(reading: Reading, names: Names): readonly RuleFinding[] {
  const found: RuleFinding[] = []
  for (const sentence of sentencesOf(reading)) {
    const finding = evaluateSentence(sentence, names)
    if (finding === null) continue
    const { line, endLine, text, tokens } = sentence
    const from = tokens[withArticle(tokens, finding.at)]?.at
    found.push({ rule: finding.rule, line, endLine, values: { text: quotedText(text.slice(from)) } })
  }
  return found
}

/** "The engineer should …" is quoted with its article. */
function withArticle(tokens: Sentence['tokens'], at: number): number {
  return at > 0 && /^(?:an?|the|our)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at
}

interface WeighedSentence {
  readonly rule: Judgement
  /** The word of the sentence with which it begins. */
  readonly at: number
}

function evaluateSentence({ tokens, text }: Sentence, names: Names): WeighedSentence | null {
  // What is asked is not said.
  if (text.trimEnd().endsWith('?')) return null
  const words = tokens.map(({ word }) => word)
  const careless = new PhraseSearch(lexicon.carelessly, words)
  let weaker: WeighedSentence | null = null
  for (let at = 0; at < words.length; at += 1) {
    const subject = subjectAt(words, at, names)
    const finding = subject === null ? null : evaluateSubject(words, at, subject, careless)
    if (finding === null) continue
    if (finding.rule !== 'people/we' && finding.rule !== 'people/unaware') return finding
    weaker ??= finding
  }
  return judgedByWord(words) ?? judgedElsewhere(words) ?? weaker
}

function evaluateSubject(
  words: readonly string[],
  at: number,
  subject: Subject,
  careless: PhraseSearch,
): WeighedSentence | null {
  const before = judgementBefore(words, at, subject)
  const judgement = before ?? (isSupposed(words, at, subject) ? null : participleOf(words, at, subject))
  const rule = judgement ?? (isSupposed(words, at, subject) ? null : judgementOf(words, subject, careless))
  if (rule === null) return null
  const context = contextOf(words, at, subject)
  // A wish about the past is a supposition by itself.
  if (context === 'reported' || (context === 'supposed' && before !== 'people/should-have')) return null
  if (before !== null) return { rule: before, at: 0 }
  const ours = subject.kind === 'we' || subject.kind === 'nobody'
  return { rule: ours ? 'people/we' : rule, at: judgement === null ? at : 0 }
}

function participleOf(words: readonly string[], at: number, { kind, ambiguous }: Subject): Judgement | null {
  if (kind === 'nobody' || ambiguous) return null
  const said = failsBefore(words, at)
  if (said === 'failing') return 'people/failing'
  return said === 'unaware' && kind === 'person' ? 'people/unaware' : null
}

/** Words that judge, whoever is meant: "human error". */
function judgedByWord(words: readonly string[]): WeighedSentence | null {
  const at = lexicon.blame.indexIn(words)
  if (at < 0) return null
  const after = at + lexicon.blame.lengthAt(words, at)
  if (words.slice(Math.max(0, at - 5), at).some((word) => lexicon.allowing.has(word))) return null
  return lexicon.inGeneral.lengthAt(words, after) > 0 ? null : { rule: 'people/error', at }
}
