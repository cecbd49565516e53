import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../src/domain/issue.ts'
import { type ItemStatus, isSettled, outcomeOf } from '../../../src/plan/action-items/tracked-item.ts'
import { aBot, anIssue, aPerson } from '../builders.ts'

const closed = { state: 'closed', closedAt: '2026-03-03T12:00:00Z' } as const

const outcomes: readonly (readonly [name: string, issue: Partial<Issue>, outcome: string, settled: boolean])[] = [
  ['open', {}, 'open', false],
  ['reopened', { stateReason: 'reopened' }, 'open', false],
  ['closed as completed', { ...closed, stateReason: 'completed', closedBy: aPerson('tia') }, 'done', true],
  [
    'closed as completed by a bot',
    { ...closed, stateReason: 'completed', closedBy: aBot('merger[bot]') },
    'done',
    true,
  ],
  ['closed without a reason', { ...closed, stateReason: null }, 'done', true],
  [
    'closed as not planned by a person',
    { ...closed, stateReason: 'not_planned', closedBy: aPerson('tia') },
    'declined',
    true,
  ],
  ['closed as not planned by nobody known', { ...closed, stateReason: 'not_planned' }, 'declined', true],
  [
    'closed as not planned by a bot',
    { ...closed, stateReason: 'not_planned', closedBy: aBot('stale[bot]') },
    'closed-by-bot',
    false,
  ],
  ['closed as a duplicate', { ...closed, stateReason: 'duplicate', closedBy: aPerson('tia') }, 'duplicate', true],
]

describe('an action item', () => {
  it.each(outcomes)('whose issue is %s', (_name, more, outcome, settled) => {
    const issue = anIssue(more)
    expect(outcomeOf(issue)).toBe(outcome)
    expect(isSettled(tracked({ kind: 'issue', issue, outcome: outcomeOf(issue) }))).toBe(settled)
  })

  it.each([
    { status: { kind: 'recorded' }, settled: true },
    { status: { kind: 'overflow' }, settled: true },
    { status: { kind: 'gone', why: 'deleted', number: 3, issue: null }, settled: true },
    { status: { kind: 'unopened' }, settled: false },
  ] as const)('that is $status.kind is settled: $settled', ({ status, settled }) => {
    expect(isSettled(tracked(status))).toBe(settled)
  })
})

function tracked(status: ItemStatus) {
  return { ordinal: 1, source: 'Alert us', item: null, status, remembered: null, wanted: null }
}
