import { type ReviewOptions, reviewDocument } from '../../../src/document/review/review.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'

/** As a document is reviewed where nothing is configured. */
export const options: ReviewOptions = {
  texts: loadTemplates(),
  today: '2026-11-23',
  require: [],
  headings: {},
  participants: [],
  template: null,
  path: null,
}

/** What the review finds by one rule in a document. */
export function findings(text: string, rule: string, more: Partial<ReviewOptions> = {}) {
  const reviewed = reviewDocument(text, { ...options, ...more })
  if (!reviewed.ok) throw new Error(reviewed.problem)
  return reviewed.findings.filter((finding) => finding.rule === rule)
}

/** The lines at which it does. */
export const linesOf = (text: string, rule: string, more: Partial<ReviewOptions> = {}) =>
  findings(text, rule, more).map(({ line }) => line)
