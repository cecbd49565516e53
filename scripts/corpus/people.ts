import { reviewDocument } from '../../src/document/review/review.ts'
import type { Finding } from '../../src/domain/review.ts'
import { loadTemplates } from '../../src/entry/templates.ts'
import { type Measure, share } from './measure.ts'

/** Sentences about people: found where people see blame, silent where it only looks so, and seldom. */
export const people: Measure = {
  key: 'people',
  title: 'Sentences about people',
  measure(documents) {
    const texts = loadTemplates()
    const judged = documents.map((document) => ({ document, findings: findingsIn(document.text, texts) }))
    const cases = judged.flatMap(({ document, findings }) =>
      document.blame.map(({ label, line, quote }) => {
        const found = findings.some((finding) => finding.line <= line && line <= finding.endLine)
        return { file: document.file, label, line, quote, found }
      }),
    )
    const of = (name: string) => cases.filter(({ label }) => label.startsWith(name))
    const blamed = of('blame-individual')
    const silent = [...of('lint-trap'), ...of('blameless-actor')]
    const calm = judged.filter(({ findings }) => findings.length <= 1)
    const figure = (what: string, part: number, whole: number, target: number | null) => ({
      what,
      value: share(part, whole),
      target,
      of: whole,
    })
    return {
      figures: [
        figure('blame of one person: found', blamed.filter(({ found }) => found).length, blamed.length, 0.8),
        figure(
          'blame of a group: found',
          of('blame-group').filter(({ found }) => found).length,
          of('blame-group').length,
          null,
        ),
        figure(
          'of ourselves: found',
          of('collective').filter(({ found }) => found).length,
          of('collective').length,
          null,
        ),
        figure('only looks so: silent', silent.filter(({ found }) => !found).length, silent.length, 1),
        figure('documents with one at most', calm.length, judged.length, 0.9),
      ],
      misses: cases.flatMap(({ file, label, line, quote, found }) =>
        found === label.startsWith('blame-individual')
          ? []
          : [`${file}:${line}: ${label}, ${found ? 'found' : 'silent'}: ${quote}`],
      ),
    }
  },
}

function findingsIn(text: string, texts: ReturnType<typeof loadTemplates>): readonly Finding[] {
  const options = { texts, today: null, require: [], headings: {}, participants: [], template: null, path: null }
  const reviewed = reviewDocument(text, options)
  return reviewed.ok ? reviewed.findings.filter(({ rule }) => rule.startsWith('people/')) : []
}
