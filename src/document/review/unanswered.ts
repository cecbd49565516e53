import { type QuestionAnswers, type QuestionName, questionNames } from '../../domain/review.ts'
import type { RuleFinding } from './finding.ts'
import { headingLines } from './questions.ts'
import type { Reading } from './reading.ts'

/**
 * The questions without an answer, each at its heading, or at the document's first line where it has none. Half an answer
 * is worth a word only below a heading of its own. "Lessons learned" above "What went well" and "What went wrong" is told there.
 */
export function evaluateQuestions(answers: QuestionAnswers, reading: Reading): readonly RuleFinding[] {
  const headings = headingLines(reading)
  const [first] = reading.document.sections
  return questionNames.flatMap((name): readonly RuleFinding[] => {
    const line = headings[name]
    const values = { [name]: true }
    if (answers[name] === 'missing') {
      if (isAnsweredBelow(reading, name)) return []
      return [{ rule: 'question/unanswered', line: line ?? first?.line ?? 1, values }]
    }
    return answers[name] === 'partial' && line !== null ? [{ rule: 'question/half-answered', line, values }] : []
  })
}

/** Whether something stands below a question's heading, if only under headings of their own: "Lessons learned", "What went well". */
function isAnsweredBelow({ passages, document, ownWords }: Reading, name: QuestionName): boolean {
  const headings = new Set(
    passages.filter(({ own, meaning }) => own && meaning.answers === name).map(({ line }) => line),
  )
  return document.sections
    .filter(({ line }) => headings.has(line))
    .some(({ headingEnd, end }) =>
      document.lines.some(
        (line) => line.start > headingEnd && line.start < end && ownWords(line) > 0 && !/^#/.test(line.text),
      ),
    )
}
