import { type ReviewTexts, sayFinding } from '../../src/document/review/finding.ts'
import { reviewDocument } from '../../src/document/review/review.ts'
import { type Finding, questionNames } from '../../src/domain/review.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import type { CorpusDocument } from './corpus.ts'
import type { Judgement } from './held-out.ts'
import { type Figure, type Measure, share } from './measure.ts'

const wanted = 0.9

interface Case {
  readonly file: string
  readonly finding: Finding
  /** `null` where nobody has judged it yet. */
  readonly right: boolean | null
}

/** For each rule of the review, how many of its findings somebody who read the document holds right. */
export function findings(judgements: readonly Judgement[]): Measure {
  return {
    key: 'findings',
    title: 'Findings of the review that are right, by rule',
    measure(documents) {
      const cases = casesOf(documents, judgements)
      const judged = cases.filter(({ right }) => right !== null)
      const rules = [...new Set(judged.map(({ finding }) => finding.rule))].sort()
      const people = judged.filter(({ finding }) => finding.rule.startsWith('people/'))
      return {
        figures: [
          ...rules.map((rule) =>
            figure(
              rule,
              judged.filter(({ finding }) => finding.rule === rule),
            ),
          ),
          figure(
            'people/, warnings',
            people.filter(({ finding }) => finding.severity === 'warning'),
          ),
          figure('all', judged),
        ],
        table:
          judged.length < cases.length ? [`  ${cases.length - judged.length} further findings are not judged yet`] : [],
        misses: cases
          .filter(({ right }) => right !== true)
          .map(({ file, finding, right }) => {
            const verdict = right === null ? 'not judged' : 'wrong'
            return `${file}:${finding.line}: ${verdict}: ${finding.rule}: ${finding.message}`
          }),
      }
    },
  }
}

function figure(what: string, cases: readonly Case[]): Figure {
  return {
    what,
    value: share(cases.filter(({ right }) => right).length, cases.length),
    target: wanted,
    of: cases.length,
  }
}

function casesOf(documents: readonly CorpusDocument[], judgements: readonly Judgement[]): readonly Case[] {
  const texts = loadTemplates()
  const options = { texts, today: null, require: [], headings: {}, participants: [], template: null, path: null }
  const known = new Map(judgements.map((one) => [keyOf(one.file, one.rule, one.line), one.right]))
  return documents.flatMap((document) => {
    const reviewed = reviewDocument(document.text, options)
    if (!reviewed.ok) return []
    return reviewed.findings.map((finding) => ({
      file: document.file,
      finding,
      right: byLabel(finding, document, texts) ?? known.get(keyOf(document.file, finding.rule, finding.line)) ?? null,
    }))
  })
}

/** Of an unanswered question the labels know it; `null` for any other finding. */
function byLabel(finding: Finding, { questions }: CorpusDocument, texts: ReviewTexts): boolean | null {
  const { rule, line, message } = finding
  if (rule !== 'question/unanswered' && rule !== 'question/half-answered') return null
  const asked = questionNames.findIndex(
    (name) => sayFinding({ rule, line, values: { [name]: true } }, texts, []).message === message,
  )
  const label = questions[asked]
  if (label === undefined) return null
  return rule === 'question/unanswered' ? label === 'n' || label === 'h' : label === 'p'
}

function keyOf(file: string, rule: string, line: number): string {
  return `${file}\t${rule}\t${line}`
}
