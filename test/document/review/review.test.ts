import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ReviewOptions, reviewDocument } from '../../../src/document/review/review.ts'
import { type RuleName, rules } from '../../../src/document/review/rules.ts'
import { packageRoot } from '../../../src/entry/package-root.ts'
import { loadTemplates } from '../../../src/entry/templates.ts'

const options: ReviewOptions = {
  texts: loadTemplates(),
  today: '2026-11-23',
  require: [],
  headings: {},
  participants: [],
  template: null,
  path: null,
}

function review(text: string, more: Partial<ReviewOptions> = {}) {
  const reviewed = reviewDocument(text, { ...options, ...more })
  if (!reviewed.ok) throw new Error(reviewed.problem)
  return reviewed
}

const found = (text: string, more: Partial<ReviewOptions> = {}) => review(text, more).findings.map(({ rule }) => rule)

describe('every rule', () => {
  const names = Object.keys(rules) as RuleName[]

  test.each(names)('%s finds something in its example, and says it in full sentences', (name) => {
    const finding = review(rules[name].example).findings.find(({ rule }) => rule === name)
    expect(finding?.severity).toBe(rules[name].severity)
    expect(finding?.message).toMatch(/^\S.*[.?]$/)
    expect(finding?.suggestion ?? 'None.').toMatch(/^\S.*[.?]$/)
  })

  test.each(names.filter((name) => rules[name].requirement !== null))('%s fails only where it is required', (name) => {
    const { requirement, severity, example } = rules[name]
    const severityOf = (more: Partial<ReviewOptions>) =>
      review(example, more).findings.find(({ rule }) => rule === name)?.severity
    expect(severityOf({ require: requirement === null ? [] : [requirement] })).toBe('failure')
    expect(severityOf({})).toBe(severity)
  })

  test('has its sentence, and every sentence its rule', () => {
    const told = Object.keys(options.texts).flatMap((name) => /^review\/(.+?)(?:\/instead)?$/.exec(name)?.[1] ?? [])
    expect(new Set(told)).toEqual(new Set(names))
  })
})

describe('the seven questions of a draft', () => {
  const template = readFileSync(join(packageRoot, 'templates/document/seven-questions.md'), 'utf8')
  const draft = template.replace(/\{\{\{?[^}]*\}?\}\}/g, '')

  test('are all missing while nobody wrote anything', () => {
    expect(review(draft).answers).toEqual({
      who: 'missing',
      communication: 'missing',
      how: 'missing',
      wentWell: 'missing',
      better: 'missing',
      actions: 'missing',
      lessons: 'missing',
    })
    expect(found(draft).filter((rule) => rule === 'question/unanswered')).toHaveLength(7)
  })

  test('say on which line each is asked', () => {
    const lines = draft.split('\n')
    const asked = review(draft).findings.filter(({ rule }) => rule === 'question/unanswered')
    expect(asked.map(({ line }) => lines[line - 1]?.slice(0, 5))).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `## ${n}.`))
  })
})
