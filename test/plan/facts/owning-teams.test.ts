import { describe, expect, it } from 'vitest'
import { anIssue } from '../builders.ts'
import { anIncident, aPull } from '../incident-builder.ts'
import { block } from './document.ts'

const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')
const merge = (number: number, mergedAt: string, body = '', login = 'mia') => ({
  ...aPull,
  number,
  body,
  mergedAt,
  merged: true,
  state: 'closed' as const,
  head: { ...aPull.head, ref: `change-${number}` },
  author: { login, bot: login.endsWith('[bot]') },
})
const before = '2026-03-02T10:00:00Z'
const after = '2026-03-02T12:00:00Z'
const people = (incident: ReturnType<typeof anIncident>) => block('people', incident)
const fixers = (incident: ReturnType<typeof anIncident>) =>
  people(incident)
    .split('\n')
    .filter((line) => /\bfixed\b/.test(line))
const teams = (incident: ReturnType<typeof anIncident>) =>
  /near the start: (.*)\.$/m.exec(people(incident))?.[1] ?? null

describe('who fixed it', () => {
  it.each([
    ['Fixes #1', after, ['| mia | fixed |']],
    ['See https://github.com/acme/shop/issues/1.', after, ['| mia | fixed |']],
    ['Fixes #12', after, []],
    ['Fixes other/shop#1', after, []],
    ['Nothing about it', after, []],
    ['Fixes #1', before, []],
  ])('is the author of what was merged with "%s" at %s: %j', (body, at, rows) => {
    expect(fixers(declared.with({ merges: [merge(7, at, body)] }))).toEqual(rows)
  })

  it('is no bot, and may be gone', () => {
    const merges = [merge(8, after, 'Fixes #1', 'renovate[bot]'), merge(7, after, 'Fixes #1', 'ghost')]
    expect(fixers(declared.with({ merges }))).toEqual(['| ghost | fixed |'])
  })
})

describe('whose knowledge would have helped', () => {
  const owners = '* @acme/core\nsrc/pay/ @acme/payments @mia mia@example.com\n'
  const changed = { 7: ['src/pay/card.ts'], 8: ['README.md'] }

  it('is asked of the teams that own what was changed and what mended it, and of nobody by name', () => {
    const incident = declared.with({
      merges: [merge(8, after, 'Fixes #1'), merge(7, before)],
      changed,
      files: { '.github/CODEOWNERS': owners },
    })
    expect(people(incident)).toMatchInlineSnapshot(`
      "| Who | What they did |
      | --- | --- |
      | wes | declared it |
      | mia | fixed |

      **Whose knowledge would have helped, and could we reach them?** These teams own files of what mended it, or of what changed near the start: acme/payments, acme/core."
    `)
  })

  it.each([
    ['.github comes first', { '.github/CODEOWNERS': '* @acme/a', CODEOWNERS: '* @acme/b' }, 'acme/a'],
    ['then the root', { CODEOWNERS: '* @acme/b', 'docs/CODEOWNERS': '* @acme/c' }, 'acme/b'],
    ['then docs', { 'docs/CODEOWNERS': '* @acme/c' }, 'acme/c'],
    ['without the file nothing is asked', {}, null],
    ['people are no teams', { CODEOWNERS: '* @mia mia@example.com' }, null],
  ])('%s', (_rule, files, told) => {
    expect(teams(declared.with({ merges: [merge(7, before)], changed, files }))).toBe(told)
  })

  it('is asked of the owners of the three merges nearest to the start, beside what mended it', () => {
    const numbers = [1, 2, 3, 4, 5, 6]
    const incident = declared.with({
      merges: numbers.map((number) => merge(10 + number, `2026-03-02T10:0${number}:00Z`)),
      changed: Object.fromEntries(numbers.map((number) => [10 + number, [`part-${number}/a.ts`]])),
      files: { CODEOWNERS: numbers.map((number) => `/part-${number} @acme/team-${number}`).join('\n') },
    })
    expect(teams(incident)).toBe('acme/team-6, acme/team-5, acme/team-4')
  })
})
