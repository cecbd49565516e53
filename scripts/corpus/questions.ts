import { reviewDocument } from '../../src/document/review/review.ts'
import { type QuestionAnswer, type QuestionName, questionNames } from '../../src/domain/review.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import type { CorpusDocument, QuestionLabel } from './corpus.ts'
import type { Figure, Measure } from './measure.ts'

const worth: Readonly<Record<QuestionAnswer, number>> = { missing: 0, partial: 1, answered: 2 }
const expected: Readonly<Record<Exclude<QuestionLabel, 'h'>, number>> = { n: 0, p: 1, y: 2 }

/** How far an answer agrees with a label, from 0 to 1 by linear weights. A heading only is partial or missing alike. */
function agreementOf(label: QuestionLabel, answer: QuestionAnswer): number {
  if (label === 'h') return answer === 'answered' ? 0.5 : 1
  return 1 - Math.abs(expected[label] - worth[answer]) / 2
}

interface Case {
  readonly file: string
  readonly name: QuestionName
  readonly label: QuestionLabel
  readonly answer: QuestionAnswer
}

/** How the answers to the seven questions agree with people's labels; `least` is wanted of all of them together. */
export function questions(least: number): Measure {
  return {
    key: 'questions',
    title: 'The seven questions: agreement by linear weights',
    measure(documents) {
      const cases = documents.flatMap(casesOf)
      return {
        figures: [
          ...questionNames.map((name) =>
            figure(
              name,
              cases.filter((one) => one.name === name),
              null,
            ),
          ),
          figure('all', cases, least),
        ],
        table: confusion(cases),
        misses: cases.flatMap(({ file, name, label, answer }) =>
          agreementOf(label, answer) === 1 ? [] : [`${file}: ${name} is ${label}, read as ${answer}`],
        ),
      }
    },
  }
}

function figure(what: string, own: readonly Case[], target: number | null): Figure {
  const sum = own.reduce((total, { label, answer }) => total + agreementOf(label, answer), 0)
  return { what, value: own.length === 0 ? 1 : sum / own.length, target, of: own.length }
}

function casesOf({ file, text, questions: labels }: CorpusDocument): readonly Case[] {
  const reviewed = reviewDocument(text, {
    texts: loadTemplates(),
    today: null,
    require: [],
    headings: {},
    participants: [],
    template: null,
    path: null,
  })
  if (!reviewed.ok) return []
  return questionNames.map((name, index) => ({
    file,
    name,
    label: labels[index] ?? 'n',
    answer: reviewed.answers[name],
  }))
}

function confusion(cases: readonly Case[]): readonly string[] {
  const answers = ['answered', 'partial', 'missing'] as const
  const rows = (['y', 'p', 'n', 'h'] as const).map((label) => {
    const counts = answers.map((answer) => cases.filter((one) => one.label === label && one.answer === answer).length)
    return `  labelled ${label}  ${counts.map((count) => String(count).padStart(9)).join('')}`
  })
  return [`  read as     ${answers.map((answer) => answer.padStart(9)).join('')}`, ...rows]
}
