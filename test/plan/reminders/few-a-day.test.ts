import { describe, expect, it } from 'vitest'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const line = (words: string, owners: string) => `- [ ] ${words} ${owners} (due 2026-03-20)\n`

function world(...lines: readonly string[]): MergedWorld {
  const made = mergedWorld(`# Checkout was down\n\n## Action items\n\n${lines.join('')}`)
  made.settle()
  made.at('2026-03-18T12:00:00Z')
  return made
}

/** The numbers of the issues on which something was said. */
function spokenOn(made: MergedWorld): readonly number[] {
  return made.issues.map(({ number }) => number).filter((number) => made.said(number).length > 0)
}

const five = ['Alert us', 'Scale', 'Drill', 'Write a runbook', 'Page us'].map((words) => line(words, '@tia'))

describe('what one person has due of an incident on one day', () => {
  it('is three comments, the third of which names the rest', () => {
    const made = world(...five)
    made.settle()
    expect(spokenOn(made)).toEqual([3, 4, 5])
    expect(made.said(5)[0]).toContain(
      'Due today as well, without a comment of its own:\n- #6 Write a runbook\n- #7 Page us\n',
    )
    expect(made.said(4)[0]).not.toContain('Due today as well')
  })

  it('is not said later that day, nor on the next', () => {
    const made = world(...five)
    made.settle()
    made.at('2026-03-19T12:00:00Z')
    made.settle()
    expect(spokenOn(made)).toEqual([3, 4, 5])
  })

  it('does not count for who else does an item', () => {
    const made = world(...five.slice(0, 4), line('Page us', '@tia @wes'))
    made.settle()
    expect(spokenOn(made)).toEqual([3, 4, 5, 7])
    expect(made.said(7)[0]).toMatch(/^@wes: /)
    expect(made.said(5)[0]).toContain('- #6 Write a runbook\n')
  })
})

describe('a reminder', () => {
  it('says why it comes, what it counts from, when the next look is and what would silence it', () => {
    const made = world(line('Alert us', '@tia'))
    made.settle()
    const [said = ''] = made.said(3)
    expect(said.slice(said.indexOf('<details>'))).toMatchInlineSnapshot(`
      "<details><summary>Why this reminder came and what would silence it</summary>

      - An item is first reminded of 2 days before its due date.
      - Counted from the due date, Friday, 20 March 2026: the line \`Due:\` of this issue.
      - If nothing changes, the next one comes on Monday, 23 March 2026: on a working day, in working hours.
      - Silent while it is snoozed (\`/snooze\`), waits for another issue (its dependencies), or has an open pull request that closes it and was touched in the last seven days; for good once it is closed. \`/due\` counts anew.

      </details>"
    `)
  })
})
