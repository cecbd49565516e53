import type { ActionItem } from '../../src/domain/action-item.ts'
import type { Actor, Issue } from '../../src/domain/issue.ts'

/** A line of the action items as a document says it. */
export function aLine(source: string, more: Partial<ActionItem> = {}): ActionItem {
  return {
    kind: 'checkbox',
    ordinal: 1,
    line: 1,
    lineEnd: 0,
    checked: false,
    state: null,
    source,
    text: source,
    owners: { logins: [], teams: [], names: [] },
    due: null,
    priority: null,
    type: null,
    notes: '',
    links: [],
    references: [],
    ...more,
  }
}

export function aPerson(login: string): Actor {
  return { login, bot: false, appId: null }
}

export function aBot(login: string): Actor {
  return { login, bot: true, appId: null }
}

/** An open issue without labels, opened on 2 March 2026 by wes. */
export function anIssue(more: Partial<Issue> = {}): Issue {
  const number = more.number ?? 1
  return {
    id: 1000 + number,
    number,
    title: 'Checkout is down',
    body: '',
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    author: aPerson('wes'),
    createdAt: '2026-03-02T12:00:00Z',
    updatedAt: '2026-03-02T12:00:00Z',
    closedAt: null,
    closedBy: null,
    url: `https://github.com/acme/shop/issues/${number}`,
    isPull: false,
    locked: false,
    talk: 0,
    blockedBy: 0,
    elsewhere: null,
    ...more,
  }
}
