import { type Answer, type Answers, questionNames } from '../../src/domain/review.ts'

/** A person's label of one question of one document; `h` is a heading without an answer below it. */
export type Label = 'y' | 'p' | 'n' | 'h'

export interface JudgedDocument {
  readonly name: string
  readonly labels: readonly Label[]
  readonly answers: Answers
}

const shown: Readonly<Record<Answer, number>> = { missing: 0, partial: 1, answered: 2 }
const expected: Readonly<Record<Exclude<Label, 'h'>, number>> = { n: 0, p: 1, y: 2 }

/** How far an answer agrees with a label, from 0 to 1 by linear weights. A heading only is partial or missing alike. */
export function agreementOf(label: Label, answer: Answer): number {
  if (label === 'h') return answer === 'answered' ? 0.5 : 1
  return 1 - Math.abs(expected[label] - shown[answer]) / 2
}

/** The figures and the confusion table as lines of text. */
export function reportQuestions(documents: readonly JudgedDocument[]): readonly string[] {
  const lines = ['question        agreement   y>answered partial missing   p> a p m   n> a p m   h> a p m']
  let total = 0
  for (const [index, name] of questionNames.entries()) {
    let sum = 0
    const counts = new Map<string, number>()
    for (const { labels, answers } of documents) {
      const label = labels[index] ?? 'n'
      sum += agreementOf(label, answers[name])
      const key = `${label}>${answers[name]}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    total += sum
    const row = (['y', 'p', 'n', 'h'] as const).map((label) =>
      (['answered', 'partial', 'missing'] as const).map((answer) => counts.get(`${label}>${answer}`) ?? 0).join(' '),
    )
    lines.push(`${name.padEnd(16)}${(sum / documents.length).toFixed(3)}    ${row.join('    ')}`)
  }
  lines.push(`all             ${(total / documents.length / questionNames.length).toFixed(3)}`)
  return lines
}
