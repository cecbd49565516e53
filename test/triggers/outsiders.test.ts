import { describe, expect, it } from 'vitest'
import { refsOf } from '../../src/triggers/deliveries.ts'
import { createOutsiders, type Doer, type Outsiders } from '../../src/triggers/outsiders.ts'

const repository = { owner: 'acme', repo: 'shop' }
const from = (association: string | null, login = 'eve'): Doer => ({ repository, login, association })

type Standing = 'may' | 'may-not' | 'unknown'

/** Nobody is known but those who are named; the clock stands still until it is moved. */
function stage(standings: Readonly<Record<string, Standing>> = {}) {
  let time = 0
  const outsiders = createOutsiders({ now: () => time, standingOf: (_where, login) => standings[login] ?? 'unknown' })
  return {
    outsiders,
    pass(ms: number) {
      time += ms
    },
    waits: (doer: Doer, count: number) =>
      Array.from({ length: count }, () => {
        const { priority, wait } = outsiders.urgencyOf(doer, 'incident acme/shop#1')
        return priority === 'interactive' ? priority : (wait ?? 0)
      }),
  }
}

describe('what is looked at how soon', () => {
  it.each([
    ['an owner', 'OWNER', {}],
    ['a member', 'MEMBER', {}],
    ['a collaborator', 'COLLABORATOR', {}],
    ['somebody of whom the delivery says nothing', null, {}],
    ['who looks like from outside, and was seen with a role', 'NONE', { eve: 'may' }],
  ] as const)('of %s at once, each time', (_who, association, standings) => {
    expect(stage(standings).waits(from(association), 3)).toEqual(['interactive', 'interactive', 'interactive'])
  })

  it.each(['NONE', 'CONTRIBUTOR', 'FIRST_TIMER', 'FIRST_TIME_CONTRIBUTOR', 'MANNEQUIN'])(
    'of %s the first at once behind others, and what follows ever later, at most after a minute',
    (association) => {
      expect(stage().waits(from(association), 7)).toEqual([0, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000])
    },
  )

  it('of a member who was seen without the role like that of anybody from outside', () => {
    expect(stage({ eve: 'may-not' }).waits(from('MEMBER'), 3)).toEqual([0, 5_000, 10_000])
  })

  it.each(['OWNER', 'MEMBER', 'COLLABORATOR'])(
    'of %s whom no pass has seen with a role like that of anybody from outside, after ten times',
    (association) => {
      const { waits, pass } = stage()
      expect(waits(from(association), 13).slice(9)).toEqual(['interactive', 0, 5_000, 10_000])
      pass(10 * 60_000)
      expect(waits(from(association), 1)).toEqual(['interactive'])
      expect(stage({ eve: 'may' }).waits(from(association), 13)).toEqual(Array(13).fill('interactive'))
    },
  )

  it('starts over for each person, each place, and after ten quiet minutes', () => {
    const { outsiders, waits, pass } = stage()
    expect(waits(from('NONE'), 2)).toEqual([0, 5_000])
    expect(waits(from('NONE', 'zed'), 1)).toEqual([0])
    expect(outsiders.urgencyOf(from('NONE'), 'incident acme/shop#2')).toEqual({ priority: 'outside' })
    pass(10 * 60_000)
    expect(waits(from('NONE'), 1)).toEqual([0])
  })
})

describe('a delivery', () => {
  const eve = { login: 'eve', type: 'User' }
  const payload = { repository: { id: 7, name: 'shop', owner: { login: 'acme' } }, sender: eve }
  const theirs = { user: eve, author_association: 'NONE' }
  const issue = { number: 1, labels: [{ name: 'incident' }] }
  const pull = { number: 2, head: { ref: 'patch', repo: { id: 8 } } }
  const priorities = (event: string, more: object, outsiders: Outsiders = stage().outsiders) =>
    refsOf(event, { ...payload, ...more }, { slug: 'aftermath' }, outsiders).map(({ priority }) => priority)

  it.each([
    ['a command', 'issue_comment', { action: 'created', issue, comment: { ...theirs, body: '/lead' } }],
    ['an issue with the label, by a form', 'issues', { action: 'labeled', issue: { ...issue, ...theirs } }],
    ['a pull request from a fork', 'pull_request', { action: 'opened', pull_request: { ...pull, ...theirs } }],
    ['a review', 'pull_request_review', { action: 'submitted', pull_request: pull, review: theirs }],
  ])('tells that %s comes from outside', (_what, event, more) => {
    expect(priorities(event, more)).toEqual(['outside'])
  })

  it.each([
    [
      'who pushes to the fork of another one',
      'pull_request',
      { action: 'synchronize', pull_request: { ...pull, user: { login: 'zed' }, author_association: 'CONTRIBUTOR' } },
    ],
    [
      'who attaches an issue to one of a repository of their own',
      'sub_issues',
      { action: 'parent_issue_added', parent_issue: { number: 1 }, parent_issue_repo: { full_name: 'eve/shop' } },
    ],
  ])('tells that one comes from outside %s', (_who, event, more) => {
    expect(priorities(event, more)).toEqual(['outside'])
    expect(priorities(event, more, stage({ eve: 'may' }).outsiders)).toEqual(['interactive'])
  })

  it('tells nothing of who pushes to a branch here: that takes a role', () => {
    const own = { ...pull, head: { ref: 'patch', repo: { id: 7 } }, user: { login: 'zed' } }
    expect(priorities('pull_request', { action: 'synchronize', pull_request: own })).toEqual(['interactive'])
  })

  it('tells nothing of who sets a label at a stranger’s issue: that takes a role', () => {
    const stranger = { ...theirs, user: { login: 'zed' } }
    expect(priorities('issues', { action: 'labeled', issue: { ...issue, ...stranger } })).toEqual(['interactive'])
  })

  it('of another app that opens or labels an issue is never from outside', () => {
    const sender = { login: 'pager[bot]', type: 'Bot' }
    const opened = { action: 'opened', issue: { ...issue, user: sender, author_association: 'NONE' }, sender }
    expect(priorities('issues', opened)).toEqual(['interactive'])
  })

  it.each([
    ['comments', 'issue_comment', { action: 'created', issue }, 'comment'],
    ['reviews', 'pull_request_review', { action: 'submitted', pull_request: pull }, 'review'],
  ])('of another app that only %s is: nobody waits for that', (_what, event, more, part) => {
    const sender = { login: 'chatty[bot]', type: 'Bot' }
    const said = { body: 'Deployed.', user: sender, author_association: 'CONTRIBUTOR' }
    expect(priorities(event, { ...more, [part]: said, sender })).toEqual(['outside'])
  })
})
