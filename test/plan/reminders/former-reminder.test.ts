import { describe, expect, it } from 'vitest'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text = '# Checkout was down\n\n## Action items\n\n- [ ] Alert us @tia (due 2026-03-20)\n'

/** Merged on Monday 2 March 2026; reminders on the 18th, the 23rd, the 30th. */
function remindedOn(made: MergedWorld, ...days: readonly string[]): MergedWorld {
  for (const day of days) {
    made.at(`2026-${day}T12:00:00Z`)
    made.settle()
  }
  return made
}

function world(): MergedWorld {
  const made = mergedWorld(text)
  made.settle()
  return made
}

const reminders = (said: readonly string[]) => said.filter((body) => body.includes('this follow-up'))

describe('the former reminder', () => {
  it('is folded when the next one comes, so that an issue shows one, and nothing else is', () => {
    const made = remindedOn(world(), '03-18')
    made.says(3, 'tia', 'Nearly there.')
    made.says(3, 'tia', '/due soon')
    remindedOn(made, '03-23')
    expect(reminders(made.said(3))).toHaveLength(2)
    expect(reminders(made.shown(3))).toEqual([expect.stringContaining('was due on 2026-03-20')])
    expect(made.shown(3)).toEqual(expect.arrayContaining(['Nearly there.', expect.stringContaining('names no date')]))
    expect(reminders(remindedOn(made, '03-30').shown(3))).toHaveLength(1)
  })

  it('stays shown where somebody shows it again', () => {
    const made = remindedOn(world(), '03-18', '03-23')
    made.unfold(3)
    remindedOn(made, '03-30')
    expect(reminders(made.said(3))).toHaveLength(3)
    expect(reminders(made.shown(3))).toHaveLength(2)
  })

  it('is folded also when the next one belongs to another date', () => {
    const made = remindedOn(world(), '03-18')
    made.editIssue(3, ({ body }) => ({ body: body.replace('Due: 2026-03-20', 'Due: 2026-03-27') }))
    remindedOn(made, '03-25')
    expect(reminders(made.said(3))).toHaveLength(2)
    expect(reminders(made.shown(3))).toHaveLength(1)
  })
})
