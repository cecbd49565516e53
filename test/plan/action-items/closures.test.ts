import { describe, expect, it } from 'vitest'
import type { Issue } from '../../../src/domain/issue.ts'
import type { IssueLinks } from '../../../src/domain/issue-links.ts'
import { type MergedWorld, mergedWorld } from '../merged-world.ts'

const text = '# Checkout was down\n\n## Action items\n\n- [ ] Alert us @tia\n- [ ] Scale @wes\n- [ ] Drill @kim\n'
const at = '2026-03-03T10:00:00Z'
const wes = { login: 'wes', bot: false, appId: null }

/** Merged on Monday 2 March 2026, with the items #3, #4 and #5. */
function world(): MergedWorld {
  const made = mergedWorld(text)
  made.settle()
  made.at('2026-03-03T12:00:00Z')
  return made
}

function close(made: MergedWorld, number: number, more: Partial<Issue> = {}, link: Partial<IssueLinks> = {}): void {
  made.link(number, link)
  made.editIssue(number, () => ({
    state: 'closed',
    stateReason: 'completed',
    closedAt: at,
    closedBy: wes,
    updatedAt: at,
    ...more,
  }))
}

/** The last cell of an item's row in the status comment. */
function stateOf(made: MergedWorld, number: number): string {
  const row = made.status.split('\n').find((line) => line.startsWith(`| [#${number}]`))
  return row?.split(' | ').at(-1)?.replace(/ \|$/, '') ?? ''
}

function closedAs(more: Partial<Issue>, link: Partial<IssueLinks> = {}): string {
  const made = world()
  close(made, 3, more, link)
  made.settle()
  return stateOf(made, 3)
}

const shop = 'https://github.com/acme/shop'

describe('the status comment tells of a closed item by what', () => {
  it.each([
    ['a pull request', {}, { closer: { kind: 'pull', number: 9 } }, `✅ done by [#9](${shop}/pull/9)`],
    [
      'one elsewhere',
      {},
      { closer: { kind: 'pull', number: null } },
      '✅ done by a pull request in another repository',
    ],
    [
      'a commit',
      {},
      { closer: { kind: 'commit', sha: 'abcdef0'.repeat(5) } },
      `✅ done by [abcdef0](${shop}/commit/abcdef0)`,
    ],
    ['somebody', {}, {}, '✅ done by wes'],
    ['an account that is gone', { closedBy: null }, {}, '✅ done'],
    ['somebody who declined it', { stateReason: 'not_planned' }, {}, 'declined by wes'],
    ['a duplicate', { stateReason: 'duplicate' }, { duplicateOf: 4 }, `declined (duplicate of [#4](${shop}/issues/4))`],
    ['a duplicate of nobody knows what', { stateReason: 'duplicate' }, {}, 'declined (duplicate)'],
  ] as const)('%s', (_, more, link, state) => {
    expect(closedAs(more, link)).toBe(state)
  })

  it.each([
    ['/decline the service goes in March', 'declined by tia: the service goes in March'],
    ['/done https://github.com/acme/shop/pull/12', '✅ done by tia: https://github.com/acme/shop/pull/12'],
    ['/done', '✅ done by tia'],
    ['/decline ask @octocat | about #4', 'declined by tia: ask @\u200boctocat \\| about #\u200b4'],
    [`/decline ghp_${'a1B2'.repeat(9)} leaked`, 'declined by tia: '],
  ])('a command: %s', (command, state) => {
    const made = world()
    made.says(3, 'tia', command)
    made.settle()
    expect(stateOf(made, 3)).toContain(state)
    expect(stateOf(made, 3)).not.toContain('a1B2')
    expect(made.asks().filter((asked) => asked.startsWith('issueLinks'))).toEqual([])
  })

  it('by a reason that was given after somebody closed it', () => {
    const made = world()
    close(made, 3, { stateReason: 'not_planned' })
    made.settle()
    made.says(3, 'wes', '/decline nobody uses it')
    made.settle()
    expect(stateOf(made, 3)).toBe('declined by wes: nobody uses it')
  })

  it('not by a reason of another time', () => {
    const made = world()
    made.says(3, 'tia', '/decline too early')
    made.settle()
    made.editIssue(3, () => ({ state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null }))
    made.settle()
    close(made, 3, { stateReason: 'not_planned', closedAt: '2026-03-05T10:00:00Z' })
    made.at('2026-03-05T12:00:00Z')
    made.settle()
    expect(stateOf(made, 3)).toBe('declined by wes')
  })
})

describe('an incident is complete', () => {
  const bot = { login: 'jira[bot]', bot: true, appId: 3 }
  const isComplete = (made: MergedWorld) => made.status.includes('Every follow-up is closed')

  function allBut(more: Partial<Issue>, link: Partial<IssueLinks> = {}): MergedWorld {
    const made = world()
    close(made, 4)
    close(made, 5, { stateReason: 'not_planned' })
    close(made, 3, more, link)
    made.settle()
    return made
  }

  it.each([
    ['a person closed', {}, {}],
    ['a person declined', { stateReason: 'not_planned' }, {}],
    ['a bot merged a pull request for', { closedBy: bot }, { closer: { kind: 'pull', number: 9 } }],
    ['a bot pushed a commit for', { closedBy: bot }, { closer: { kind: 'commit', sha: null } }],
    ['somebody closed whose account is gone', { closedBy: null }, {}],
  ] as const)('with an item that %s', (_, more, link) => {
    expect(isComplete(allBut(more, link))).toBe(true)
  })

  it('not with an item that nothing but a bot calls done, before somebody says what shows it', () => {
    const made = allBut({ closedBy: bot })
    expect(stateOf(made, 3)).toBe('closed by a bot')
    expect(made.status).toContain('#3 was closed by a bot, and nothing shows that it is done.')
    expect(isComplete(made)).toBe(false)
    made.says(3, 'tia', '/done https://github.com/acme/shop/pull/12')
    made.settle()
    expect(stateOf(made, 3)).toContain('✅ done by tia')
    expect(isComplete(made)).toBe(true)
  })
})

describe('by what items were closed is asked', () => {
  const links = (made: MergedWorld) => made.asks().filter((asked) => asked.startsWith('issueLinks'))

  it('in one question for all, and never again', () => {
    const made = world()
    close(made, 4)
    close(made, 3, {}, { closer: { kind: 'pull', number: 9 } })
    expect(links(made)).toEqual(['issueLinks numbers=3,4'])
    made.settle()
    expect(links(made)).toEqual([])
    close(made, 5)
    expect(links(made)).toEqual(['issueLinks numbers=5'])
  })

  it('again when an item was closed another time', () => {
    const made = world()
    close(made, 3, {}, { closer: { kind: 'pull', number: 9 } })
    made.settle()
    made.editIssue(3, () => ({ state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null }))
    made.settle()
    expect(made.memory?.items[0]?.closed).toBeUndefined()
    close(made, 3, { closedAt: '2026-03-03T11:00:00Z' })
    made.settle()
    expect(stateOf(made, 3)).toBe('✅ done by wes')
  })

  it('in vain where GitHub does not know: then it is closed, and nobody is told of a refusal', () => {
    const made = world()
    made.refuse('issueLinks')
    close(made, 3)
    made.settle()
    expect(stateOf(made, 3)).toBe('✅ done')
    expect(made.status).not.toContain('Please have a look')
    made.refuse()
    made.settle()
    expect(stateOf(made, 3)).toBe('✅ done by wes')
  })

  it('and a link that somebody wrote into the memory is no link', () => {
    const made = world()
    close(made, 3)
    made.settle()
    made.remember((memory) => ({
      ...memory,
      items: memory.items.map((item) => ({
        ...item,
        ...(item.closed && { closed: { ...item.closed, by: 'pull' as const, name: '1](https://evil.example' } }),
      })),
    }))
    made.settle()
    expect(made.status).not.toContain('evil')
    expect(stateOf(made, 3)).toBe('✅ done by wes')
  })
})
