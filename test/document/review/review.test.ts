import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { linksOf } from '../../../src/document/review/links.ts'
import { type ReviewOptions, reviewDocument } from '../../../src/document/review/review.ts'
import { type RuleName, reviewRules } from '../../../src/document/review/rules.ts'
import type { QuestionAnswer, QuestionName } from '../../../src/domain/review.ts'
import { packageRoot } from '../../../src/entry/package-root.ts'
import { options } from './findings.ts'

/** What GitHub would tell of the examples. */
const known = {
  notAssignable: ['robin'],
  broken: ['../runbooks/dashboard.md', '#4012'],
  approvedByAuthorsOnly: true,
}

function review(text: string, more: Partial<ReviewOptions> = {}) {
  const reviewed = reviewDocument(text, { ...options, ...more })
  if (!reviewed.ok) throw new Error(reviewed.problem)
  return reviewed
}

const found = (text: string, more: Partial<ReviewOptions> = {}) => review(text, more).findings.map(({ rule }) => rule)

describe('every rule', () => {
  const names = Object.keys(reviewRules) as RuleName[]

  test.each(names)('%s finds something in its example, and says it in full sentences', (name) => {
    const finding = review(reviewRules[name].example, { known }).findings.find(({ rule }) => rule === name)
    expect(finding?.severity).toBe(reviewRules[name].severity)
    expect(finding?.message).toMatch(/^\S.*[.?]$/)
    expect(finding?.suggestion ?? 'None.').toMatch(/^\S.*[.?]$/)
  })

  test.each(names.filter((name) => reviewRules[name].requirement !== null))(
    '%s fails only where it is required',
    (name) => {
      const { requirement, severity, example } = reviewRules[name]
      const severityOf = (more: Partial<ReviewOptions>) =>
        review(example, more).findings.find(({ rule }) => rule === name)?.severity
      expect(severityOf({ require: requirement === null ? [] : [requirement] })).toBe('failure')
      expect(severityOf({})).toBe(severity)
    },
  )

  test('has its sentence, and every sentence its rule', () => {
    const told = Object.keys(options.texts).flatMap((name) => /^review\/(.+?)(?:\/instead)?$/.exec(name)?.[1] ?? [])
    expect(new Set(told)).toEqual(new Set(names))
  })
})

describe('what only GitHub knows', () => {
  const text = reviewRules['action-item/not-assignable'].example

  test.each([
    ['nothing', {}, []],
    ['an owner who cannot be assigned', { notAssignable: ['Robin'] }, ['action-item/not-assignable']],
    ['an owner who can', { notAssignable: ['kim'] }, []],
    [
      'an open action item elsewhere',
      { openItems: [{ text: 'alert on failed  renewals', reference: 'acme/web#7' }] },
      ['action-item/duplicate'],
    ],
    ['approvals by its authors only', { approvedByAuthorsOnly: true }, ['review/only-authors']],
    ['another incident than the document says', { incident: 14 }, []],
  ])('%s', (_what, told, rulesFound) => {
    const added = found(text, { known: told }).filter((rule) => !found(text).includes(rule))
    expect(added).toEqual(rulesFound)
  })

  test('is asked of each link and reference once a place', () => {
    const linked = 'See [a](./a.md "title"), [b](https://x.example/b.md), #12, acme/web#3 and `#4`.\n\n<!-- #5 -->\n'
    expect(linksOf(linked)).toEqual([
      { kind: 'path', target: './a.md', line: 1 },
      { kind: 'issue', target: '#12', line: 1 },
      { kind: 'issue', target: 'acme/web#3', line: 1 },
    ])
    const broken = ['./a.md', 'acme/web#3']
    expect(found(linked, { known: { broken } }).filter((rule) => rule.includes('broken'))).toEqual([
      'link/broken',
      'reference/broken',
    ])
  })

  test.each([
    ['[status](www.example.com/status)', 'https://www.example.com/status'],
    ['[status](status.example.com)', 'https://status.example.com'],
    ['[page](./status.md)', null],
  ])('tells a link without its scheme to add it: %s', (linked, address) => {
    const target = /\((.*)\)/.exec(linked)?.[1] ?? ''
    const finding = review(linked, { known: { broken: [target] } }).findings.find(({ rule }) => rule === 'link/broken')
    expect(finding?.suggestion).toContain(address === null ? 'Correct the path' : `Write \`${address}\``)
  })

  test('is not needed for an address that begins with www', () => {
    expect(found('See [status](www.example.com).')).toContain('link/broken')
  })

  test('names the incident that the front matter contradicts', () => {
    const draft = '---\nincident: 12\n---\n\n# Down\n'
    expect(found(draft, { known: { incident: 12 } })).not.toContain('front-matter/incident')
    expect(found(draft, { known: { incident: 14 } })).toContain('front-matter/incident')
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

describe('a question that other words answer', () => {
  const answer = (name: QuestionName, text: string) => review(text).answers[name]

  test.each<[QuestionName, QuestionAnswer, string]>([
    ['who', 'partial', '---\nauthor: Robin\n---\n\n# Down\n'],
    ['who', 'partial', '# Down\n\n| | |\n|---|---|\n| **Authors** | Robin |\n'],
    ['who', 'answered', '# Down\n\n| When | What |\n|---|---|\n| Participants | Robin, Kim |\n'],
    ['who', 'missing', '# Down\n\n| Owner | Action |\n|---|---|\n| x | y |\n'],
    ['who', 'partial', '# Down\n\n## Owner: Robin\n'],
    ['who', 'partial', '# Down\n\nThe operations team restarted it.\n'],
    ['who', 'missing', '# Down\n\nThe team uses the cluster.\n'],
    ['communication', 'partial', '# Down\n\nAt 10:02 customers were informed by e-mail.\n'],
    [
      'communication',
      'missing',
      '# Down\n\n[Slack thread](https://x.example)\n\n## Actions\n\n- Announce maintenance\n',
    ],
    ['communication', 'answered', '## What went well\n\nCommunication with customers was early and clear.\n'],
    ['how', 'answered', '## Timeline\n\n14.37 It goes down\n14.39 It is found\n14.44 It is back\n'],
    ['how', 'answered', '## Timeline\n\n14:37: It goes down\n14:39: It is found\n14:44: It is back\n'],
    [
      'how',
      'answered',
      '## Timeline\n\n- 2026-03: It is written\n- 2026-04: It is merged in\n- 2026-05: It breaks then\n',
    ],
    ['how', 'answered', '## Timeline\n\n1400 UTC it goes down\n\n1410 UTC it is found\n\n1420 UTC it is back\n'],
    ['better', 'partial', '## Analysis of causes\n\nThe check looked at the process and at nothing else.\n'],
    ['better', 'partial', '## Why it took a day\n\nThe check looked at the process and at nothing else.\n'],
    ['lessons', 'answered', '## Lessons and thoughts\n\nA process that runs is no service.\n'],
  ])('%s is %s in %j', (name, expected, text) => {
    expect(answer(name, text)).toBe(expected)
  })
})
