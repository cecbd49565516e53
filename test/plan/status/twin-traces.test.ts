import { describe, expect, it } from 'vitest'
import { renderMarker } from '../../../src/document/markers/markers.ts'
import type { Comment, Issue } from '../../../src/domain/issue.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { twinTraces } from '../../../src/plan/status/twin-traces.ts'

const self = { login: 'aftermath[bot]', appIds: [], logins: [] }
const own = { login: 'aftermath[bot]', bot: true, appId: null }
const wes = { login: 'wes', bot: false, appId: null }
const ref = { kind: 'incident', owner: 'acme', repo: 'shop', number: 1 } as const

function comment(id: number, body: string, author = own): Comment {
  return { id, body, author, createdAt: '', updatedAt: '', url: '', marks: 0, hidden: false }
}

function issue(id: number, ordinal: number, author = own): Issue {
  const body = renderMarker({ kind: 'item', repository: 1, incident: 1, pull: 2, ordinal, source: 'Alert' })
  const times = { createdAt: '', updatedAt: '', closedAt: null, closedBy: null }
  const state = { state: 'open', stateReason: null, locked: false, talk: 0, blockedBy: 0, isPull: false } as const
  return {
    id,
    number: id,
    title: '',
    body,
    author,
    labels: [],
    assignees: [],
    url: '',
    elsewhere: null,
    ...times,
    ...state,
  }
}

function traces(comments: readonly Comment[], issues: readonly Issue[] = []) {
  const answers = {
    comments: new Map([['number=1', comments]]),
    subIssues: new Map([['number=1', issues]]),
    labelled: new Map([['', issues]]),
  }
  const snapshot: Snapshot = { ref, now: '', refusals: [], answers }
  return twinTraces(snapshot, self)
}

const reminder = renderMarker({ kind: 'reminder', slot: '2026-03-02/1' })
const later = renderMarker({ kind: 'reminder', slot: '2026-03-02/2' })
const answer = renderMarker({ kind: 'answer', comment: 7, to: null })

describe('the traces of a second process', () => {
  it('are two issues of one item, two reminders of one day, two answers to one comment', () => {
    expect(traces([comment(1, reminder), comment(2, reminder)])).toEqual(['reminders of one day'])
    expect(traces([comment(1, answer), comment(2, answer)])).toEqual(['answers to one comment'])
    expect(traces([], [issue(3, 1), issue(4, 1)])).toEqual(['issues of one action item'])
  })

  it('are not what one process does', () => {
    expect(traces([comment(1, reminder), comment(2, later), comment(3, answer)], [issue(3, 1), issue(4, 2)])).toEqual(
      [],
    )
  })

  it('are not what people copy', () => {
    expect(traces([comment(1, reminder), comment(2, reminder, wes)], [issue(3, 1), issue(4, 1, wes)])).toEqual([])
  })
})
