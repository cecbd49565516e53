import { describe, expect, it } from 'vitest'
import type { IssueChange, IssueEvent } from '../../../src/domain/issue.ts'
import { aBot, anIssue, aPerson } from '../builders.ts'
import { anIncident } from '../incident-builder.ts'
import { block, rows } from './document.ts'

const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T12:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

function event(change: IssueChange, login = 'wes', at = '2026-03-02T11:30:00Z'): IssueEvent {
  return { ...change, actor: login.endsWith('[bot]') ? aBot(login) : aPerson(login), at }
}

describe('the timeline tells what happened to the issue', () => {
  it.each<[what: string, change: IssueChange, by: string, told: string]>([
    ['a label', { kind: 'labelled', label: 'area: cards' }, 'wes', 'wes: Labelled area: cards'],
    ['a label taken off', { kind: 'unlabelled', label: 'triage' }, 'wes', 'wes: Label triage removed'],
    ['an assignment', { kind: 'assigned', login: 'tia' }, 'wes', 'wes: Assigned to tia'],
    ['the end of one', { kind: 'unassigned', login: 'tia' }, 'wes', 'wes: No longer assigned to tia'],
    ['a new name', { kind: 'renamed', from: 'Shop', to: 'Till' }, 'tia', 'tia: Renamed from “Shop” to “Till”'],
    ['a closing', { kind: 'closed' }, 'wes', 'wes: Closed'],
    ['a reopening', { kind: 'reopened' }, 'ci[bot]', 'ci\\[bot\\]: Reopened'],
    ['a severity', { kind: 'labelled', label: 'SEV1' }, 'wes', 'wes: Severity: sev1'],
  ])('%s', (_what, change, by, told) => {
    expect(rows(declared.withEvents(event(change, by))).at(-1)).toBe(told)
  })

  it.each<[what: string, by: string]>([
    ['a stranger', 'rex'],
    ['a bot', 'ci[bot]'],
  ])('a new name that %s gave, without quoting it', (_what, by) => {
    const renamed = event({ kind: 'renamed', from: 'Shop', to: 'Buy now' }, by)
    expect(rows(declared.withEvents(renamed)).at(-1)).toMatch(/: Renamed$/)
  })

  it('and calls who is gone a ghost, as GitHub does', () => {
    const gone = { ...event({ kind: 'closed' }), actor: null }
    const severity = { ...event({ kind: 'labelled', label: 'sev1' }), actor: null }
    expect(rows(declared.withEvents(severity, gone)).slice(2)).toEqual(['ghost: Severity: sev1', 'ghost: Closed'])
  })

  it('but nothing of the app’s own labels', () => {
    const own = event({ kind: 'labelled', label: 'postmortem-complete' }, 'aftermath[bot]')
    expect(rows(declared.withEvents(own))).toHaveLength(2)
  })
})

describe('a change of severity', () => {
  const at = (second: number) => `2026-03-02T11:30:${String(second).padStart(2, '0')}Z`
  const set = (label: string, second: number, by = 'wes') => event({ kind: 'labelled', label }, by, at(second))
  const unset = (label: string, second: number, by = 'wes') => event({ kind: 'unlabelled', label }, by, at(second))

  it.each<[what: string, events: readonly IssueEvent[], told: readonly string[]]>([
    [
      'is one row, whichever label goes first',
      [set('sev2', 0), unset('sev2', 4), set('sev1', 5)],
      ['wes: Severity: sev1'],
    ],
    [
      'by another person is another row',
      [set('sev2', 0), set('sev1', 5, 'tia'), unset('sev2', 6, 'tia')],
      ['wes: Severity: sev2', 'tia: Severity: sev2 → sev1'],
    ],
    ['is none where a lesser label joins a greater one', [set('sev1', 0), set('sev3', 9)], ['wes: Severity: sev1']],
    ['is none where it is taken back at once', [set('sev1', 0), unset('sev1', 9)], []],
    [
      'can be taken back later',
      [set('sev1', 0), unset('sev1', 9, 'tia')],
      ['wes: Severity: sev1', 'tia: Severity sev1 taken back'],
    ],
  ])('%s', (_what, events, told) => {
    expect(rows(declared.withEvents(...events)).slice(2)).toEqual(told)
  })
})

describe('a long timeline', () => {
  const talk = (count: number, say: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => say(index)).reduce(
      (incident, body) => incident.withComment('tia', body),
      declared.with({ visibility: 'private' }).withEvents(event({ kind: 'assigned', login: 'tia' })),
    )
  const parts = (text: string) => text.split('<details>').map((part) => part.match(/^\| \[/gm)?.length ?? 0)

  it.each([
    ['all are in sight up to sixty rows', talk(57, (index) => `Update ${index} is here.`), [60]],
    ['past that, details are folded', talk(58, (index) => `Update ${index} is here.`), [1, 60]],
    ['what people wanted told stays in sight', talk(58, (index) => (index % 2 ? 'Update.' : '/timeline up')), [30, 31]],
    ['of too much of that the first', talk(100, () => '/timeline up'), [60, 43]],
  ])('%s', (_what, incident, counts) => {
    expect(parts(block('timeline', incident))).toEqual(counts)
  })

  it('never loses a phase among them, says how much is folded, and tells each row once', () => {
    const text = block(
      'timeline',
      talk(100, (index) => (index === 99 ? '/mitigated' : '/timeline up')),
    )
    const [inSight = '', folded = ''] = text.split('<details>')
    expect(inSight).toContain('| Mitigated |')
    expect(folded).toContain('<summary>43 more</summary>')
    expect(folded).not.toContain('| Mitigated |')
  })

  it('ends somewhere, and says so', () => {
    const text = block(
      'timeline',
      talk(2_500, (index) => `Update ${index} ${'is here, '.repeat(40)}`),
    )
    expect(parts(text)).toEqual([1, 1_000])
    expect(text).toContain('And 1502 later ones, which stand on the incident only.')
    expect(text.length).toBeLessThan(500_000)
  })
})
