import { type Answers, questionNames } from '../../domain/review.ts'
import type { Found } from './finding.ts'
import { headingLines } from './questions.ts'
import type { Reading } from './reading.ts'

/**
 * The questions without an answer, each at its heading, or at the document's first line where it has none. Half an answer
 * is worth a word only below a heading of its own.
 */
export function judgeQuestions(answers: Answers, reading: Reading): readonly Found[] {
  const headings = headingLines(reading)
  const [first] = reading.document.sections
  return questionNames.flatMap((name): readonly Found[] => {
    const line = headings[name]
    const values = { [name]: true }
    if (answers[name] === 'missing') {
      return [{ rule: 'question/unanswered', line: line ?? first?.line ?? 1, values }]
    }
    return answers[name] === 'partial' && line !== null ? [{ rule: 'question/half-answered', line, values }] : []
  })
}
