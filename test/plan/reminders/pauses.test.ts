import { describe, expect, it } from 'vitest'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text =
  '# Checkout was down\n\n## Action items\n\n- [ ] Alert us @tia (due 2026-03-20)\n- [ ] Scale @wes (due 2026-03-20)\n'

/** Merged on Monday 2 March 2026; #3 is tia's, #4 is wes's, both first reminded of on Wednesday the 18th. */
function world(configuration = ''): MergedWorld {
  const made = mergedWorld(text, `reminders: { escalation: "@acme/sre"${configuration} }\n`)
  made.settle()
  return made
}

/** On which of these days, as `03-18`, or moments, something was said on #3. */
function saidOn(made: MergedWorld, ...days: readonly string[]): readonly string[] {
  return days.filter((day) => {
    const before = made.said(3).length
    made.at(day.includes('T') ? `2026-${day}:00Z` : `2026-${day}T12:00:00Z`)
    made.settle()
    return made.said(3).length > before
  })
}

describe('reminders of an item are held back', () => {
  it('while it waits for another issue, and come once it does not; the others go on', () => {
    const made = world()
    made.editIssue(3, () => ({ blockedBy: 1 }))
    expect(saidOn(made, '03-18', '03-23', '03-30')).toEqual([])
    expect(made.said(4)).toHaveLength(3)
    made.editIssue(3, () => ({ blockedBy: 0 }))
    expect(saidOn(made, '03-31')).toEqual(['03-31'])
  })

  it('for a week after anybody touched a pull request that is to close it', () => {
    const made = world()
    made.link(3, { pulls: [{ number: 9, open: true, updatedAt: '2026-03-16T15:00:00Z' }] })
    expect(saidOn(made, '03-18', '03-20', '03-23T14:59', '03-23T15:00')).toEqual(['03-23T15:00'])
  })

  it('not by one that was closed', () => {
    const made = world()
    made.link(3, { pulls: [{ number: 9, open: false, updatedAt: '2026-03-17T15:00:00Z' }] })
    expect(saidOn(made, '03-18')).toEqual(['03-18'])
  })

  it('while it is snoozed, until the morning of that day', () => {
    const made = world()
    made.says(3, 'tia', '/snooze 2026-03-25')
    made.settle()
    expect(saidOn(made, '03-18', '03-23', '03-25T08:59', '03-25T09:00')).toEqual(['03-25T09:00'])
  })

  it('on holidays, at weekends and outside of working hours', () => {
    const made = world(', holidays: [2026-03-18, "2026-03-19"]')
    expect(saidOn(made, '03-18', '03-19', '03-20T08:00', '03-20T18:00', '03-21', '03-23T08:59', '03-23T09:00')).toEqual(
      ['03-23T09:00'],
    )
  })

  it('for sixty days in all, and then those above are asked once', () => {
    const made = world()
    made.editIssue(3, () => ({ blockedBy: 1 }))
    expect(saidOn(made, '03-18', '04-10', '05-14')).toEqual([])
    made.editIssue(3, () => ({ blockedBy: 0 }))
    made.settle()
    const reminded = made.said(3).length
    made.says(3, 'tia', '/snooze 2026-12-01')
    made.settle()
    expect(saidOn(made, '05-15', '05-18', '06-30')).toEqual(['05-18'])
    expect(made.said(3).slice(reminded)).toEqual([
      expect.stringContaining('@acme/sre: for 61 days in all nobody was reminded of this follow-up'),
    ])
  })
})
