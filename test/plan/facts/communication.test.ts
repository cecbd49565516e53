import { describe, expect, it } from 'vitest'
import type { IssueEvent } from '../../../src/domain/issue.ts'
import { anIssue, aPerson } from '../builders.ts'
import { anIncident, type Incident } from '../incident-builder.ts'
import { block, documentOf } from './document.ts'

const declared = anIncident()
  .with({ issue: anIssue({ createdAt: '2026-03-02T11:00:00Z' }), now: '2026-03-02T15:30:00Z' })
  .labelledBy('wes', '2026-03-02T11:05:00Z')

function told(row: string, incident: Incident): string | undefined {
  const lines = block('communication', incident).split('\n')
  return lines
    .map((line) => line.split(' | '))
    .find(([name]) => name === `| ${row}`)?.[1]
    ?.replace(' |', '')
}

const at = (time: string) => ({ createdAt: `2026-03-02T${time}:00Z` })
function change(kind: 'assigned' | 'unassigned', login: string, time: string): IssueEvent {
  return { kind, login, actor: aPerson('wes'), at: `2026-03-02T${time}:00Z` }
}
const on = (login: string, time: string) => change('assigned', login, time)
const off = (login: string, time: string) => change('unassigned', login, time)

describe('communication', () => {
  const talk = declared
    .withComment('tia', 'On it.', at('11:10'))
    .withComment('ci[bot]', 'Build failed.', at('12:00'))
    .withComment('rex', 'Me too!', { ...at('12:30'), hidden: true })
    .withComment('tia', '/timeline rolled back', at('13:20'))
    .withComment('wes', '/update We are looking into it.', at('13:40'))
    .withComment('wes', '/postmortem help', at('14:50'))

  it.each([
    ['Time to the first response', '10 minutes'],
    ['Updates while it was open', '3'],
    ['Public updates (`/update`)', '1'],
    ['Longest gap between updates', '2 hours 10 minutes'],
    ['Hours with an update', '2 of 5'],
  ])('tells: %s, %s', (row, value) => {
    expect(told(row, talk)).toBe(value)
  })

  it.each([
    ['/update We are back.', '1'],
    ['/started 10:50\n/detected 10:55\n\n/update We are back.', '1'],
    ['We wrote:\n/update We are back.', undefined],
    ['See /update', undefined],
    ['/mitigated', undefined],
  ])('counts %j as a public update or not, and has no row for none', (body, count) => {
    expect(told('Public updates (`/update`)', declared.withComment('tia', body, at('11:10')))).toBe(count)
  })

  it('takes what a stranger says for no response, once the draft is open, unless the repository is private', () => {
    const spoke = declared
      .withComment('rex', 'Me too!', at('11:02'))
      .withComment('tia', 'On it.', at('11:10'))
      .withComment('wes', '/postmortem refresh', at('11:20'))
    const refreshed = (incident: Incident) => {
      const { mutations } = incident
        .withPull()
        .with({ document: documentOf(incident) })
        .decide()
      const write = mutations.find((mutation) => mutation.do === 'write-file')
      return (
        (write?.do === 'write-file' && /Time to the first response \| (.*) \|/.exec(write.text)?.[1]) || 'as it was'
      )
    }
    expect(told('Time to the first response', spoke)).toBe('2 minutes')
    expect(refreshed(spoke)).toBe('10 minutes')
    expect(refreshed(spoke.with({ visibility: 'private' }))).toBe('as it was')
  })

  it('takes a comment that somebody hid for no response', () => {
    const spam = declared.withComment('rex', 'Buy now!', { ...at('11:01'), hidden: true })
    expect(told('Time to the first response', spam)).toBe('–')
  })

  it('counts until the incident was closed', () => {
    const closed = talk.with({
      issue: anIssue({
        createdAt: '2026-03-02T11:00:00Z',
        closedAt: '2026-03-02T13:30:00Z',
        state: 'closed',
        labels: ['incident'],
      }),
    })
    expect(told('Updates while it was open', closed)).toBe('2')
    expect(told('Hours with an update', closed)).toBe('2 of 3')
  })
})

describe('a hand-over', () => {
  it.each<[what: string, events: readonly IssueEvent[], count: string]>([
    ['goes from one to another', [on('tia', '11:10'), off('tia', '12:00'), on('mia', '12:00')], '1'],
    ['may begin with the other one', [on('tia', '11:10'), on('mia', '12:00'), off('tia', '12:01')], '1'],
    ['is none when somebody joins', [on('tia', '11:10'), on('mia', '12:00')], '0'],
    ['is none when the last one leaves', [on('tia', '11:10'), off('tia', '15:00')], '0'],
    ['is none when the same one comes back', [on('tia', '11:10'), off('tia', '12:00'), on('tia', '12:30')], '0'],
    [
      'may happen again',
      [on('tia', '11:10'), off('tia', '12:00'), on('mia', '12:00'), off('mia', '13:00'), on('tia', '13:00')],
      '2',
    ],
  ])('%s', (_what, events, count) => {
    expect(told('Hand-overs', declared.withEvents(...events))).toBe(count)
  })
})
