import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../src/document/markers/markers.ts'
import type { Mutation } from '../../src/domain/mutation.ts'
import { emptyPlan } from '../../src/domain/plan.ts'
import type { IncidentRef } from '../../src/domain/ref.ts'
import { type Refusal, refusedRead } from '../../src/domain/refusal.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { LookResult } from '../../src/entry/commands/look.ts'
import { evaluateIncident } from '../../src/entry/doctor/evaluate-incident.ts'
import { GitHubError } from '../../src/reconcile/ports.ts'

const ref: IncidentRef = { kind: 'incident', owner: 'acme', repo: 'shop', number: 12 }
const granted = { metadata: 'read', issues: 'write', pull_requests: 'write', contents: 'write' }

function seen(mutations: readonly Mutation[], refusals: readonly Refusal[] = []): LookResult {
  const snapshot: Snapshot = { ref, now: '2026-03-02T12:00:00Z', answers: {}, refusals }
  return { ref, seen: 'yes', look: { ref, snapshot, plan: { ...emptyPlan, mutations } } }
}

const unseen = (fault: unknown): LookResult => ({ ref, seen: 'no', fault })

const status: Mutation = { rule: 'status', do: 'post-status', number: 12, comment: 7, body: '' }
const close: Mutation = { rule: 'close-unneeded-draft', do: 'close-pull', number: 13 }
const react: Mutation = { rule: 'answer', do: 'react', comment: 9, reaction: '+1' }

describe('an incident', () => {
  it('in which nothing waits is no finding', () => {
    expect(evaluateIncident(ref, seen([]), granted, 'app')).toEqual([])
  })

  it('where a reminder went out twice tells of a second process', () => {
    const body = renderMarker({ kind: 'reminder', slot: '2026-03-02/1' })
    const author = { login: 'aftermath[bot]', bot: true, appId: null }
    const more = { body, author, createdAt: '', updatedAt: '', url: '', marks: 0, hidden: false }
    const comments = new Map([['number=3', [1, 2].map((id) => ({ id, ...more }))]])
    const snapshot: Snapshot = { ref, now: '2026-03-02T12:00:00Z', answers: { comments }, refusals: [] }
    const self = { login: 'aftermath[bot]', appIds: [], logins: [] }
    const look = { ref, snapshot, plan: emptyPlan, self }
    const [told, ...others] = evaluateIncident(ref, { ref, seen: 'yes', look }, granted, 'app')
    expect(told).toMatchObject({
      mark: 'warning',
      message: 'There are two of what there should be one: reminders of one day.',
      why: expect.stringContaining('A second process'),
    })
    expect(others).toEqual([])
  })

  it('names the first writes that wait, each with its rule, and counts the others', () => {
    const [told] = evaluateIncident(ref, seen([status, close, react, react, react]), granted, 'app')
    expect(told).toMatchObject({
      mark: 'warning',
      message:
        '5 writes wait: edit the status comment on #12 (status), close the pull request #13 (close-unneeded-draft), react with +1 to comment 9 (answer), and 2 more.',
    })
  })

  it.each([
    ['pull_requests', [close], 'problem'],
    ['issues', [status], 'problem'],
    ['contents', [status, close], 'warning'],
    ['issues', [react], 'warning'],
  ] as const)('without “%s: write” is a problem where that is needed', (name, mutations, mark) => {
    const [told] = evaluateIncident(ref, seen(mutations), { ...granted, [name]: 'read' }, 'app')
    expect(told).toMatchObject({ mark })
  })

  it('is not blamed on permissions that are not known', () => {
    expect(evaluateIncident(ref, seen([close]), null, 'app')).toMatchObject([{ mark: 'warning' }])
  })

  it('tells a refusal by its sentence, and each cause once', () => {
    const refusal = (topic: 'comments' | 'issue'): Refusal => {
      const cause = { kind: 'permission', because: 'a permission is missing; grant it.' } as const
      const sentence = `The app could not read ${topic}, because ${cause.because}`
      return refusedRead({ ask: topic, number: 12 }, { cause, sentence })
    }
    expect(evaluateIncident(ref, seen([], [refusal('comments'), refusal('issue')]), granted, 'app')).toMatchObject([
      {
        mark: 'problem',
        subject: 'acme/shop#12',
        message: 'The app could not read comments, because a permission is missing; grant it.',
      },
    ])
  })

  it('that GitHub does not show is told by its sentence', () => {
    const fault = new GitHubError('GitHub did not answer when …', { kind: 'outcome-unknown' })
    expect(evaluateIncident(ref, unseen(fault), granted, 'app')).toMatchObject([
      { mark: 'problem', message: 'GitHub did not answer when …' },
    ])
  })

  it('on which the program fails is told by the place of the fault, not by what was read', () => {
    const [told] = evaluateIncident(ref, unseen(new TypeError('secret "hunter2" is no number')), granted, 'app')
    expect(told).toMatchObject({
      mark: 'problem',
      message: expect.stringMatching(/^The app fails on it: TypeError at /),
    })
    expect(JSON.stringify(told)).not.toContain('hunter2')
  })
})
