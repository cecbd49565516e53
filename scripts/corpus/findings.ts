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
      right: isRight(finding, document, known) ?? byLabel(finding, document, texts) ?? byBlame(finding, document),
    }))
  })
}

/** A finding about many lines is right where each of them is. */
function isRight(
  { rule, line, also = [] }: Finding,
  document: CorpusDocument,
  known: ReadonlyMap<string, boolean>,
): boolean | null {
  const each = [line, ...also].map((one) => known.get(keyOf(document.file, rule, one)) ?? byItem(rule, one, document))
  if (each.includes(false)) return false
  return each.includes(null) ? null : true
}

/** What the labels of items tell: only something to do that is open lacks an owner or a date. `null` where they do not. */
function byItem(rule: string, line: number, { items, unsure }: CorpusDocument): boolean | null {
  if (!/^action-item\/(?:no-owner|no-date|unbounded)$/.test(rule) || unsure.includes(line)) return null
  const label = items.find((item) => item.line === line || item.also.includes(line))
  if (label === undefined || label.done === true) return false
  if (rule === 'action-item/no-owner') return label.owner === null
  return rule === 'action-item/no-date' && label.due !== undefined ? label.due === null : null
}

/** Of an unanswered question, and of many open items, the labels know it; `null` for any other finding. */
function byLabel(finding: Finding, { questions, items }: CorpusDocument, texts: ReviewTexts): boolean | null {
  const { rule, line, message } = finding
  if (rule === 'action-item/too-many') return items.filter(({ done }) => done !== true).length > 5
  if (rule !== 'question/unanswered' && rule !== 'question/half-answered') return null
  const asked = questionNames.findIndex(
    (name) => sayFinding({ rule, line, values: { [name]: true } }, texts, []).message === message,
  )
  const label = questions[asked]
  if (label === undefined) return null
  return rule === 'question/unanswered' ? label === 'n' || label === 'h' : label === 'p'
}

/** A sentence that somebody labelled: as blame, as honest about ourselves, or as one that only looks so. */
function byBlame({ rule, line, endLine }: Finding, { blame }: CorpusDocument): boolean | null {
  if (!rule.startsWith('people/')) return null
  const labels = blame.filter((one) => line <= one.line && one.line <= endLine).map(({ label }) => label)
  if (labels.some((label) => /^(?:blame|collective|self-blame)/.test(label))) return true
  return labels.length > 0 ? false : null
}

function keyOf(file: string, rule: string, line: number): string {
  return `${file}\t${rule}\t${line}`
}
