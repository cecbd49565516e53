import { describe, expect, it } from 'vitest'
import type { Mutation, OpenItem } from '../../../src/domain/mutation.ts'
import { anIncident } from '../incident-builder.ts'

const mergedAt = '2026-03-02T12:00:00Z'
const merged = { state: 'closed', draft: false, merged: true, mergedAt, mergeCommit: 'a'.repeat(40) } as const
const isItem = (one: Mutation): one is Mutation & OpenItem => one.do === 'open-item'

/** What the issue of a line says of its due date: the day, and in words where that is the default. */
function dueIn(line: string, configuration = '', now = mergedAt): string {
  const [issue] = anIncident()
    .labelledBy('wes')
    .with({ configuration, now, document: `# Down\n\n## Action items\n\n- [ ] ${line}\n` })
    .withPull(merged)
    .decide()
    .mutations.filter(isItem)
  const day = /^Due: (\S+)$/m.exec(issue?.body ?? '')?.[1] ?? 'none'
  const why = /so this began as the default: (.*) after the postmortem/.exec(issue?.body ?? '')?.[1]
  return why === undefined ? day : `${day}, ${why}`
}

const byPriority = 'action_items: { due: { P0: 7 days, P1: 5 business days, P2: 1 day, default: null } }\n'

describe('an action item without a date', () => {
  it.each([
    ['is due thirty days after the merge', 'Alert us', '', '2026-04-01, 30 days'],
    ['keeps a date of its own', 'Alert us (due 2026-05-05)', '', '2026-05-05'],
    ['is due when the configuration says', 'Alert us', 'action_items: { due: 3 days }\n', '2026-03-05, 3 days'],
    ['counts weekdays', 'Alert us', 'action_items: { due: 5 business days }\n', '2026-03-09, 5 business days'],
    ['has none where the configuration wants none', 'Alert us', 'action_items: { due: null }\n', 'none'],
    ['goes by its priority', '[P0] Alert us', byPriority, '2026-03-09, 7 days'],
    ['goes by a priority in words', 'Alert us (priority: high)', byPriority, '2026-03-09, 5 business days'],
    ['goes by the default without a priority', 'Alert us', byPriority, 'none'],
    [
      'has thirty days where a mapping says nothing',
      '[P3] Alert us',
      'action_items: { due: { P0: 7 days } }\n',
      '2026-04-01, 30 days',
    ],
  ])('%s', (_name, line, configuration, due) => {
    expect(dueIn(line, configuration)).toBe(due)
  })

  it('is not late from the start when its issue is opened long after the merge', () => {
    expect(dueIn('Alert us', '', '2026-06-01T12:00:00Z')).toBe('2026-07-01, 30 days')
  })

  it('counts the days of the configured zone', () => {
    expect(dueIn('Alert us', 'reminders: { zone: Pacific/Auckland }\naction_items: { due: 1 day }\n')).toBe(
      '2026-03-04, 1 day',
    )
  })
})
