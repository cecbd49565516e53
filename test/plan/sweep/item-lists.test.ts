import { describe, expect, it } from 'vitest'
import { parseConfiguration } from '../../../src/config/configuration.ts'
import type { Issue } from '../../../src/domain/issue.ts'
import { type Snapshot, withAnswer } from '../../../src/domain/snapshot.ts'
import { inquire } from '../../../src/plan/inquiry.ts'
import { everyOpenItem, itemsSince } from '../../../src/plan/sweep/item-lists.ts'
import { anIssue } from '../builders.ts'

const text = 'overrides: [{ when: { labels: [search] }, action_items: { label: search-action } }]'
const { configuration } = parseConfiguration({ repository: { source: 'x', text }, owner: null })
const empty: Snapshot = {
  ref: { kind: 'repository', owner: 'acme', repo: 'shop' },
  now: '2026-03-02T12:00:00Z',
  answers: {},
  refusals: [],
}

function answered(label: string, items: readonly Issue[], before: Snapshot): Snapshot {
  return { ...before, answers: withAnswer<'openItems'>(before.answers, { ask: 'openItems', label }, items) }
}

describe('the items of all incidents', () => {
  it('are asked for by every label that an override gives them, in one wave', () => {
    const inquiry = inquire(empty)
    expect(everyOpenItem(configuration, inquiry)).toBeUndefined()
    expect(inquiry.questions()).toEqual([
      { ask: 'openItems', label: 'postmortem-action' },
      { ask: 'openItems', label: 'search-action' },
    ])
    const since = '2026-03-01T00:00:00Z'
    const later = inquire(empty)
    expect(itemsSince(configuration, since, later)).toBeUndefined()
    expect(later.questions()).toEqual([
      { ask: 'labelled', label: 'postmortem-action', since },
      { ask: 'labelled', label: 'search-action', since },
    ])
  })

  it('are known once every list is', () => {
    const [one, other] = [anIssue({ number: 3 }), anIssue({ number: 4 })]
    const first = answered('postmortem-action', [one], empty)
    expect(everyOpenItem(configuration, inquire(first))).toBeUndefined()
    expect(everyOpenItem(configuration, inquire(answered('search-action', [other], first)))).toEqual([one, other])
  })
})
