import { evaluateSentences } from '../review/people/evaluate-sentences.ts'
import { documentNames } from '../review/people/names.ts'
import { readForReview } from '../review/reading.ts'
import type { Leak, PublicationKnowledge } from './leak.ts'
import type { PublicText } from './public-text.ts'

/** Sentences about people that the review asks about, too; those about "us" are a company's honest word to its readers. */
export function judgedLeaks({ document, lines }: PublicText, { people }: PublicationKnowledge): readonly Leak[] {
  const reading = readForReview(document, {}, null)
  return evaluateSentences(reading, documentNames(reading, [], people)).flatMap(({ rule, line, values }) => {
    const quoted = values?.text
    const text = typeof quoted === 'string' ? quoted : (lines[line - 1]?.text ?? '')
    return rule === 'people/we' ? [] : [{ kind: 'judged' as const, line, text }]
  })
}
